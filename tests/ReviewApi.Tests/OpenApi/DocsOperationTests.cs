namespace ReviewApi.Tests.OpenApi;

/// <summary>
/// Operations are tried on the docs page as they are prefilled, in the order in which a desk would: every one in a soak, else one of a
/// kind, since each takes a browser some seconds.
/// </summary>
public sealed class DocsOperationTests(SampleFixture api) : IClassFixture<SampleFixture>
{
    const string Endless = "StreamChanges";

    // What is read first fills If-Match of what follows.
    static readonly (string Id, int Status)[] Story =
    [
        ("GetFrontDoor", 200), ("GetDirections", 200), ("GetIcon", 200), ("GetRobots", 200),
        ("Suggest", 200), ("ListReviews", 200), ("CountFacets", 200), ("GetFeed", 200), ("GetEmbedding", 200),
        ("ExportReviews", 200), ("ExportFilms", 200), ("ExportReleases", 200), ("ListChanges", 200), ("ImportReviews", 200),
        ("ExtractReview", 200), ("CreateReview", 201), ("GetReview", 200), ("ReplaceReview", 200), ("PatchReview", 200),
        ("DeleteReview", 409), ("ReplaceDraft", 201), ("PatchDraft", 200), ("GetDraft", 200), ("GetDraftEvidence", 404),
        ("SubmitReview", 200), ("ReturnReview", 200),
        ("PublishReview", 200), ("UnscheduleReview", 200), ("DeleteDraft", 204),
        ("GetReview", 200), ("WithdrawReview", 200), ("RestoreReview", 200),
        ("ListRevisions", 200), ("GetRevision", 200), ("DiffRevisions", 200), ("GetReview", 200), ("RestoreRevision", 201),
        ("ListFilms", 200), ("GetFilm", 200), ("ListFilmReviews", 200), ("GetFilmScores", 200), ("CompareReleases", 200),
        ("PatchFilm", 200), ("MergeFilm", 200),
        ("ListReleases", 200), ("GetRelease", 200), ("ListReleaseReviews", 200), ("GetReleaseScores", 200),
        ("PatchRelease", 200), ("MergeRelease", 200),
        ("ListReviewers", 200), ("GetReviewer", 200), ("ListReviewerReviews", 200), ("GetReviewerScores", 200),
        ("ListVocabularies", 200), ("GetVocabulary", 200), ("ListScales", 200), ("GetScale", 200), ("CreateScale", 201),
        ("CreateKey", 201), ("ListKeys", 200), ("GetKey", 200), ("RotateKey", 200), ("RevokeKey", 204), ("ListAudit", 200),
        ("CreateWebhook", 201), ("ListWebhooks", 200), ("GetWebhook", 200), ("ListDeliveries", 200), ("ReplayWebhook", 200),
        ("RotateWebhook", 200), ("DeleteWebhook", 204),
        ("ListProblemKinds", 200), ("GetProblemKind", 200), ("GetLiveness", 200), ("GetReadiness", 200), ("GetSecurityContact", 200),
        ("GetOpenApi", 200), ("GetOpenApiYaml", 200), ("GetOpenApi30", 200),
    ];

    static readonly string[] OneOfAKind =
    [
        "ListReviews", "ImportReviews", "CreateReview", "GetReview", "ReplaceReview", "PatchReview", "GetFilm", "PatchFilm", "CreateScale",
        "CreateWebhook", "DeleteWebhook",
    ];

    [Fact]
    public async Task Given_a_key_when_operations_are_tried_on_the_docs_page_as_prefilled_then_each_does_what_it_says()
    {
        var document = await ApiDocument.Served(api.Anonymous);
        Assert.Equal([Endless], document.Operations.Select(operation => operation.Id).Except(Story.Select(one => one.Id)));
        await using var docs = await DocsPage.Open(api);
        await docs.Authorize(ApiFixture.AdminKey);
        var answers = new List<(string, int)>();
        var story = Soak.Factor > 1 ? Story : Story.DistinctBy(one => one.Id).Where(one => OneOfAKind.Contains(one.Id)).ToArray();
        foreach (var (id, _) in story)
            answers.Add((id, await docs.Try(document.Operation(id))));
        Assert.Equal(story, answers);

        // The page shows an answer when it has ended.
        var stream = await docs.Unfold(document.Operation(Endless));
        var answer = await docs.Page.RunAndWaitForResponseAsync(
            () => stream.Locator(".execute").ClickAsync(), answer => answer.Url.Contains("/v1/changes/stream", StringComparison.Ordinal));
        Assert.Equal(200, answer.Status);
    }
}
