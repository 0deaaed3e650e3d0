using FluentValidation.Results;
using ReviewApi.Http;
using ReviewApi.Identity;
using ReviewApi.Reviews;
using ReviewApi.Rules;
using ReviewApi.Scales;
using ReviewApi.Writing;

namespace ReviewApi.Editorial;

/// <summary>Makes a sent review canonical and judges it by all rules.</summary>
internal static class ReviewChecks
{
    /// <summary>Ends the request with 422 and every fault, or gives the review as it is to be stored, with its warnings.</summary>
    public static async Task<(Review Review, IReadOnlyList<Fault> Warnings)> Check(Review sent, Review? stored, bool toPublish, Write write)
    {
        var scales = new ScaleBook(await ScaleStore.All(write.Connection, write.Cancellation));
        var review = CanonicalReview.From(sent, stored, scales);
        var judged = ReviewValidator.FindFaults(review, scales, toPublish);
        var references = await ReviewReferences.FindFaults(review, stored, write);
        var warnings = new ValidationResult(judged.Errors.Concat(references)).OrThrow();
        // Not before: what is at fault is named by the place that it was sent at.
        return (Sets.WithoutDoubles(review), warnings);
    }
}
