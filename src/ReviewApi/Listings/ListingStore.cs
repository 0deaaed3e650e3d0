using Dapper;
using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Listings;

/// <summary>The rows by which published reviews are listed and found.</summary>
internal static class ListingStore
{
    /// <summary>Raised wherever the rules below, ReviewListing, ListingText, TextWords or Spelling change.</summary>
    public const short Derivation = 4;

    // The words of the longest reviews take a busy machine some seconds, and every text that is taken is published.
    const int LongText = 100_000;
    const int LongSeconds = 30;

    /// <summary>Lists a published review as it is now.</summary>
    public static async Task Put(Review review, string etag, Write write)
    {
        // language=sql
        const string insert = """
            insert into listings (review_id, listing)
            values (@Id, @listing)
            on conflict on constraint listings_pkey do update set listing = @listing
            """;
        // A release without a GTIN takes the format of the review that is saved last, unless its format was corrected.
        // language=sql
        const string format = """
            update releases
            set format = @Format
            where release_id = @releaseId and gtin is null and format <> @Format and not coalesce(correction ? 'format', false)
            """;
        // language=sql
        var words = $"""
            insert into text_configs (config)
            values (@Config)
            on conflict do nothing;
            insert into listing_texts (review_id, number, config, vector, sections)
            select @Id, number, @Config,
                setweight(titles, 'A') || setweight(people, 'B') || setweight(headline, 'C') || prose
                  || {string.Join(" || ", Sections.Names)}
                  || ('S' || number / {ListingText.SmallPart})::tsvector || ('L' || number / {ListingText.LargePart})::tsvector,
                {string.Join(" || ", Sections.Names.Select(InSection))}
            from (
                select coalesce(
                  (select number from listing_texts where review_id = @Id), nextval('listing_texts_number_seq')) as number) numbered
            cross join (select {string.Join(", ", ListingText.Parts.Concat(Sections.Names).Select(Vector))} offset 0) parts
            on conflict on constraint listing_texts_pkey do update
            set config = excluded.config, vector = excluded.vector, sections = excluded.sections
            """;
        var values = new DynamicParameters(new
        {
            review.Id,
            listing = ReviewListing.From(review, etag).Write(),
            releaseId = Guid.Parse(review.Release!.Id!),
            review.Release.Format,
            Config = ListingText.Config(review.Language!),
        });
        var size = 0;
        foreach (var (part, text) in ListingText.Of(review))
        {
            values.Add($"{part}Words", text.Words);
            values.Add($"{part}IsPlain", text.IsPlain);
            size += text.Size;
        }
        var (patience, seconds) = size > LongText ? ($"set local statement_timeout = '{LongSeconds}s';", LongSeconds) : ("", (int?)null);
        var sql = $"{patience} {insert}; {format}; {words}";
        await write.Connection.ExecuteAsync(new(sql, values, commandTimeout: seconds, cancellationToken: write.Cancellation));
    }

    /// <summary>Lists a review no longer.</summary>
    public static Task<int> Remove(Review review, Write write) =>
        write.Connection.ExecuteAsync(
            new("delete from listings where review_id = @Id", new { review.Id }, cancellationToken: write.Cancellation));

    // The words of a part. As a whole, to_tsvector would give each its place.
    static string Vector(string part) => $"""
        case when @{part}IsPlain
          then (
            select coalesce(array_to_tsvector(array_agg(word)), '')
            from unnest(@{part}Words) piece, unnest(tsvector_to_array(to_tsvector(@Config::regconfig, piece))) word)
          else to_tsvector(@Config::regconfig, (@{part}Words)[1])
        end as {part}
        """;

    static string InSection(string section) => $"""
        case when @{section}IsPlain
          then array_to_tsvector(array(select '{ListingText.NumberOf(section)}' || word from unnest(tsvector_to_array({section})) word))
          else in_section({section}, '{ListingText.NumberOf(section)}')
        end
        """;

    /// <summary>Names as they are looked for, one a line.</summary>
    public static string Names(IEnumerable<string?> names) => string.Join('\n', ReviewListing.Folded(names));
}
