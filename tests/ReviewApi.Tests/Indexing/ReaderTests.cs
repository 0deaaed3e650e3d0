using System.Collections.Concurrent;
using ReviewApi.Indexing;

namespace ReviewApi.Tests.Indexing;

/// <summary>Readers while one writes: each answer is that of one moment between the question and the answer.</summary>
public sealed class ReaderTests
{
    const int Writes = 1500;
    const int Readers = 3;

    public static TheoryData<int> Seeds => [1, 2, 3];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Given_readers_when_reviews_are_written_and_compacted_then_each_answer_is_of_a_moment_in_between(int seed)
    {
        var (index, listings) = (CatalogueIndex.Build([], expected: 0), new RandomListings(seed));
        // A state stands here before it is applied; the number of those that were applied is counted after it.
        var states = new ConcurrentDictionary<int, Scan> { [0] = Scan.Empty };
        var (begun, done, faults, answers) = (0, 0, new ConcurrentQueue<string>(), 0);
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, Readers).Select(reader => Task.Run(() => Read(seed * 100 + reader))).ToList();
        var compacting = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
                index.Compact();
        });
        for (var write = 1; write <= Writes; write++)
        {
            var changes = listings.Changes(most: 3);
            states[write] = states[write - 1].After(changes);
            Volatile.Write(ref begun, write);
            index.Apply(changes);
            Volatile.Write(ref done, write);
        }
        await stop.CancelAsync();
        await Task.WhenAll([.. readers, compacting]);
        Assert.Empty(faults);
        Assert.True(answers > Readers);

        void Read(int readerSeed)
        {
            var mine = new RandomListings(readerSeed);
            var questions = new RandomQuestions(new RandomListings(seed));
            while (!stop.IsCancellationRequested || Volatile.Read(ref answers) <= Readers)
            {
                var (question, sort, facets) = (questions.Question(), questions.Sort(), questions.SomeFacets());
                var first = Volatile.Read(ref done);
                var version = index.Current;
                using var matches = question.Ask(version);
                var ids = ReviewPage.Sorted(matches, sort, 100).Reviews.Select(review => review.Id).ToList();
                var counts = FacetCounting.Count(version, question, facets, 10).Facets;
                var films = ShelfPage.First(matches, Kind.Film, 100).Items;
                var last = Volatile.Read(ref begun);
                if (!Enumerable.Range(first, last - first + 1).Any(state => IsOf(states[state])))
                    faults.Enqueue($"{question} by {string.Join(',', sort)} between {first} and {last}");
                Interlocked.Increment(ref answers);

                bool IsOf(Scan state) => state.Sorted(question, sort).SequenceEqual(ids)
                    && facets.All(facet => state.Facet(question, facet, 10).SequenceEqual(counts[facet]))
                    && state.Shelf(question, Kind.Film).SequenceEqual(films);
            }
        }
    }

    [Fact]
    public void Given_a_version_in_hand_when_reviews_change_then_its_answers_stay()
    {
        var (listings, questions) = (new RandomListings(7), new RandomQuestions(new RandomListings(7)));
        var built = listings.Changes(60).Where(change => change.Row is not null).DistinctBy(change => change.Id).ToList();
        var index = CatalogueIndex.Build(built, built.Count);
        var (held, scan) = (index.Current, Scan.Empty.After(built));
        for (var round = 0; round < 50; round++)
        {
            index.Apply(listings.Changes(20));
            if (round % 10 == 5)
                index.Compact();
            var (question, sort) = (questions.Question(), questions.Sort());
            using var matches = question.Ask(held);
            Assert.Equal(scan.Sorted(question, sort), ReviewPage.Sorted(matches, sort, 100).Reviews.Select(review => review.Id));
            Assert.Equal(
                scan.Published.Select(listing => listing.Id).Order(),
                listings.Few(200, 200, listings.Id).Concat(scan.Published.Select(listing => listing.Id)).Distinct()
                    .Where(id => held.Find(id) >= 0).Order());
        }
    }

    // Several segments, and terms that go from lists to bitmaps: more than random questions about few listings reach.
    [Fact]
    public void Given_many_reviews_when_they_are_asked_for_then_answers_are_those_of_a_scan()
    {
        const int many = 40_000;
        var (templates, start) = (new RandomListings(5), new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var models = templates.Few(50, 50, templates.Listing);
        var all = Enumerable.Range(0, many).Select(number => models[number * 7 % models.Count] with
        {
            Id = new Guid(number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
            PublishedAt = start.AddSeconds(number / 3),
            UpdatedAt = start.AddSeconds(number / 3 + number % 1000)
        }).ToList();
        var (built, later) = (
            all.Take(many / 2).Select(RandomListings.Put).ToList(), all.Skip(many / 2).Select(RandomListings.Put).ToList());
        // As many as half of the built ones are taken back, others come again as they were.
        later.AddRange(all.Take(many / 2).Where((_, number) => number % 2 == 0)
            .Select((listing, number) => number % 2 == 0 ? new Change(listing.Id, null) : RandomListings.Put(listing)));
        var index = CatalogueIndex.Build(built, built.Count);
        foreach (var changes in later.Chunk(5000))
            index.Apply(changes);
        var gone = later.Where(change => change.Row is null).Select(change => change.Id).ToHashSet();
        var scan = new Scan([.. all.Where(listing => !gone.Contains(listing.Id))]);
        var questions = new RandomQuestions(new RandomListings(6));
        for (var round = 0; round < 16; round++)
        {
            var (question, sort, facets) = (questions.Question(), questions.Sort(), questions.SomeFacets());
            using var matches = question.Ask(index.Current);
            var (expected, last) = (scan.Sorted(question, sort), (ReviewPlace?)null);
            for (var at = 0; at < Math.Min(expected.Count, 150); at += 50)
            {
                var page = ReviewPage.Sorted(matches, sort, 50, last);
                Assert.Equal(expected.Skip(at).Take(50), page.Reviews.Select(review => review.Id));
                last = page.Next;
            }
            Assert.Equal(expected.Count, matches.Count);
            foreach (var facet in facets)
                Assert.Equal(scan.Facet(question, facet, 5), FacetCounting.Count(index.Current, question, [facet], 5).Facets[facet]);
            if (round == 8)
            {
                Assert.True(index.NeedsCompaction);
                index.Compact();
                Assert.False(index.NeedsCompaction);
            }
        }
    }
}
