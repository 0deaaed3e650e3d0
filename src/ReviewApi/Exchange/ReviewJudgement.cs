using System.Data.Common;
using ReviewApi.Indexing;
using ReviewApi.Listings;
using ReviewApi.Reviews;

namespace ReviewApi.Exchange;

/// <summary>Whether single reviews meet a question, judged as the catalogue in memory judges: by an index of just them.</summary>
internal static class ReviewJudgement
{
    const string AnyTag = "\"000000000000000000000000\"";

    /// <summary>Those of some states of reviews, each an object of its own, that meet a question.</summary>
    public static IReadOnlySet<Review> Meeting(Question question, IEnumerable<Review> states, Aliases aliases)
    {
        var met = new HashSet<Review>(ReferenceEqualityComparer.Instance);
        // An index has one state of a review: several of one go into several.
        var rounds = states.GroupBy(review => review.Id!.Value).SelectMany(review => review.Index())
            .ToLookup(one => one.Index, one => one.Item);
        foreach (var round in rounds)
            met.UnionWith(OfOneEach(question, round, aliases));
        return met;
    }

    static IEnumerable<Review> OfOneEach(Question question, IEnumerable<Review> reviews, Aliases aliases)
    {
        var byId = reviews.ToDictionary(review => review.Id!.Value);
        var index = CatalogueIndex.Build(byId.Values.Select(Listed).OfType<Indexing.Change>(), byId.Count);
        index.Apply([], aliases.All);
        using var matches = question.Ask(index.Current);
        return [.. matches.Ordinals().Select(ordinal => byId[index.Current.IdOf(ordinal)])];
    }

    // One that cannot be listed is in no list either.
    static Indexing.Change? Listed(Review review)
    {
        try
        {
            return new(review.Id!.Value, ReviewListing.From(review, AnyTag).Write());
        }
        catch (Exception error) when (error is not (DbException or OutOfMemoryException))
        {
            return null;
        }
    }
}
