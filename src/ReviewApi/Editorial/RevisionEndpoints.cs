using System.Globalization;
using System.Text.Json;
using Npgsql;
using ReviewApi.Access;
using ReviewApi.Http;
using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Editorial;

internal static class RevisionEndpoints
{
    public const string PatchMediaType = "application/json-patch+json";

    static readonly string[] MediaTypes = [JsonBody.MediaType, PatchMediaType];

    static readonly QueryParameter<int?> From = QueryParameter.Whole(
        "from", 1, int.MaxValue, "The revision to compare with; left out: the one before.", example: 1);

    public static void MapRevisions(this IEndpointRouteBuilder app)
    {
        var revisions = app.MapGroup("/v1/reviews/{idOrSlug}/revisions").WithTags("Editorial");
        revisions.MapGet("/", ListRevisions).Reads().NeedsKey(Scopes.Write).Takes(Paging.Limit, Paging.Cursor).Answers<Page<Revision>>()
            .ProducesProblems(404);
        revisions.MapGet("/{revision}", GetRevision).Reads().NeedsKey(Scopes.Write).Answers<Revision>().ProducesProblems(404);
        revisions.MapGet("/{revision}/diff", DiffRevisions).Reads().NeedsKey(Scopes.Write).Takes(From)
            .Produces<PatchOperation[]>(StatusCodes.Status200OK, MediaTypes[0], MediaTypes[1]).ProducesProblems(404);
        revisions.MapPost("/{revision}/restore", RestoreRevision).Posts(Scopes.Write).Answers<Review>(200, 201).NeedsIfMatch();
    }

    /// <summary>List the revisions of a review</summary>
    /// <remarks>Every content that was saved, live or in a working copy, the newest first, with who saved it and when.</remarks>
    /// <param name="idOrSlug">The review's id or slug.</param>
    static async Task<Representation> ListRevisions(
        string idOrSlug, HttpRequest request, ReviewStore reviews, NpgsqlDataSource database, Cursors cursors,
        CancellationToken cancellation)
    {
        return await Paging.Answer(request, cursors, $"revisions {idOrSlug}", Read, revision => $"{revision.Number}", cancellation);

        async Task<IReadOnlyList<Revision>> Read(string? after, int take)
        {
            var review = await Review(idOrSlug, request, reviews, cancellation);
            await using var connection = await database.OpenConnectionAsync(cancellation);
            return await RevisionStore.List(
                review, after is null ? int.MaxValue : int.Parse(after, CultureInfo.InvariantCulture), take, connection, cancellation);
        }
    }

    /// <summary>Read a revision</summary>
    /// <remarks>Who saved it and when, and the whole content: a review without what the server says of it.</remarks>
    /// <param name="idOrSlug">The review's id or slug.</param>
    /// <param name="revision">The revision's number.</param>
    static async Task<Representation> GetRevision(
        string idOrSlug, string revision, HttpRequest request, ReviewStore reviews, NpgsqlDataSource database,
        CancellationToken cancellation)
    {
        var review = await Review(idOrSlug, request, reviews, cancellation);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return Representation.OfJson(await RevisionStore.Get(review, revision, connection, cancellation));
    }

    /// <summary>Compare two revisions</summary>
    /// <remarks>A JSON Patch (RFC 6902): applied to the content of the other one it gives the content of this one.</remarks>
    /// <param name="idOrSlug">The review's id or slug.</param>
    /// <param name="revision">The revision's number.</param>
    static async Task<Representation> DiffRevisions(
        string idOrSlug, string revision, HttpRequest request, ReviewStore reviews, NpgsqlDataSource database,
        CancellationToken cancellation)
    {
        var from = From.Read(request);
        var review = await Review(idOrSlug, request, reviews, cancellation);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var after = await RevisionStore.Get(review, revision, connection, cancellation);
        if (from is null && after.Number == 1)
            throw ProblemException.Parameter(
                From.Name, "required", "The first revision has none before it: say which one to compare it with.");
        var before = await RevisionStore.Get(review, $"{from ?? after.Number - 1}", connection, cancellation);
        return Representation.OfJson(JsonDiff.Between(before.Content, after.Content)) with { MediaType = request.Preferred(MediaTypes)! };
    }

    /// <summary>Restore a revision</summary>
    /// <remarks>
    /// Its content becomes what the desk works on: the working copy of a live review, made where there is none, else the review itself.
    /// </remarks>
    /// <param name="idOrSlug">The review's id or slug.</param>
    /// <param name="revision">The revision's number.</param>
    static Task<Representation> RestoreRevision(
        string idOrSlug, string revision, HttpRequest request, Writes writes, Saving saving) => writes.Run(
        request.HttpContext, write => ReviewStore.Lock(idOrSlug, write), async (desk, write) =>
    {
        var earlier = desk is null ? null : await RevisionStore.Get(desk.Review.ReviewId, revision, write.Connection, write.Cancellation);
        WorkingCopyEndpoints.RequireReplaceable(desk, request);
        var sent = earlier!.Content.Deserialize<Review>(Json.Input)!;
        var known = await write.Look(_ => saving.AskOther(sent, idOrSlug, Readers.Desk, write));
        return WorkingCopyEndpoints.Replace(desk!, sent, known, write);
    });

    static async Task<Guid> Review(string idOrSlug, HttpRequest request, ReviewStore reviews, CancellationToken cancellation) =>
        (await reviews.FindDraft(idOrSlug, request.HttpContext.Caller()!.Outlet, cancellation) ?? throw ReviewProblems.NotFound()).ReviewId;
}
