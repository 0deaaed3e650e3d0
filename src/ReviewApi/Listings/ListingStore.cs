using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Listings;

/// <summary>The rows by which published reviews are listed and found.</summary>
internal static class ListingStore
{
    /// <summary>Raised wherever the rules below, ReviewListing, ListingText, TextWords, Spelling or summaries change.</summary>
    public const short Derivation = 5;

    // The words of the longest reviews take a busy machine some seconds, and every text that is taken is published.
    const int LongText = 100_000;
    const int LongSeconds = 30;

    /// <summary>Lists a published review as it is now, by its words.</summary>
    public static void Put(Review review, string etag, ListingWords words, Write write)
    {
        // language=sql
        const string listing = """
            insert into listings (review_id, listing)
            select * from unnest(@id, @listing)
            on conflict on constraint listings_pkey do update set listing = excluded.listing
            """;
        // A release without a GTIN takes the format of the review that is saved last, unless its format was corrected.
        // language=sql
        const string format = """
            update releases
            set format = known.format
            from unnest(@releaseId, @Format) as known (id, format)
            where release_id = id and gtin is null and releases.format <> known.format and not coalesce(correction ? 'format', false)
            """;
        // language=sql
        var texts = $"""
            insert into listing_texts (review_id, number, config, vector, sections)
            select id, number, config,
              vector::tsvector || ('S' || number / {ListingText.SmallPart} || ' L' || number / {ListingText.LargePart})::tsvector,
              sections::tsvector
            from (
              select *,
                coalesce(
                  (select number from listing_texts where review_id = id), nextval('listing_texts_number_seq')) as number
              from unnest(@id, @Config, @Vector, @Sections) as listed (id, config, vector, sections)) numbered
            on conflict on constraint listing_texts_pkey do update
            set config = excluded.config, vector = excluded.vector, sections = excluded.sections
            """;
        var id = review.Id!.Value;
        write.StoreRow(listing, new { id, listing = ReviewListing.From(review, etag).Write() });
        write.StoreRow(format, new { releaseId = Guid.Parse(review.Release!.Id!), review.Release.Format });
        write.StoreRow(
            texts, new { id, words.Config, words.Vector, words.Sections }, seconds: words.Size > LongText ? LongSeconds : null);
    }

    /// <summary>Lists a review no longer.</summary>
    public static void Remove(Review review, Write write) =>
        write.Store("delete from listings where review_id = @Id", new { review.Id });

    /// <summary>Names as they are looked for, one a line.</summary>
    public static string Names(IEnumerable<string?> names) => string.Join('\n', ReviewListing.Folded(names));
}
