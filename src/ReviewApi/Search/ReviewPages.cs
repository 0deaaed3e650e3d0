using System.Text.Json;
using Dapper;
using Npgsql;
using ReviewApi.Http;
using ReviewApi.Indexing;
using ReviewApi.Listings;
using ReviewApi.Rendering;
using ReviewApi.Reviews;

namespace ReviewApi.Search;

/// <summary>
/// Pages of published reviews: the catalogue in memory says which; their summaries come from memory as long as the catalogue knows the
/// reviews by the same entity tag, and all else from the database.
/// </summary>
internal sealed class ReviewPages(LiveCatalogue catalogue, NpgsqlDataSource database, BoundedCache kept)
{
    // Beside a summary.
    const int EntryBytes = 256;

    // While others write, a review may be another one by the time that its document is read: the page is then made anew.
    const int MostTries = 5;

    /// <summary>The reviews of a page, and where the next one goes on.</summary>
    public async Task<ReviewsOfPage> Read(PageAsked asked, CancellationToken cancellation)
    {
        CatalogueVersion? before = null;
        for (var tries = 1; ; tries++)
        {
            var version = await catalogue.Now(cancellation);
            var page = asked.Text is null ? Find(asked, version) : await FindWords(asked, asked.Text, version, cancellation);
            if (await Load(page, asked, cancellation) || version == before || tries == MostTries)
                return page with { Reviews = [.. page.Reviews.Where(review => review.Json is not null)] };
            before = version;
        }
    }

    static ReviewsOfPage Find(PageAsked asked, CatalogueVersion version)
    {
        using var matches = asked.Question.Ask(version);
        return Sorted(asked, matches) with { Total = asked.IsCounted ? matches.Count : null };
    }

    async Task<ReviewsOfPage> FindWords(PageAsked asked, TextQuery text, CatalogueVersion version, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var words = await AskedWords.Read(text, version, connection, cancellation);
        using var candidates = asked.Question.Ask(version);
        return await new WordSearch(words, asked, candidates, kept, connection, cancellation).Page() with { Words = words };
    }

    /// <summary>The page of some matches in the order of keys, or of the ids that are asked for.</summary>
    public static ReviewsOfPage Sorted(PageAsked asked, Matches matches)
    {
        var after = asked.After?.ToReviewPlace();
        var page = asked.Sort.Keys.Count == 0
            ? ReviewPage.InOrder(matches, asked.Listed!, asked.Limit, after)
            : ReviewPage.Sorted(matches, asked.Sort.Keys, asked.Limit, after);
        return new([.. page.Reviews.Select(review => new ShownReview(review))], page.Next is { } next ? new(next.Keys, next.Id) : null);
    }

    // Gives whether all of them are still as the catalogue knows them.
    async Task<bool> Load(ReviewsOfPage page, PageAsked asked, CancellationToken cancellation)
    {
        var words = asked.IsMarked && !page.IsLikeness ? page.Words : null;
        foreach (var review in page.Reviews)
        {
            review.Json = asked.IsWhole ? null : Kept<Summary>(new SummaryOf(review.Id), kept => kept.Tag == review.Tag)?.Json;
            review.Texts = words is null ? null : Kept<ReviewTexts>(new TextsOf(review.Id), kept => kept.Tag == review.Tag);
        }
        var missing = page.Reviews.Where(review => review.Json is null || words is not null && review.Texts is null).ToList();
        if (missing.Count == 0)
            return true;
        // A summary of an earlier version is made anew.
        var json = asked.IsWhole
            ? "document as json, false as is_old"
            : "case when derivation < @Derivation then document else summary end as json, derivation < @Derivation as is_old";
        // language=sql
        var sql = $"""
            select review_id as id, etag, {json}{(words is null ? "" : ", document")}
            from published_reviews
            where review_id = any(@ids)
            """;
        var ids = missing.Select(review => review.Id).ToArray();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = (await connection.QueryAsync<Row>(
            new(sql, new { ids, ListingStore.Derivation }, cancellationToken: cancellation))).ToDictionary(row => row.Id);
        var areSame = true;
        foreach (var review in missing)
        {
            var row = rows.GetValueOrDefault(review.Id);
            areSame &= row is not null && review.IsShownBy(ReviewListing.Tag(row.ETag));
            review.Json = row?.Shown();
            if (!asked.IsWhole && review.Json is not null)
                kept.Keep(new SummaryOf(review.Id), new Summary(review.Tag, review.Json), EntryBytes + review.Json.Length);
        }
        if (words is not null)
            await Mark([.. missing.Where(review => review.Json is not null)], rows, words, connection, cancellation);
        return areSame;
    }

    async Task Mark(
        List<ShownReview> reviews, Dictionary<Guid, Row> rows, AskedWords words, NpgsqlConnection connection,
        CancellationToken cancellation)
    {
        var documents = reviews.Select(review => (review.Tag, rows[review.Id].Document!));
        foreach (var (review, texts) in reviews.Zip(await ReviewTexts.Read(documents, words, connection, cancellation)))
        {
            review.Texts = texts;
            if (texts.IsWhole)
                kept.Keep(new TextsOf(review.Id), texts, texts.Bytes);
        }
    }

    T? Kept<T>(object key, Func<T, bool> isSame) where T : class => kept.Find<T>(key) is { } found && isSame(found) ? found : null;

    readonly record struct SummaryOf(Guid Id);

    readonly record struct TextsOf(Guid Id);

    sealed record Summary(ulong Tag, byte[] Json);

    sealed record Row
    {
        public required Guid Id { get; init; }
        public required string ETag { get; init; }
        public required byte[] Json { get; init; }
        public required bool IsOld { get; init; }
        public byte[]? Document { get; init; }

        public byte[] Shown() =>
            IsOld ? ReviewRendering.Summary(JsonSerializer.Deserialize<Review>(Json, Http.Json.Options)!) : Json;
    }
}

/// <summary>What is asked of a list of published reviews.</summary>
internal sealed record PageAsked(Question Question, TextQuery? Text, Sort Sort, int Limit)
{
    /// <summary>The ids that the list has the order of, where it has no other.</summary>
    public IReadOnlyList<Guid>? Listed { get; init; }

    public Place? After { get; init; }

    public bool IsCounted { get; init; }

    /// <summary>Whether whole documents are shown, not summaries.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether the passages are shown that have the words.</summary>
    public bool IsMarked { get; init; }
}

/// <summary>The reviews of a page, where it ended if there are more, and how many there are on all pages if they are counted.</summary>
internal sealed record ReviewsOfPage(IReadOnlyList<ShownReview> Reviews, Place? Next, int? Total = null)
{
    /// <summary>With words, what they are understood as.</summary>
    public AskedWords? Words { get; init; }

    /// <summary>Whether no review has the words, so that these have a title like them.</summary>
    public bool IsLikeness { get; init; }
}

/// <summary>A review of a page.</summary>
internal sealed class ShownReview(ListedReview listed)
{
    public Guid Id => listed.Id;

    /// <summary>What tells that which is shown of it from anything else that might be.</summary>
    public ulong Tag { get; private set; } = listed.Tag;

    /// <summary>Its JSON; null if it is no longer published.</summary>
    public byte[]? Json { get; set; }

    /// <summary>With words, how well it has them.</summary>
    public float Rank { get; set; }

    /// <summary>With words, the texts that passages are shown of.</summary>
    public ReviewTexts? Texts { get; set; }

    /// <summary>Says which state of it is shown; gives whether it is the one that was listed.</summary>
    public bool IsShownBy(ulong tag)
    {
        Tag = tag;
        return tag == listed.Tag;
    }
}
