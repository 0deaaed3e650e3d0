using ReviewApi.Indexing;
using Question = ReviewApi.Indexing.Question;

namespace ReviewApi.Tests.Indexing;

/// <summary>Questions by chance, while reviews are written, taken back and compacted, against a scan of all listings.</summary>
public sealed class CatalogueIndexProperties
{
    const int Rounds = 6;
    const int MostChanges = 40;

    [Many(100)]
    public void Given_any_changes_when_pages_are_walked_through_then_they_have_what_a_scan_finds_in_order(
        int seed) => Each(seed, (version, scan, listings, questions) =>
    {
        var (question, sort, limit) = (questions.Question(), questions.Sort(), listings.Random.Next(1, 12));
        using var matches = question.Ask(version);
        var (ids, place) = (new List<Guid>(), (ReviewPlace?)null);
        do
        {
            var page = ReviewPage.Sorted(matches, sort, limit, place);
            Assert.True(page.Reviews.Count == limit || page.Next is null);
            ids.AddRange(page.Reviews.Select(review => review.Id));
            place = page.Next;
        }
        while (place is not null);
        Assert.Equal(scan.Sorted(question, sort), ids);
        Assert.Equal(ids.Count, matches.Count);
    });

    [Many(100)]
    public void Given_a_place_whose_review_has_gone_when_the_next_page_is_read_then_it_goes_on_after_it(
        int seed) => Each(seed, (version, scan, listings, questions) =>
    {
        var (sort, gone) = (questions.Sort(), listings.Listing());
        var place = CatalogueIndex.Build([RandomListings.Put(gone)], expected: 1).Current is var other
            ? new ReviewOrder(other, sort).PlaceOf(0)
            : null;
        using var matches = Question.All.Ask(version);
        Assert.Equal(
            scan.Sorted(Question.All, sort, gone).Take(10),
            ReviewPage.Sorted(matches, sort, 10, place).Reviews.Select(review => review.Id));
    });

    [Many(100)]
    public void Given_any_changes_when_facets_are_counted_then_each_is_under_all_filters_but_its_own(
        int seed) => Each(seed, (version, scan, listings, questions) =>
    {
        var (question, facets, most) = (questions.Question(), questions.SomeFacets(), listings.Random.Next(1, 6));
        var (total, counts) = FacetCounting.Count(version, question, facets, most);
        Assert.Equal(scan.Meeting(question).Count, total);
        foreach (var facet in facets)
            Assert.Equal(scan.Facet(question, facet, most), counts[facet]);
    });

    [Many(100)]
    public void Given_any_changes_when_films_releases_and_reviewers_are_listed_then_they_are_those_of_the_matches_in_order(
        int seed) => Each(seed, (version, scan, listings, questions) =>
    {
        var (question, kind, limit) = (questions.Question(), listings.Pick(Enum.GetValues<Kind>()), listings.Random.Next(1, 5));
        using var matches = question.Ask(version);
        var (all, place) = (new List<ShelfPlace>(), (ShelfPlace?)null);
        do
        {
            var page = ShelfPage.First(matches, kind, limit, place);
            all.AddRange(page.Items);
            place = page.Next;
        }
        while (place is not null);
        Assert.Equal(scan.Shelf(question, kind), all);
        Assert.Equal(all.Count, ShelfPage.Count(matches, kind));
    });

    [Many(100)]
    public void Given_any_changes_when_reviews_are_asked_for_by_id_then_those_published_come_in_the_order_asked(
        int seed) => Each(seed, (version, scan, listings, questions) =>
    {
        var (question, ids) = (questions.Question(), listings.Few(0, 30, listings.Id));
        using var matches = question.Ask(version);
        var expected = ids.Distinct().Where(id => scan.Meeting(question).Exists(listing => listing.Id == id)).ToList();
        var first = ReviewPage.InOrder(matches, ids, 3);
        var rest = first.Next is null ? [] : ReviewPage.InOrder(matches, ids, 100, first.Next).Reviews;
        Assert.Equal(expected, first.Reviews.Concat(rest).Select(review => review.Id));
        Assert.Equal(
            scan.Published.Where(listing => expected.Contains(listing.Id)).Select(listing => (listing.Id, listing.Tag)).Order(),
            first.Reviews.Concat(rest).Select(review => (review.Id, review.Tag)).Order());
    });

    static void Each(int seed, Action<CatalogueVersion, Scan, RandomListings, RandomQuestions> check)
    {
        var listings = new RandomListings(seed);
        var (questions, built) = (
            new RandomQuestions(listings),
            listings.Changes(MostChanges).Where(change => change.Row is not null).DistinctBy(change => change.Id).ToList());
        var (index, scan) = (CatalogueIndex.Build(built, built.Count), Scan.Empty.After(built));
        for (var round = 0; round < Rounds; round++)
        {
            check(index.Current, scan, listings, questions);
            var changes = listings.Changes(MostChanges);
            index.Apply(changes);
            scan = scan.After(changes);
            if (listings.Random.Next(3) == 0)
                index.Compact();
        }
        Assert.Equal(scan.Published.Count, index.Current.Reviews);
    }
}
