using FluentValidation.Results;
using ReviewApi.Http;
using ReviewApi.Identity;
using ReviewApi.Listings;
using ReviewApi.Rendering;
using ReviewApi.Reviews;
using ReviewApi.Rules;
using ReviewApi.Scales;
using ReviewApi.Writing;

namespace ReviewApi.Editorial;

/// <summary>Makes a sent review canonical and judges it by all rules.</summary>
internal sealed class ReviewChecks(ScaleStore scales)
{
    /// <summary>Asks all that has to be known to judge a content and to store it.</summary>
    /// <param name="sent">The review as it was sent.</param>
    /// <param name="stored">The id or the slug of the review that it replaces; null of a new one.</param>
    /// <param name="readers">Who is to read it.</param>
    /// <param name="write">The write.</param>
    public Asked<Known> Ask(Review sent, string? stored, Readers readers, Write write)
    {
        var known = Ask([(sent, stored)], readers == Readers.NewToIt ? [sent] : [], write);
        var source = Known.AskSource(sent.Source, write);
        var words = readers == Readers.Desk || !ListingText.IsListed(sent) ? null : ListingWords.Ask(sent, write);
        return new(() => known.Value with { OfSameSource = source.Value, Words = words });
    }

    /// <summary>Asks what has to be known to judge and store some contents together, but for their sources and their words.</summary>
    /// <param name="sent">
    /// Each review as it was sent, with the id or the slug of the review that it replaces; null of a new one.
    /// </param>
    /// <param name="newToReaders">Those of them that may go live for the first time.</param>
    /// <param name="write">The write.</param>
    public Asked<Known> Ask(IReadOnlyList<(Review Review, string? Stored)> sent, IReadOnlyList<Review> newToReaders, Write write)
    {
        var slugs = newToReaders.Count > 0 ? Slug.AskTaken(newToReaders, write) : null;
        var book = scales.Ask(write);
        var references = ReviewReferences.Ask(sent, write);
        return new(() => new Known(book.Value, references.Value, OfSameSource: null, [.. slugs?.Value ?? []], Words: null));
    }

    /// <summary>Ends the request with 422 and every fault, or gives the review as it is to be stored, with its warnings.</summary>
    public static (Review Review, IReadOnlyList<Fault> Warnings) Check(Review sent, Review? stored, Known known, bool toPublish)
    {
        var review = CanonicalReview.From(sent, stored, known.Scales);
        var judged = ReviewValidator.FindFaults(review, known.Scales, toPublish);
        var warnings = new ValidationResult(judged.Errors.Concat(known.References.FindFaults(review, stored))).OrThrow();
        // Not before: what is at fault is named by the place that it was sent at.
        return (Sets.WithoutDoubles(review), warnings);
    }

    /// <summary>
    /// Requires that content may go live as it is: 422 with every fault, 409 where another review has its source. Gives what is known for
    /// its publication, and the warnings.
    /// </summary>
    public async Task<(Known Known, IReadOnlyList<Fault> Warnings)> RequirePublishable(Rendered draft, Write write)
    {
        var review = draft.ToReview();
        var readers = review.PublishedAt is null ? Readers.NewToIt : Readers.All;
        var known = await write.Look(_ => Ask(review, $"{draft.ReviewId}", readers, write));
        var (_, warnings) = Check(review, review, known, toPublish: true);
        known.RequireFreeSource(draft.ReviewId);
        return (known, warnings);
    }
}

/// <summary>Who is to read a content.</summary>
internal enum Readers
{
    /// <summary>The desk alone.</summary>
    Desk,

    /// <summary>All, where the review is live.</summary>
    All,

    /// <summary>All, who have not seen the review before: it needs its lasting slug.</summary>
    NewToIt,
}
