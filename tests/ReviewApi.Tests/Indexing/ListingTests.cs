using ReviewApi.Indexing;
using Question = ReviewApi.Indexing.Question;

namespace ReviewApi.Tests.Indexing;

public sealed class ListingTests
{
    [Many(300)]
    public void Given_any_listing_when_it_is_written_and_read_then_it_is_the_same(int seed)
    {
        var listing = new RandomListings(seed).Listing();
        Assert.Equivalent(listing, Listing.Read(listing.Write()), strict: true);
        Assert.Equal(listing.Write(), Listing.Read(listing.Write()).Write());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    public void Given_a_row_of_another_version_when_it_is_read_then_it_is_refused(byte version)
    {
        var row = new RandomListings(1).Listing().Write();
        row[0] = version;
        Assert.Throws<InvalidDataException>(() => Listing.Read(row));
    }

    [Many(300)]
    public void Given_a_row_that_is_cut_when_it_is_read_then_it_is_refused(int seed)
    {
        var listings = new RandomListings(seed);
        var row = listings.Listing().Write();
        Assert.Throws<InvalidDataException>(() => Listing.Read(row.AsSpan(0, listings.Random.Next(row.Length))));
    }

    [Fact]
    public void Given_a_broken_row_among_changes_when_they_are_applied_then_none_of_them_is_there_and_later_ones_are()
    {
        var listings = new RandomListings(1);
        var (one, other) = (listings.Listing(), listings.Listing() with { Id = Guid.NewGuid() });
        var index = CatalogueIndex.Build([RandomListings.Put(one)], expected: 1);
        Assert.Throws<InvalidDataException>(() => index.Apply([RandomListings.Put(other), new(one.Id, one.Write()[..^1])]));
        Assert.Equal((1, true, false), (index.Current.Reviews, index.Current.Find(one.Id) >= 0, index.Current.Find(other.Id) >= 0));
        index.Apply([RandomListings.Put(other)]);
        using var all = Question.All.Ask(index.Current);
        Assert.Equal(
            [one.Id, other.Id],
            ReviewPage.Sorted(all, [new(SortColumn.PublishedAt, true)], 10).Reviews.Select(review => review.Id)
                .Order(Comparer<Guid>.Create((a, b) => a == one.Id ? -1 : 1)));
    }
}
