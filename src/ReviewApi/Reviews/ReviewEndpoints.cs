using System.Text.Json;
using ReviewApi.Access;
using ReviewApi.Http;

namespace ReviewApi.Reviews;

internal static class ReviewEndpoints
{
    static readonly QueryParameter<bool> Publish = QueryParameter.Flag("publish", "Publish it at once; it has to be publishable, and the key needs reviews:publish.");
    static readonly QueryParameter<bool> DryRun = QueryParameter.Flag("dryRun", "Only say what would be stored, with the warnings; nothing is.");

    public static void MapReviews(this IEndpointRouteBuilder app)
    {
        var reviews = app.MapGroup("/v1/reviews").WithTags("Reviews");
        reviews.MapWrite(HttpMethod.Post, "/", CreateReview, Scopes.Write).Takes(Publish, DryRun).TakesBody<Review>().Answers<Review>(201, 200).ProducesProblems(409);
        reviews.MapRead("/{idOrSlug}", GetReview).ShowsMoreWithKey().Answers<Review>().ProducesProblems(404);
        reviews.MapWrite(HttpMethod.Put, "/{idOrSlug}", ReplaceReview, Scopes.Write).TakesBody<Review>().Answers<Review>().NeedsIfMatch().ProducesProblems(409);
        reviews.MapWrite(HttpMethod.Patch, "/{idOrSlug}", PatchReview, Scopes.Write).TakesBody<Review>(JsonBody.MergePatchMediaType).Answers<Review>().NeedsIfMatch().ProducesProblems(409);
        reviews.MapWrite(HttpMethod.Delete, "/{idOrSlug}", DeleteReview, Scopes.Write).AnswersNothing().NeedsIfMatch().ProducesProblems(409);
    }

    /// <summary>Create a review</summary>
    /// <remarks>
    /// Saves a draft, which may be incomplete; what is there has to be valid. With publish it goes live at once: it then needs a film, a
    /// release, a language, a reviewer, and a score or a text. What is odd but may be true is answered as warnings.
    /// </remarks>
    static async Task<Representation> CreateReview(HttpRequest request, ReviewStore store, ReviewChecks checks, CancellationToken cancellation)
    {
        var (publish, rehearse) = (Publish.Read(request), DryRun.Read(request));
        if (publish)
            request.HttpContext.RequireScope(Scopes.Publish);
        var sent = await JsonBody.Read<Review>(request, cancellation);
        var (review, warnings) = await checks.Check(sent, stored: null, publish, cancellation);
        var stored = await store.Create(review, publish, rehearse, cancellation);
        var answer = Answer(stored, warnings);
        return rehearse ? answer.WithoutETag() : answer.Created($"/v1/reviews/{stored.Review.Id}");
    }

    /// <summary>Read a review</summary>
    /// <remarks>The published revision. With a key, drafts too.</remarks>
    /// <param name="idOrSlug">The review's id or slug.</param>
    static async Task<Representation> GetReview(string idOrSlug, HttpContext http, ReviewStore store, CancellationToken cancellation) =>
        await (http.MaySeeDrafts() ? store.Find(idOrSlug, cancellation) : store.FindPublished(idOrSlug, cancellation)) is { } review
            ? new Representation(review.Document) { ETag = review.ETag }
            : throw ReviewProblems.NotFound();

    /// <summary>Replace a review</summary>
    /// <remarks>
    /// What is left out is gone. A live review gets a new live revision, for which the key needs reviews:publish. The same content
    /// changes nothing.
    /// </remarks>
    /// <param name="idOrSlug">The review's id or slug.</param>
    static async Task<Representation> ReplaceReview(string idOrSlug, HttpRequest request, ReviewStore store, ReviewChecks checks, CancellationToken cancellation)
    {
        var read = await ReadToChange(idOrSlug, request, store, cancellation);
        var sent = await JsonBody.Read<Review>(request, cancellation);
        return await Replace(read, sent, store, checks, cancellation);
    }

    /// <summary>Change members of a review</summary>
    /// <remarks>A merge patch (RFC 7396): null removes a member, an array replaces the whole array. The result is judged as a whole.</remarks>
    /// <param name="idOrSlug">The review's id or slug.</param>
    static async Task<Representation> PatchReview(string idOrSlug, HttpRequest request, ReviewStore store, ReviewChecks checks, CancellationToken cancellation)
    {
        var read = await ReadToChange(idOrSlug, request, store, cancellation);
        var sent = await JsonBody.ReadPatchOf(request, read.ToReview(), cancellation);
        return await Replace(read, sent, store, checks, cancellation);
    }

    /// <summary>Delete a review that was never live</summary>
    /// <remarks>One that has been live stays: 409.</remarks>
    /// <param name="idOrSlug">The review's id or slug.</param>
    static async Task<IResult> DeleteReview(string idOrSlug, HttpRequest request, ReviewStore store, CancellationToken cancellation)
    {
        var read = await ReadToChange(idOrSlug, request, store, cancellation);
        if (read.ToReview().PublishedAt is not null)
            throw new ProblemException(Problems.Conflict, "The review has been live: it can be withdrawn, not deleted.");
        await store.Delete(read, cancellation);
        return TypedResults.NoContent();
    }

    static async Task<Rendered> ReadToChange(string idOrSlug, HttpRequest request, ReviewStore store, CancellationToken cancellation)
    {
        var read = await store.Find(idOrSlug, cancellation);
        ETags.RequireMatch(request, read?.ETag, ReviewProblems.NotFound);
        if (read is { Status: "published" } && !HttpMethods.IsDelete(request.Method))
            request.HttpContext.RequireScope(Scopes.Publish);
        return read!;
    }

    static async Task<Representation> Replace(Rendered read, Review sent, ReviewStore store, ReviewChecks checks, CancellationToken cancellation)
    {
        var (review, warnings) = await checks.Check(sent, read.ToReview(), read.Status == "published", cancellation);
        return Answer(await store.Replace(read, review, cancellation), warnings);
    }

    static Representation Answer(StoredReview stored, IReadOnlyList<Fault> warnings) => new(warnings.Count == 0
        ? stored.Document
        : JsonSerializer.SerializeToUtf8Bytes(stored.Review with { Warnings = warnings }, Json.Options))
    {
        ETag = stored.ETag,
    };
}
