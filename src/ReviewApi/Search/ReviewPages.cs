using Dapper;
using Npgsql;
using ReviewApi.Http;
using ReviewApi.Indexing;
using ReviewApi.Listings;

namespace ReviewApi.Search;

/// <summary>
/// Pages of published reviews: the catalogue in memory says which; their summaries come from memory as long as the catalogue knows the
/// reviews by the same entity tag, and all else from the database.
/// </summary>
internal sealed class ReviewPages(LiveCatalogue catalogue, NpgsqlDataSource database, BoundedCache summaries)
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
        using var filtered = asked.Question.Ask(version);
        // Later pages look for the words as the first one did.
        text = asked.After is { } after
            ? text with { Part = after.Part, IsLikeness = after.IsLikeness }
            : WordMatches.InParts(text, asked.Sort, filtered);
        var matching = asked.Sort.Relevance is null || asked.IsCounted ? await WordMatches.Read(text, connection, cancellation) : null;
        using var matches = matching is null ? filtered : new Question([.. asked.Question.Conditions, matching]).Ask(version);
        var page = asked.Sort.Relevance is null
            ? await Ranked(Sorted(asked, matches), text, version, connection, cancellation)
            : await ByRelevance(asked, text, matches, connection, cancellation);
        return page with
        {
            Next = page.Next is null ? null : page.Next with { Part = text.Part, IsLikeness = text.IsLikeness },
            Total = asked.IsCounted ? matches.Count : null,
        };
    }

    static ReviewsOfPage Sorted(PageAsked asked, Matches matches)
    {
        var after = asked.After?.ToReviewPlace();
        var page = asked.Sort.Keys.Count == 0
            ? ReviewPage.InOrder(matches, asked.Listed!, asked.Limit, after)
            : ReviewPage.Sorted(matches, asked.Sort.Keys, asked.Limit, after);
        return new([.. page.Reviews.Select(review => new ShownReview(review))], page.Next is { } next ? new(next.Keys, next.Id) : null);
    }

    static async Task<ReviewsOfPage> Ranked(
        ReviewsOfPage page, TextQuery text, CatalogueVersion version, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var ranks = await WordMatches.Ranks(text, version, page.Reviews.Select(review => review.Id), connection, cancellation);
        foreach (var review in page.Reviews)
            review.Rank = ranks.GetValueOrDefault(review.Id);
        return page;
    }

    static async Task<ReviewsOfPage> ByRelevance(
        PageAsked asked, TextQuery text, Matches matches, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var order = new RankedOrder(matches.Version, asked.Sort, asked.After);
        var first = await WordMatches.First(text, matches, order, asked.Limit + 1, asked.After, connection, cancellation);
        var reviews = first.Take(asked.Limit)
            .Select(one => new ShownReview(ListedReview.At(matches.Version, one.Ordinal)) { Rank = one.Rank }).ToList();
        return new(reviews, first.Count > asked.Limit ? order.PlaceOf(first[asked.Limit - 1]) : null);
    }

    // Gives whether all of them are still as the catalogue knows them.
    async Task<bool> Load(ReviewsOfPage page, PageAsked asked, CancellationToken cancellation)
    {
        var areSummaries = asked is { Text: null, IsWhole: false };
        if (areSummaries)
            foreach (var review in page.Reviews)
                review.Json = Kept(review);
        var missing = page.Reviews.Where(review => review.Json is null).ToList();
        if (missing.Count == 0)
            return true;
        // language=sql
        var sql = $"""
            select review_id as id, etag, {(asked.IsWhole ? "document" : "summary")} as json{(asked.Text is null ? "" : ", document")}
            from published_reviews
            where review_id = any(@ids)
            """;
        var ids = missing.Select(review => review.Id).ToArray();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = (await connection.QueryAsync<Row>(new(sql, new { ids }, cancellationToken: cancellation))).ToDictionary(row => row.Id);
        var areSame = true;
        foreach (var review in missing)
        {
            var row = rows.GetValueOrDefault(review.Id);
            areSame &= row is not null && review.IsShownBy(ReviewListing.Tag(row.ETag));
            (review.Json, review.Document) = (row?.Json, row?.Document);
            if (areSummaries && row is not null)
                summaries.Keep(review.Id, new Summary(review.Tag, row.Json), EntryBytes + row.Json.Length);
        }
        return areSame;
    }

    byte[]? Kept(ShownReview review) => summaries.Find<Summary>(review.Id) is { } kept && kept.Tag == review.Tag ? kept.Json : null;

    sealed record Summary(ulong Tag, byte[] Json);

    sealed record Row
    {
        public required Guid Id { get; init; }
        public required string ETag { get; init; }
        public required byte[] Json { get; init; }
        public byte[]? Document { get; init; }
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
}

/// <summary>The reviews of a page, where it ended if there are more, and how many there are on all pages if they are counted.</summary>
internal sealed record ReviewsOfPage(IReadOnlyList<ShownReview> Reviews, Place? Next, int? Total = null);

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

    /// <summary>With words, the whole document.</summary>
    public byte[]? Document { get; set; }

    /// <summary>Says which state of it is shown; gives whether it is the one that was listed.</summary>
    public bool IsShownBy(ulong tag)
    {
        Tag = tag;
        return tag == listed.Tag;
    }
}
