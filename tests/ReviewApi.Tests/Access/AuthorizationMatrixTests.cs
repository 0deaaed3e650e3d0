
namespace ReviewApi.Tests.Access;

/// <summary>Who may do what: every operation of the document with every kind of caller, about things of the outlet A.</summary>
public sealed class AuthorizationMatrixTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string A = "Outlet A";
    const string B = "Outlet B";

    // What each operation answers to no key, a wrong one, a revoked one, to reviews:write, reviews:publish, a publishing key of outlet B,
    // admin.
    static readonly Dictionary<string, string> Expected = new()
    {
        ["GetOpenApi"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["GetOpenApiYaml"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["GetOpenApi30"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["GetFrontDoor"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["GetDirections"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["GetIcon"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["GetRobots"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["GetSecurityContact"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["ListProblemKinds"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["GetProblemKind"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["GetLiveness"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["GetReadiness"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["ListVocabularies"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["GetVocabulary"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["ListScales"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["GetScale"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["ListReviews"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["GetReview"] = "404 401 401 2xx 2xx 404 2xx",
        ["CreateReview"] = "401 401 401 2xx 2xx 403 2xx",
        ["ReplaceReview"] = "401 401 401 2xx 2xx 404 2xx",
        ["PatchReview"] = "401 401 401 2xx 2xx 404 2xx",
        ["DeleteReview"] = "401 401 401 2xx 2xx 404 2xx",
        ["GetDraft"] = "401 401 401 2xx 2xx 404 2xx",
        ["ReplaceDraft"] = "401 401 401 2xx 2xx 404 2xx",
        ["PatchDraft"] = "401 401 401 2xx 2xx 404 2xx",
        ["DeleteDraft"] = "401 401 401 2xx 2xx 404 2xx",
        ["SubmitReview"] = "401 401 401 2xx 2xx 404 2xx",
        ["ReturnReview"] = "401 401 401 2xx 2xx 404 2xx",
        ["PublishReview"] = "401 401 401 403 2xx 404 2xx",
        ["UnscheduleReview"] = "401 401 401 403 2xx 404 2xx",
        ["WithdrawReview"] = "401 401 401 403 2xx 404 2xx",
        ["RestoreReview"] = "401 401 401 403 2xx 404 2xx",
        ["ListRevisions"] = "401 401 401 2xx 2xx 404 2xx",
        ["GetRevision"] = "401 401 401 2xx 2xx 404 2xx",
        ["DiffRevisions"] = "401 401 401 2xx 2xx 404 2xx",
        ["RestoreRevision"] = "401 401 401 2xx 2xx 404 2xx",
        ["CountFacets"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["ListFilms"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["Suggest"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["GetFilm"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["ListFilmReviews"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["CompareReleases"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["GetFilmScores"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["ListReleases"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["GetRelease"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["ListReleaseReviews"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["GetReleaseScores"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["ListReviewers"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["GetReviewer"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["ListReviewerReviews"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["GetReviewerScores"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["GetFeed"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["GetEmbedding"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["ListChanges"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["StreamChanges"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["CreateWebhook"] = "401 401 401 403 403 403 2xx",
        ["ListWebhooks"] = "401 401 401 403 403 403 2xx",
        ["GetWebhook"] = "401 401 401 403 403 403 2xx",
        ["DeleteWebhook"] = "401 401 401 403 403 403 2xx",
        ["RotateWebhook"] = "401 401 401 403 403 403 2xx",
        ["ReplayWebhook"] = "401 401 401 403 403 403 2xx",
        ["ListDeliveries"] = "401 401 401 403 403 403 2xx",
        ["ExportReviews"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["ExportFilms"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["ExportReleases"] = "2xx 401 401 2xx 2xx 2xx 2xx",
        ["ImportReviews"] = "401 401 401 2xx 2xx 2xx 2xx",
        ["ExtractReview"] = "401 401 401 2xx 2xx 2xx 2xx",
        ["GetDraftEvidence"] = "401 401 401 2xx 2xx 404 2xx",
        ["PatchFilm"] = "401 401 401 403 403 403 2xx",
        ["MergeFilm"] = "401 401 401 403 403 403 2xx",
        ["PatchRelease"] = "401 401 401 403 403 403 2xx",
        ["MergeRelease"] = "401 401 401 403 403 403 2xx",
        ["CreateScale"] = "401 401 401 403 403 403 2xx",
        ["CreateKey"] = "401 401 401 403 403 403 2xx",
        ["ListKeys"] = "401 401 401 403 403 403 2xx",
        ["GetKey"] = "401 401 401 403 403 403 2xx",
        ["RevokeKey"] = "401 401 401 403 403 403 2xx",
        ["RotateKey"] = "401 401 401 403 403 403 2xx",
        ["ListAudit"] = "401 401 401 403 403 403 2xx",
    };

    public static TheoryData<string> Operations => [.. Expected.Keys];

    [Fact]
    public async Task Given_the_document_when_compared_with_the_matrix_then_each_operation_has_a_row_and_each_row_an_operation()
    {
        var document = await ApiDocument.Served(api.Anonymous);
        Assert.Equal(
            document.Operations.Select(operation => operation.Id).Order(StringComparer.Ordinal),
            Expected.Keys.Order(StringComparer.Ordinal));
        foreach (var operation in document.Operations)
            Assert.True(
                operation.NeedsKey == Expected[operation.Id].StartsWith("401", StringComparison.Ordinal),
                $"The document and the matrix do not agree whether {operation} needs a key.");
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Given_each_kind_of_caller_when_the_operation_is_asked_then_it_answers_as_the_matrix_has_it(string id)
    {
        var operation = (await ApiDocument.Served(api.Anonymous)).Operation(id);
        var answers = new List<string>();
        Prepared? request = null;
        foreach (var caller in await Callers())
        {
            // One that was refused has changed nothing: the next caller sends the same, under the same entity tag.
            request ??= await Prepared.For(operation, api.Desk, A);
            var answer = await request.Send(caller);
            answers.Add(answer.IsSuccess ? "2xx" : $"{answer.Status}");
            if (answer.IsSuccess)
                request = null;
        }
        Assert.Equal(Expected[id], string.Join(' ', answers));
    }

    [Theory]
    [InlineData("published at once", "401 401 401 403 2xx 403 2xx")]
    [InlineData("published at once, dry", "401 401 401 403 2xx 403 2xx")]
    [InlineData("live, replaced", "401 401 401 403 2xx 404 2xx")]
    [InlineData("live, patched", "401 401 401 403 2xx 404 2xx")]
    [InlineData("live, read", "2xx 401 401 2xx 2xx 2xx 2xx")]
    [InlineData("withdrawn, read", "410 401 401 2xx 2xx 410 2xx")]
    [InlineData("live, its copy made", "401 401 401 2xx 2xx 404 2xx")]
    [InlineData("drafts, listed", "401 401 401 2xx 2xx 2xx 2xx")]
    public async Task Given_each_kind_of_caller_when_the_state_or_the_query_decides_then_only_those_may_who_have_the_scope(
        string what, string expected)
    {
        var document = await ApiDocument.Served(api.Anonymous);
        var answers = new List<string>();
        Prepared? request = null;
        foreach (var caller in await Callers())
        {
            request ??= await Decided(what, document);
            var answer = await request.Send(caller);
            answers.Add(answer.IsSuccess ? "2xx" : $"{answer.Status}");
            if (answer.IsSuccess)
                request = null;
        }
        Assert.Equal(expected, string.Join(' ', answers));
    }

    async Task<Prepared> Decided(string what, ApiDocument document)
    {
        return what switch
        {
            "published at once" => await Of("CreateReview", request => request with { Path = "/v1/reviews?publish=true" }),
            "published at once, dry" => await Of("CreateReview", request => request with { Path = "/v1/reviews?publish=true&dryRun=true" }),
            "live, replaced" => await About("ReplaceReview", await api.Desk.Live(A)),
            "live, patched" => await About("PatchReview", await api.Desk.Live(A)),
            "live, read" => await About("GetReview", await api.Desk.Live(A)),
            "withdrawn, read" => await About("GetReview", await api.Desk.Withdrawn(A)),
            "live, its copy made" => await About("PatchDraft", await api.Desk.Live(A), "/draft"),
            _ => await Of("ListReviews", request => request with { Path = "/v1/reviews?status=draft" }),
        };

        async Task<Prepared> Of(string id, Func<Prepared, Prepared> change) =>
            change(await Prepared.For(document.Operation(id), api.Desk, A));

        Task<Prepared> About(string id, Answer review, string step = "") =>
            Of(id, request => request with { Path = review.Path + step, IfMatch = request.IfMatch is null ? null : review.ETag });
    }

    async Task<IReadOnlyList<HttpClient>> Callers()
    {
        var revoked = await api.Desk.CreateKey(KeyCalls.Admin);
        (await api.Desk.Revoke(revoked)).Is(204);
        return
        [
            api.Anonymous,
            api.Client($"rv_{Guid.NewGuid().ToString("N")[..8]}_{new string('A', 43)}"),
            api.Client(revoked.Secret()),
            await api.NewClient(KeyCalls.Write),
            await api.NewClient(KeyCalls.Publish),
            await api.NewClient(KeyCalls.Publish, B),
            api.Desk,
        ];
    }
}
