using ReviewApi.Http;
using ReviewApi.Indexing;
using ReviewApi.Listings;

namespace ReviewApi.Search;

/// <summary>
/// The best matches first. What a common word finds is not ranked as a whole: the newest reviews that have it are ranked among themselves,
/// then those before them. Either the newest of the reviews that meet the filters are asked for the words, or those that have the words
/// are asked for the filters, whichever are fewer.
/// </summary>
internal sealed class RelevanceSearch(WordMatches words, PageAsked asked, Matches candidates, BoundedCache kept)
{
    // Up to so many candidates are all ranked, and up to so many are rather asked one by one than all words.
    const int Few = 256;
    const int FewBatches = 4096;

    // So many are looked at in one statement, one by one, and so many ranked.
    const int MostOfBatch = 2048;
    const int MostRanked = 4000;
    const int MostParts = 64;

    // So many of the first ones tell how common the words are among them.
    const int LeastHits = 3;
    const int LeastOfBatch = 64;

    // Of what only few have there are no more than so many.
    const int MostSeldom = 1500;
    const int SeldomBytes = 400;

    readonly CatalogueVersion version = candidates.Version;
    readonly int take = asked.Limit + 1;
    readonly List<(RankedReview Review, Place Of)> found = [];

    /// <summary>How many are looked at first for a page.</summary>
    public static int FirstOf(int limit) => Math.Max(LeastOfBatch, 3 * (limit + 1));

    /// <summary>How many are looked at next, where so many of so many had what is looked for.</summary>
    public static int NextOf(int limit, int hits, int looked) =>
        (int)Math.Clamp(1.3 * (limit + 1 - hits) * looked / Math.Max(1, hits), LeastOfBatch, MostOfBatch);

    public async Task<ReviewsOfPage> Page()
    {
        if (asked.After is not { } after)
            await (candidates.Count <= Few ? Whole() : Look());
        else if (after.Part is null)
            await Whole();
        else if (after.Part == 0)
            await GoOn(after);
        else
            await Parts(after.Part.Value, after.Number, 2, after);
        var page = found.Take(asked.Limit).ToList();
        return new(
            [.. page.Select(one => new ShownReview(ListedReview.At(version, one.Review.Ordinal)) { Rank = one.Review.Rank })],
            found.Count > asked.Limit ? page[^1].Of : null);
    }

    async Task Whole() => Add(
        candidates.Count <= MostOfBatch ? await words.Among(candidates.Ordinals().Select(version.IdOf)) : await words.Whole(), asked.After);

    async Task Look()
    {
        var isSeldom = kept.Find<Seldom>(words.Key) is not null;
        var batch = isSeldom ? new([], null) : ReviewPage.Sorted(candidates, Sort.Newest.Keys, FirstOf(asked.Limit));
        var share = (double)candidates.Count / version.Reviews;
        var enough = Math.Max(1, Math.Min(take, Math.Max(LeastHits, (int)(share * batch.Reviews.Count))));
        var matches = await words.Look([.. batch.Reviews.Select(review => review.Id)], enough);
        var (span, latest) = matches.Count == 0 ? (Span.All, 0) : (matches[0].Span, matches[0].Latest);
        if (candidates.Count == version.Reviews)
            Note(isSeldom, span, matches.Count);
        if (span == Span.Newest)
        {
            Add(matches, after: null, BatchOf(null, batch));
            await Batches(batch.Next, batch.Reviews.Count);
        }
        else if (span == Span.All)
            Add([.. matches.Select(match => match with { Part = 0 })], after: null);
        else
        {
            var (width, parts) = span switch
            {
                Span.Few => (ListingText.SmallPart, WordMatches.FewParts),
                Span.Some => (ListingText.SmallPart, WordMatches.SomeParts),
                _ => (ListingText.LargePart, WordMatches.FewParts),
            };
            Add(matches, after: null, new([], Guid.Empty) { Part = width });
            if (found.Count < take && candidates.Count <= FewBatches)
            {
                found.Clear();
                await Batches(after: null, looked: 0);
            }
            else
                await Parts(width, latest / width - parts, MorePartsThan(parts, matches.Count), after: null);
        }
    }

    // What few have is not looked for among the newest the next time.
    void Note(bool isSeldom, Span span, int matches)
    {
        if (isSeldom && matches > MostSeldom)
            kept.Forget(words.Key);
        else if (!isSeldom && span != Span.Newest)
            kept.Keep(words.Key, new Seldom(), SeldomBytes);
    }

    // As many as are likely to fill the page, and not too many to be ranked at once.
    int MorePartsThan(int parts, int ranked) => (int)Math.Clamp(
        Math.Min(
            1.3 * (take - found.Count) * parts / Math.Max(1, found.Count), (double)MostRanked * parts / Math.Max(1, ranked)),
        1, MostParts);

    async Task Parts(int width, long last, int count, Place? after)
    {
        while (found.Count < take && last >= 0)
        {
            var matches = await words.InParts(width, Math.Max(0, last - count + 1), last);
            Add(matches, after, new([], Guid.Empty) { Part = width });
            last -= count;
            count = Math.Max(MorePartsThan(count, matches.Count), matches.Count < MostRanked / 2 ? Math.Min(2 * count, MostParts) : 1);
        }
    }

    // Where a batch was left off: it ends where it ended, whatever has been published or withdrawn since.
    async Task GoOn(Place after)
    {
        var (ids, last, order) = (new List<Guid>(), after.From, new ReviewOrder(version, Sort.Newest.Keys));
        var until = order.Of(after.Until!);
        for (var isWithin = true; isWithin;)
        {
            var page = ReviewPage.Sorted(candidates, Sort.Newest.Keys, MostOfBatch, last);
            var within = page.Reviews.TakeWhile(review => order.Compare(version.Find(review.Id), until) <= 0).ToList();
            ids.AddRange(within.Select(review => review.Id));
            (last, isWithin) = (page.Next, page.Next is not null && within.Count == page.Reviews.Count);
        }
        Add(await words.Among(ids), after, new([], Guid.Empty) { Part = 0, From = after.From, Until = after.Until });
        await Batches(after.Until, ids.Count);
    }

    async Task Batches(ReviewPlace? after, int looked)
    {
        while (found.Count < take && (looked == 0 || after is not null))
        {
            var size = NextOf(asked.Limit, found.Count, Math.Max(looked, LeastOfBatch));
            var batch = ReviewPage.Sorted(candidates, Sort.Newest.Keys, size, after);
            if (batch.Reviews.Count == 0)
                return;
            Add(await words.Among(batch.Reviews.Select(review => review.Id)), after: null, BatchOf(after, batch));
            (after, looked) = (batch.Next, looked + batch.Reviews.Count);
        }
    }

    Place BatchOf(ReviewPlace? from, ReviewPage batch) => new([], Guid.Empty)
    {
        Part = 0,
        From = from,
        Until = batch.Next ?? new ReviewOrder(version, Sort.Newest.Keys).PlaceOf(version.Find(batch.Reviews[^1].Id)),
    };

    sealed record Seldom;

    // The best of some matches come behind what has been found.
    void Add(IReadOnlyList<WordMatch> matches, Place? after, Place? of = null)
    {
        var order = new RankedOrder(version, asked.Sort, after);
        foreach (var review in order.First(RankedOrder.In(candidates, matches), take - found.Count))
        {
            var place = order.PlaceOf(review);
            found.Add((review, place with { Part = of?.Part, From = of?.From, Until = of?.Until }));
        }
    }
}
