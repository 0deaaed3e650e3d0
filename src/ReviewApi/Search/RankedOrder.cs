using ReviewApi.Indexing;

namespace ReviewApi.Search;

/// <summary>A review that has the words, with the part that it is ranked in.</summary>
internal readonly record struct RankedReview(int Ordinal, long Part, float Rank);

/// <summary>The order of reviews by keys of which relevance is one.</summary>
internal sealed class RankedOrder(CatalogueVersion version, Sort sort, Place? after) : IComparer<RankedReview>
{
    readonly ReviewOrder order = new(version, sort.Keys);

    /// <summary>The reviews that match and are among the candidates.</summary>
    public static List<RankedReview> In(Matches candidates, IEnumerable<WordMatch> matches) =>
    [
        .. matches.Select(match => new RankedReview(candidates.Version.Find(match.Id), match.Part, match.Rank))
            .Where(review => review.Ordinal >= 0 && candidates.Has(review.Ordinal)),
    ];

    /// <summary>The page of some reviews that are ranked as a whole.</summary>
    public static ReviewsOfPage Page(PageAsked asked, CatalogueVersion version, List<RankedReview> reviews)
    {
        var order = new RankedOrder(version, asked.Sort, asked.After);
        var first = order.First(reviews, asked.Limit + 1).ToList();
        var shown = first.Take(asked.Limit)
            .Select(one => new ShownReview(ListedReview.At(version, one.Ordinal)) { Rank = one.Rank }).ToList();
        return new(shown, first.Count > asked.Limit ? order.PlaceOf(first[asked.Limit - 1]) : null);
    }

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
