using Dapper;
using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Listings;

/// <summary>The rows by which published reviews are listed and found.</summary>
internal static class ListingStore
{
    /// <summary>Raised wherever the rules below, ReviewListing, ListingText, TextWords or Spelling change.</summary>
    public const short Derivation = 3;

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
            insert into listing_texts (review_id, number, config, vector, sections)
            select @Id, number, @Config,
              @Vector::tsvector || ('S' || number / {ListingText.SmallPart} || ' L' || number / {ListingText.LargePart})::tsvector,
              @Sections::tsvector
            from (
              select coalesce(
                (select number from listing_texts where review_id = @Id), nextval('listing_texts_number_seq')) as number) numbered
            on conflict on constraint listing_texts_pkey do update
            set config = excluded.config, vector = excluded.vector, sections = excluded.sections
            """;
        var found = await ListingWords.Of(review, write.Connection, write.Cancellation);
        var values = new
        {
            review.Id,
            listing = ReviewListing.From(review, etag).Write(),
            releaseId = Guid.Parse(review.Release!.Id!),
            review.Release.Format,
            found.Config,
            found.Vector,
            found.Sections,
        };
        var (patience, seconds) = found.Size > LongText
            ? ($"set local statement_timeout = '{LongSeconds}s';", LongSeconds)
            : ("", (int?)null);
        var sql = $"{patience} {insert}; {format}; {words}";
        await write.Connection.ExecuteAsync(new(sql, values, commandTimeout: seconds, cancellationToken: write.Cancellation));
        await AddTitles(review.Films!, write);
    }

    /// <summary>Lists a review no longer.</summary>
    public static Task<int> Remove(Review review, Write write) =>
        write.Connection.ExecuteAsync(
            new("delete from listings where review_id = @Id", new { review.Id }, cancellationToken: write.Cancellation));

    /// <summary>Adds the titles by which films are looked for.</summary>
    public static Task AddTitles(IReadOnlyList<Film> films, Write write) =>
        AddTitles([.. films.Select(film => (Guid.Parse(film.Id!), Titles([film])))], write);

    /// <summary>Adds what films are looked for by: their titles, folded, one a line.</summary>
    public static Task AddTitles(IReadOnlyList<(Guid Film, string Titles)> folded, Write write)
    {
        // language=sql
        const string sql = """
            insert into film_titles (film_id, titles)
            select film_id, titles
            from unnest(@ids, @titles) as film (film_id, titles)
            order by film_id, titles
            on conflict do nothing
            """;
        var (ids, titles) = (folded.Select(one => one.Film).ToArray(), folded.Select(one => one.Titles).ToArray());
        return write.Connection.ExecuteAsync(new(sql, new { ids, titles }, cancellationToken: write.Cancellation));
    }

    static string Titles(IEnumerable<Film> films) => Names(films.SelectMany(ListingText.Titles));

    /// <summary>Names as they are looked for, one a line.</summary>
    public static string Names(IEnumerable<string?> names) => string.Join('\n', ReviewListing.Folded(names));
}
