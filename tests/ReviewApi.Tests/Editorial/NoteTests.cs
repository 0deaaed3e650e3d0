using System.Text;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Editorial;

/// <summary>What is said with submit and return reaches the desk and the audit; no operation passes over a body.</summary>
public sealed class NoteTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_a_note_when_submitted_and_returned_then_the_desk_sees_the_last_move_and_the_audit_keeps_all()
    {
        using var writer = await api.NewClient(KeyCalls.Write, name: "The writer");
        var draft = (await writer.Create(Example.Review())).Is(201);
        Assert.Null(draft.At("/lastMove"));
        var submitted = (await writer.Act(draft, "submit", Note("Ready, I think."))).Is(200);
        AssertMove(submitted, "submit", "Ready, I think.", "The writer");
        AssertMove((await api.Desk.Read(draft.Path)).Is(200), "submit", "Ready, I think.", "The writer");
        AssertMove((await api.Desk.Draft(draft)).Is(200), "submit", "Ready, I think.", "The writer");
        var listed = (await api.Desk.All("/v1/reviews?status=in_review")).Single(item => (string?)item["id"] == draft.Id);
        Assert.Equal("Ready, I think.", (string?)listed["lastMove"]!["note"]);

        var returned = (await api.Desk.Act(submitted, "return", Note("The running time is missing."))).Is(200);
        AssertMove(returned, "return", "The running time is missing.", "admin");
        Assert.Equal(1, (int)returned.At("/revision")!);
        var changed = (await writer.Patch(returned, """{ "headline": "With a running time" }""")).Is(200);
        AssertMove(changed, "return", "The running time is missing.", "admin");
        var again = (await writer.Act(changed, "submit")).Is(200);
        AssertMove(again, "submit", null, "The writer");

        var entries = (await api.Desk.All($"/v1/audit?subject={draft.Path}"))
            .Select(entry => ((string?)entry["action"], (string?)entry["note"]));
        Assert.Equal(
            [
                ("review.submitted", null), ("review.changed", null), ("review.returned", "The running time is missing."),
                ("review.submitted", "Ready, I think."), ("review.created", (string?)null),
            ],
            entries);
    }

    [Fact]
    public async Task Given_a_note_when_the_review_goes_live_then_nobody_reads_it_there_and_it_is_in_no_revision()
    {
        var draft = (await api.Desk.Create(Example.Review())).Is(201);
        var submitted = (await api.Desk.Act(draft, "submit", Note("Between us."))).Is(200);
        var live = (await api.Desk.Act(submitted, "publish")).Is(200);
        var copy = (await api.Desk.PatchDraft(live, """{ "headline": "A copy" }""")).Is(201);
        AssertMove(
            (await api.Desk.Act($"{live.Path}/submit", copy.ETag, Note("A copy of it."))).Is(200), "submit", "A copy of it.", "admin");
        AssertMove((await api.Desk.Draft(live)).Is(200), "submit", "A copy of it.", "admin");
        foreach (var client in new[] { api.Anonymous, api.Desk })
            foreach (var path in new[] { live.Path, $"{live.Path}?", "/v1/reviews", "/v1/reviews?view=full" })
            {
                var read = (await client.Read(path)).Is(200);
                Assert.DoesNotContain("lastMove", read.Body.ToJsonString(), StringComparison.Ordinal);
            }
        foreach (var revision in await api.Desk.All($"{live.Path}/revisions"))
            Assert.DoesNotContain(
                "lastMove",
                (await api.Desk.Read($"{live.Path}/revisions/{revision["revision"]}")).Is(200).Body.ToJsonString(),
                StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_what_was_read_when_put_back_then_the_last_move_is_passed_over_and_changes_nothing()
    {
        var submitted = (await api.Desk.Act((await api.Desk.Create(Example.Review())).Is(201), "submit", Note("As it was."))).Is(200);
        var body = submitted.Body.Copy().With("/lastMove/note", "\"Another\"");
        var put = (await api.Desk.Put(submitted, body)).Is(200);
        Assert.Equal(submitted.ETag, put.ETag);
        AssertMove(put, "submit", "As it was.", "admin");
    }

    [Theory]
    [InlineData("""{ "notes": "x" }""", 400)]
    [InlineData("""{ "note": 1 }""", 400)]
    [InlineData("""{ "note": null }""", 400)]
    [InlineData("""{ "note": "a", "note": "b" }""", 400)]
    [InlineData("""{ "note": "\ud800" }""", 400)]
    [InlineData("""{ "note": "\u0000" }""", 422)]
    [InlineData("""{ "at": "2099-01-01T00:00:00Z" }""", 400)]
    [InlineData("[]", 400)]
    [InlineData("\"note\"", 400)]
    [InlineData("{", 400)]
    [InlineData(" ", 400)]
    public async Task Given_another_body_when_submitted_or_returned_then_it_is_refused_and_nothing_changes(string body, int status)
    {
        var draft = (await api.Desk.Create(Example.Review())).Is(201);
        foreach (var action in new[] { "submit", "return" })
        {
            using var refused = await api.Desk.Send("POST", $"{draft.Path}/{action}", Contents.Json(body), ("If-Match", draft.ETag!));
            Assert.Equal(status, (int)refused.StatusCode);
        }
        Assert.Equal(draft.ETag, (await api.Desk.Read(draft.Path)).ETag);
    }

    [Fact]
    public async Task Given_notes_at_their_limit_when_submitted_then_2000_code_points_are_taken_and_2001_are_not()
    {
        var draft = (await api.Desk.Create(Example.Review())).Is(201);
        (await api.Desk.Act(draft, "submit", Note(string.Concat(Enumerable.Repeat("🎬", 2001))))).IsInvalid("/note too_long");
        (await api.Desk.Act(draft, "submit", Note(string.Concat(Enumerable.Repeat("🎬", 2000))))).Is(200);
    }

    [Fact]
    public async Task Given_an_empty_object_or_no_body_in_chunks_when_submitted_then_it_is_done()
    {
        (await api.Desk.Act((await api.Desk.Create(Example.Review())).Is(201), "submit", new JsonObject())).Is(200);
        var draft = (await api.Desk.Create(Example.Review())).Is(201);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{draft.Path}/submit")
        {
            Content = new StreamContent(new MemoryStream()),
        };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.TryAddWithoutValidation("If-Match", draft.ETag);
        using var answer = await api.Desk.SendAsync(request);
        Assert.Equal(200, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Given_any_operation_that_takes_no_body_when_one_is_sent_then_400()
    {
        foreach (var operation in (await api.Operations()).Where(operation => !operation.IsRead && operation.BodyType is null))
            foreach (var key in new string?[] { null, Guid.NewGuid().ToString() })
            {
                using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{ "note": "x" }"""));
                content.Headers.ContentType = new("application/json");
                (string, string)[] headers = key is null ? [("If-Match", "*")] : [("If-Match", "*"), ("Idempotency-Key", key)];
                using var answer = await api.Desk.Send(operation.Method, operation.ExamplePath, content, headers);
                var problem = await answer.Problem(System.Net.HttpStatusCode.BadRequest, $"{operation}");
                Assert.Equal([("", "unexpected_body")], problem.Faults());
            }
    }

    static JsonObject Note(string text) => new() { ["note"] = text };

    static void AssertMove(Answer read, string action, string? note, string by)
    {
        Assert.Equal((action, note, by), (read.Text("/lastMove/action"), read.Text("/lastMove/note"), read.Text("/lastMove/by")));
        Assert.True(read.Time("/lastMove/at") <= read.Time("/updatedAt"));
    }
}
