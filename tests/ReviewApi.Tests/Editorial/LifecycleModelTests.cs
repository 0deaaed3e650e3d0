using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace ReviewApi.Tests.Editorial;

/// <summary>Any walk through the lifecycle goes as the model says.</summary>
public sealed class LifecycleModelTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    // FsCheck starts all walks at once.
    static readonly SemaphoreSlim Turns = new(4);

    [Many(150, Parallelism = 4)]
    public Property Given_any_walk_when_done_over_HTTP_then_each_step_answers_and_leaves_what_the_model_says() =>
        Prop.ForAll(LifecycleWalk.Any(), async walk =>
        {
            await Turns.WaitAsync();
            try
            {
                await Do(walk);
            }
            finally
            {
                Turns.Release();
            }
        });

    [Fact]
    public void Given_the_walks_when_many_are_drawn_then_they_come_by_every_stage_command_and_refusal()
    {
        var visits = Visits(seed: 1);
        foreach (var stage in Stage.Names.Append("deleted"))
            Assert.Empty(
                Enum.GetValues<Command>().Except([Command.Delete])
                    .Except(visits.Where(visit => visit.From.Stage == stage).Select(visit => visit.Step.Command)));
        Assert.Equal(
            [204, 404, 409, 412, 428],
            visits.Where(visit => visit.Step.Command == Command.Delete).Select(visit => visit.Status).Distinct().Order());
        Assert.Equal([200, 201, 204, 404, 409, 412, 422, 428], visits.Select(visit => visit.Status).Distinct().Order());
        Assert.Contains(visits, visit => visit.To is { Stage: "withdrawn", Copy: not null });
        Assert.Contains(visits, visit => visit.To.Revisions.Count >= 5);
    }

    [Fact]
    public void Given_the_steps_of_many_walks_when_they_are_moves_then_they_are_the_contracts_edges()
    {
        var owned = Visits(seed: 2).Where(visit => visit.Step is { Tag: Editorial.Tag.Own } && visit.From.Review is not null);
        foreach (var (from, step, status, to) in owned)
            if (Stage.Actions.FirstOrDefault(action => action.Equals($"{step.Command}", StringComparison.OrdinalIgnoreCase)) is { } action)
            {
                var edge = Stage.Edges.SingleOrDefault(edge => (edge.From, edge.Action) == (from.Stage, action)).To;
                Assert.Equal(edge is null ? 409 : to == from ? 422 : 200, status);
                if (status == 200)
                    Assert.Equal(edge, action == "restore" ? to.Review!.Status : to.Stage);
            }
    }

    async Task Do(LifecycleWalk walk)
    {
        var title = Example.NewTitle();
        var content = Content(title, walk.Headline);
        var created = (await (walk.Published ? api.Desk.Publish(content) : api.Desk.Create(content))).Is(201);
        var (path, review, draft, tags, done) = (created.Path, created, created, new List<string?> { created.ETag }, "Created");
        foreach (var (_, step, status, model) in walk.Visits())
        {
            var answer = await Send(step, path, title, Tag(step, IsOfReview(step.Command) ? review : draft, tags));
            var (reviewNow, draftNow) = (await api.Desk.Read(path), await api.Desk.Read($"{path}/draft"));
            done += $", {step}";
            var expected = $"{status}, review {Seen(model.Review)}, draft {Seen(model.AtDraft)}, readers {model.Readers}";
            var seen = $"{(int)answer.Status}, review {Seen(reviewNow)}, draft {Seen(draftNow)}, readers {await Readers(path)}";
            Assert.True(expected == seen, $"{done}:\nExpected {expected}\nActual   {seen}\nAnswered {answer}");
            if (answer.Status is HttpStatusCode.OK or HttpStatusCode.Created)
                Assert.Contains(answer.ETag, new[] { reviewNow.ETag, draftNow.ETag });
            review = reviewNow.Status == HttpStatusCode.OK ? reviewNow : review;
            draft = draftNow.Status == HttpStatusCode.OK ? draftNow : review;
            tags.AddRange([review.ETag, draft.ETag]);
        }
        Assert.Equal($"{done}: {Seen(walk.Visits().Last().To)}", $"{done}: {await Revisions(path)}");
    }

    static List<(LifecycleModel From, Step Step, int Status, LifecycleModel To)> Visits(ulong seed) =>
        LifecycleWalk.Any().Generator.Sample(4000, new Rnd(seed, 1), 50).SelectMany(walk => walk.Visits()).ToList();

    static bool IsOfReview(Command command) =>
        command is Command.Patch or Command.Put or Command.Delete or Command.Withdraw or Command.Restore;

    static string? Tag(Step step, Answer subject, List<string?> seen) => step.Tag switch
    {
        Editorial.Tag.Own => subject.ETag,
        Editorial.Tag.Stale => seen.LastOrDefault(tag => tag != subject.ETag) ?? "\"another\"",
        _ => null,
    };

    async Task<Answer> Send(Step step, string path, string title, string? tag)
    {
        var (method, at, body) = step.Command switch
        {
            Command.Patch => (HttpMethod.Patch, path, Patch(step.Headline)),
            Command.PatchDraft => (HttpMethod.Patch, $"{path}/draft", Patch(step.Headline)),
            Command.Put => (HttpMethod.Put, path, JsonContent.Create(Content(title, step.Headline))),
            Command.PutDraft => (HttpMethod.Put, $"{path}/draft", JsonContent.Create(Content(title, step.Headline))),
            Command.Delete => (HttpMethod.Delete, path, null),
            Command.DeleteDraft => (HttpMethod.Delete, $"{path}/draft", null),
            Command.Schedule => (HttpMethod.Post, $"{path}/publish", JsonContent.Create(new JsonObject { ["at"] = Moves.Later })),
            Command.RestoreRevision => (HttpMethod.Post, $"{path}/revisions/{step.Revision}/restore", null),
            _ => (HttpMethod.Post, $"{path}/{step.Command.ToString().ToLowerInvariant()}", (HttpContent?)null),
        };
        using var request = new HttpRequestMessage(method, at) { Content = body };
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        using var answer = await api.Desk.SendAsync(request);
        return await Answer.Of(answer);
    }

    // An unfinished review has no language.
    static JsonObject Content(string title, string headline)
    {
        var content = Example.Review(title).Put("/headline", headline);
        return headline == LifecycleModel.Unfinished ? content.Without("/language") : content;
    }

    static StringContent Patch(string headline)
    {
        var patch = new JsonObject { ["headline"] = headline, ["language"] = headline == LifecycleModel.Unfinished ? null : "en" };
        return new StringContent(patch.ToJsonString(), Encoding.UTF8, "application/merge-patch+json");
    }

    async Task<string> Readers(string path)
    {
        var read = await api.Anonymous.Read(path);
        return read.Status == HttpStatusCode.OK ? $"200 {read.Text("/headline")}" : $"{(int)read.Status}";
    }

    async Task<string> Revisions(string path)
    {
        var read = await api.Desk.Read($"{path}/revisions?limit=100");
        return read.Status == HttpStatusCode.NotFound
            ? "404"
            : string.Join(' ', read.Is(200).At("/items")!.AsArray()
                .Select(one => Seen((int)one!["revision"]!, one["publishedAt"] is not null)));
    }

    static string Seen(LifecycleModel model) =>
        model.Review is null ? "404" : string.Join(' ', model.Revisions.Select((one, place) => Seen(place + 1, one.WasLive)).Reverse());

    static string Seen(int revision, bool wasLive) => wasLive ? $"{revision} live" : $"{revision}";

    static string Seen(Version? version) => version is null ? "404" : $"{version.Status} {version.Headline} {version.Revision}";

    static string Seen(Answer read) =>
        read.Status == HttpStatusCode.OK
            ? $"{read.Text("/status")} {read.Text("/headline")} {read.Text("/revision")}"
            : $"{(int)read.Status}";
}
