using FluentValidation.Results;
using Npgsql;
using ReviewApi.Http;
using ReviewApi.Rules;
using ReviewApi.Vocabulary;

namespace ReviewApi.Reviews;

/// <summary>Makes a sent review canonical and judges it by all rules.</summary>
internal sealed class ReviewChecks(NpgsqlDataSource database)
{
    /// <summary>Ends the request with 422 and every fault, or gives the review as it is to be stored, with its warnings.</summary>
    public async Task<(Review Review, IReadOnlyList<Fault> Warnings)> Check(Review sent, Review? stored, bool toPublish, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var scales = new ScaleBook(await ScaleStore.All(connection, cancellation));
        var review = CanonicalReview.Of(sent, stored, scales);
        var judged = ReviewValidator.Check(review, scales, toPublish);
        var references = await ReviewReferences.Check(review, connection, cancellation);
        return (review, new ValidationResult(judged.Errors.Concat(references)).OrThrow());
    }
}
