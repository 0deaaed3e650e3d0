using Npgsql;
using ReviewApi.Codes;
using ReviewApi.Http;
using ReviewApi.Indexing;

namespace ReviewApi.Search;

/// <summary>
/// Pages of the reviews that meet the filters and have the words, or, where no review has them, a title like them.
/// </summary>
internal sealed class WordSearch(
    AskedWords words, PageAsked asked, Matches candidates, BoundedCache kept, NpgsqlConnection connection, CancellationToken cancellation)
{
    // So many are looked at one by one at most, wherever they are; of more the words tell which.
    const int Few = 2000;
    const int MostOneByOne = 8192;

    readonly WordMatches matches = new(words, connection, cancellation);
    readonly CatalogueVersion version = candidates.Version;

    /// <summary>The page that is asked for.</summary>
    public async Task<ReviewsOfPage> Page()
    {
        // Later pages look for the words as the first one did.
        if (asked.After is { IsLikeness: true })
            return Alike();
        var page = asked.Sort.Relevance switch
        {
            0 => await new RelevanceSearch(matches, asked, candidates, kept).Page(),
            null => await Sorted(),
            _ => await Ranked(),
        };
        if (page.Reviews.Count == 0 && asked.After is null && words.Text.MayBeLikeness && !await matches.Any())
            return Alike();
        return asked.IsCounted ? page with { Total = await Count() } : page;
    }

    /// <summary>The condition that a review has the words, or a film with a title like them.</summary>
    public static async Task<Condition> Condition(AskedWords words, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var found = await new WordMatches(words, connection, cancellation).All();
        return found.Count == 0 && words.Text.MayBeLikeness ? IsAlike(words) : new IsOneOf(found);
    }

    // As the reviews come in the order; where few of them have the words, those that have are looked for first.
    async Task<ReviewsOfPage> Sorted()
    {
        if (candidates.Count <= Few)
            return Sorted(await matches.Among(candidates.Ordinals().Select(version.IdOf)));
        var (found, looked, after) = (new List<ShownReview>(), 0, asked.After?.ToReviewPlace());
        for (var size = RelevanceSearch.FirstOf(asked.Limit); ;)
        {
            var page = ReviewPage.Sorted(candidates, asked.Sort.Keys, size, after);
            var ranks = RanksOf(await matches.Among(page.Reviews.Select(review => review.Id)));
            found.AddRange(
                from review in page.Reviews
                where ranks.ContainsKey(review.Id)
                select new ShownReview(review) { Rank = ranks[review.Id] });
            looked += page.Reviews.Count;
            if (found.Count > asked.Limit || page.Next is null)
                return PageOf(found);
            (after, size) = (page.Next, RelevanceSearch.NextOf(asked.Limit, found.Count, looked));
            if (found.Count == 0 || looked + size > MostOneByOne)
                break;
        }
        var all = await matches.All();
        using var having = Having(all);
        var shown = Sorted(having);
        var ranked = RanksOf(await matches.Among(shown.Reviews.Select(review => review.Id)));
        foreach (var review in shown.Reviews)
            review.Rank = ranked.GetValueOrDefault(review.Id);
        return shown;
    }

    ReviewsOfPage Sorted(IReadOnlyList<WordMatch> found)
    {
        using var having = Having([.. found.Select(match => match.Id)]);
        var page = Sorted(having);
        var ranks = RanksOf(found);
        foreach (var review in page.Reviews)
            review.Rank = ranks[review.Id];
        return page;
    }

    static Dictionary<Guid, float> RanksOf(IReadOnlyList<WordMatch> found) => found.ToDictionary(match => match.Id, match => match.Rank);

    ReviewsOfPage Sorted(Matches having) => ReviewPages.Sorted(asked, having);

    ReviewsOfPage PageOf(List<ShownReview> found)
    {
        if (found.Count <= asked.Limit)
            return new(found, null);
        var shown = found.GetRange(0, asked.Limit);
        var last = new ReviewOrder(version, asked.Sort.Keys).PlaceOf(version.Find(shown[^1].Id));
        return new(shown, new(last.Keys, last.Id));
    }

    // By keys of which relevance is not the first: all that have the words are ranked.
    async Task<ReviewsOfPage> Ranked()
    {
        var found = candidates.Count <= Few
            ? await matches.Among(candidates.Ordinals().Select(version.IdOf))
            : await matches.Whole();
        return RankedOrder.Page(asked, version, RankedOrder.In(candidates, found));
    }

    ReviewsOfPage Alike()
    {
        var isAlike = IsAlike(words);
        using var having = new Question([.. asked.Question.Conditions, isAlike]).Ask(version);
        var ranked = RankedByFilm(having, isAlike.Films(version));
        var page = asked.Sort.Relevance is null ? Sorted(having) : RankedOrder.Page(asked, version, ranked);
        if (asked.Sort.Relevance is null)
            foreach (var review in page.Reviews)
                review.Rank = ranked.Find(one => one.Ordinal == version.Find(review.Id)).Rank;
        return page with
        {
            IsLikeness = true,
            Next = page.Next is null ? null : page.Next with { IsLikeness = true },
            Total = asked.IsCounted ? having.Count : null,
        };
    }

    static IsOfTitleLike IsAlike(AskedWords words) => new(Spelling.OfName(words.Text.Text));

    // A review of several films is as good as its best.
    static List<RankedReview> RankedByFilm(Matches matches, IEnumerable<LikeFilm> films)
    {
        var ranks = new Dictionary<int, float>();
        foreach (var (id, rank, _) in films)
        {
            using var of = new Question([new IsOf(Kind.Film, [id])]).Ask(matches.Version);
            foreach (var ordinal in of.Ordinals().Where(matches.Has))
                ranks.TryAdd(ordinal, rank);
        }
        return [.. ranks.Select(one => new RankedReview(one.Key, Part: 0, one.Value))];
    }

    async Task<int> Count()
    {
        using var having = Having(await matches.All());
        return having.Count;
    }

    Matches Having(IReadOnlyList<Guid> ids) => new Question([.. asked.Question.Conditions, new IsOneOf(ids)]).Ask(version);
}
