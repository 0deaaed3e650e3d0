using System.Runtime.InteropServices;
using Dapper;
using Npgsql;
using ReviewApi.Codes;
using ReviewApi.Indexing;

namespace ReviewApi.Search;

/// <summary>
/// Which reviews have the words that are asked for, and how well: PostgreSQL knows the words, the catalogue in memory all the rest.
/// </summary>
internal static class WordMatches
{
    // So many reviews are ranked one by one, wherever they are.
    const int Few = 2000;

    /// <summary>The condition that a review has the words, or a film with a title like them.</summary>
    public static async Task<Condition> Read(TextQuery text, NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (text.IsLikeness)
            return new IsOfTitleLike(Spelling.OfName(text.Text));
        // As one value, which is far faster than a row each.
        var sql = $"select coalesce(string_agg(uuid_send(review_id), ''), '') from ({text.Matches}) matches";
        var ids = await connection.QuerySingleAsync<byte[]>(new(sql, text.Values, cancellationToken: cancellation));
        return new IsOneOf([.. ids.Chunk(Marshal.SizeOf<Guid>()).Select(id => new Guid(id, bigEndian: true))]);
    }

    /// <summary>The ranks of some reviews that match.</summary>
    public static async Task<IReadOnlyDictionary<Guid, float>> Ranks(
        TextQuery text, CatalogueVersion version, IEnumerable<Guid> ids, NpgsqlConnection connection, CancellationToken cancellation)
    {
        using var matches = new Question([new IsOneOf([.. ids])]).Ask(version);
        var ranked = text.IsLikeness
            ? RankedByFilm(matches, text)
            : await Among(text with { Part = null }, matches, connection, cancellation);
        return ranked.ToDictionary(one => version.IdOf(one.Ordinal), one => one.Rank);
    }

    /// <summary>
    /// The first of some reviews that have the words, in an order that relevance is part of. What a common word finds is not ranked as a
    /// whole where relevance comes first: the newest reviews that have it are ranked among themselves, then those before them.
    /// </summary>
    public static async Task<IReadOnlyList<RankedReview>> First(
        TextQuery text, Matches matches, RankedOrder order, int take, Place? after, NpgsqlConnection connection,
        CancellationToken cancellation)
    {
        if (text.IsLikeness)
            return [.. order.First(RankedByFilm(matches, text), take)];
        if (text.Part is not { } width)
            return [.. order.First(await Among(text, matches, connection, cancellation), take)];
        var first = new List<RankedReview>();
        var last = after?.Number ?? text.Newest / width;
        // More and more parts at once where the filters leave little of each.
        for (var parts = 1L; first.Count < take && last >= 0; last -= parts, parts *= 2)
        {
            var values = text.Values;
            values.AddDynamicParams(new { among = (Guid[]?)null, parts = text.Parts(Math.Max(0, last - parts + 1), last) });
            first.AddRange(order.First(await Ranked(text, values, matches, connection, cancellation), take - first.Count));
        }
        return first;
    }

    /// <summary>
    /// How the words are looked for on the first page: all at once, unless they are common and many reviews meet the filters.
    /// </summary>
    public static TextQuery InParts(TextQuery text, Sort sort, Matches matches) =>
        sort.Relevance == 0 && matches.Count > Few ? text : text with { Part = null };

    static Task<List<RankedReview>> Among(TextQuery text, Matches matches, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var values = text.Values;
        var areAll = matches.Count > Few || matches.Count == matches.Version.Reviews;
        values.Add("among", areAll ? null : matches.Ordinals().Select(matches.Version.IdOf).ToArray());
        return Ranked(text, values, matches, connection, cancellation);
    }

    static async Task<List<RankedReview>> Ranked(
        TextQuery text, DynamicParameters values, Matches matches, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var rows = await connection.QueryAsync<(Guid Id, long Part, float Rank)>(
            new(text.Ranked, values, cancellationToken: cancellation));
        return rows.Select(row => new RankedReview(matches.Version.Find(row.Id), row.Part, row.Rank))
            .Where(review => review.Ordinal >= 0 && matches.Has(review.Ordinal)).ToList();
    }

    // A review of several films is as good as its best.
    static List<RankedReview> RankedByFilm(Matches matches, TextQuery text)
    {
        var ranks = new Dictionary<int, float>();
        foreach (var (id, rank, _) in new IsOfTitleLike(Spelling.OfName(text.Text)).Films(matches.Version))
        {
            using var of = new Question([new IsOf(Kind.Film, [id])]).Ask(matches.Version);
            foreach (var ordinal in of.Ordinals().Where(matches.Has))
                ranks.TryAdd(ordinal, rank);
        }
        return [.. ranks.Select(one => new RankedReview(one.Key, Part: 0, one.Value))];
    }
}

/// <summary>A review that has the words, with the part that it is ranked in.</summary>
internal readonly record struct RankedReview(int Ordinal, long Part, float Rank);

/// <summary>The order of reviews by keys of which relevance is one.</summary>
internal sealed class RankedOrder(CatalogueVersion version, Sort sort, Place? after) : IComparer<RankedReview>
{
    readonly ReviewOrder order = new(version, sort.Keys);

    /// <summary>The first of some reviews that come after the place.</summary>
    public IEnumerable<RankedReview> First(List<RankedReview> reviews, int take)
    {
        var beyond = after is null ? reviews : reviews.FindAll(IsBeyond);
        beyond.Sort(this);
        return beyond.Take(take);
    }

    public Place PlaceOf(RankedReview review)
    {
        var (keys, id) = order.PlaceOf(review.Ordinal);
        return new(keys, id) { Number = review.Part, Rank = review.Rank };
    }

    public int Compare(RankedReview one, RankedReview other) =>
        Compare(one, order.Of(other.Ordinal), other.Part, other.Rank);

    bool IsBeyond(RankedReview review) => Compare(review, order.Of(after!.ToReviewPlace()), after.Number, after.Rank) > 0;

    int Compare(RankedReview one, ReviewOrder.Standing other, long part, float rank)
    {
        var relevance = sort.Relevance!.Value;
        var before = order.Compare(one.Ordinal, other, 0, relevance);
        if (before != 0)
            return before;
        var better = (part, rank).CompareTo((one.Part, one.Rank));
        if (better != 0)
            return better;
        var then = order.Compare(one.Ordinal, other, relevance, sort.Keys.Count);
        return then != 0 ? then : order.CompareIds(one.Ordinal, other, sort.IsDescending);
    }
}
