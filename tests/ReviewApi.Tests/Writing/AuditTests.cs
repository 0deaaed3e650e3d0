using System.Net;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Writing;

/// <summary>Every change leaves one entry that says who made it; what changed nothing leaves none.</summary>
public sealed class AuditTests(ClockedApi api) : IClassFixture<ClockedApi>
{
    [Fact]
    public async Task Given_a_review_when_it_goes_through_all_its_states_then_each_change_makes_one_entry_of_who_made_it()
    {
        var name = $"Desk {Guid.NewGuid()}";
        var key = await api.Desk.CreateKey(KeyCalls.Key(KeyCalls.Publish).Put("/name", name));
        using var desk = api.Client(key.Secret());
        var review = (await desk.Create(Example.Review())).Is(201);
        var (path, body) = (review.Path, Example.Review());
        var expected = new List<string> { "review.created 1" };
        Assert.Equal(expected, (await Entries(path)).Select(Said));
        review = await Made(await desk.Put(review, body), "review.changed 2");
        review = await Made(await desk.Patch(review, """{ "headline": "New" }"""), "review.changed 3");
        review = await Made(await desk.Act($"{path}/revisions/2/restore", review.ETag), "review.changed 4");
        review = await Made(await desk.Act($"{path}/submit", review.ETag), "review.submitted 4");
        review = await Made(await desk.Act($"{path}/return", review.ETag), "review.returned 4");
        review = await Made(
            await desk.Act($"{path}/publish", review.ETag, new JsonObject { ["at"] = api.Clock.Now.AddYears(1) }), "review.scheduled 4");
        review = await Made(await desk.Act($"{path}/unschedule", review.ETag), "review.unscheduled 4");
        review = await Made(await desk.Act($"{path}/publish", review.ETag), "review.published 4");
        review = await Made(await desk.Patch(review, """{ "headline": "Newer" }"""), "review.changed 5");
        var copy = await Made(await desk.Patch(review, """{ "headline": "In the making" }""", $"{path}/draft"), "working_copy.created 6");
        copy = await Made(await desk.Put(copy, body, $"{path}/draft"), "working_copy.changed 7");
        await Made(await desk.Delete(copy, $"{path}/draft"), "working_copy.deleted ");
        copy = await Made(await desk.Act($"{path}/revisions/3/restore", review.ETag), "working_copy.created 8");
        copy = await Made(await desk.Act($"{path}/submit", copy.ETag), "review.submitted 8");
        review = await Made(await desk.Act($"{path}/publish", copy.ETag), "review.published 8");
        review = await Made(await desk.Act($"{path}/withdraw", review.ETag), "review.withdrawn 8");
        await Made(await desk.Act($"{path}/restore", review.ETag), "review.restored 8");
        var draft = (await desk.Create(Example.Review())).Is(201);
        (await desk.Delete(draft)).Is(204);
        Assert.Equal(["review.deleted ", "review.created 1"], (await Entries(draft.Path)).Select(Said));

        async Task<Answer> Made(Answer answer, string entry)
        {
            Assert.True((int)answer.Status < 300, answer.ToString());
            expected.Insert(0, entry);
            var entries = await Entries(path);
            Assert.Equal(expected, entries.Select(Said));
            Assert.Equal((name, key.Id), ((string?)entries[0]["keyName"], (string?)entries[0]["keyId"]));
            Assert.InRange(entries[0]["at"]!.GetValue<DateTime>(), api.Clock.Now.AddMinutes(-1), api.Clock.Now);
            return answer;
        }
    }

    [Fact]
    public async Task Given_keys_and_scales_when_changed_then_each_change_makes_one_entry()
    {
        var key = await api.Desk.CreateKey(KeyCalls.Write);
        (await api.Desk.Rotate(key)).Is(200);
        (await api.Desk.Revoke(key)).Is(204);
        var entries = await Entries(key.KeyPath());
        Assert.Equal(["key.revoked ", "key.rotated ", "key.created "], entries.Select(Said));
        // The key of the configuration has a name and no id.
        Assert.All(entries, entry => Assert.Equal(("admin", null), ((string?)entry["keyName"], (string?)entry["keyId"])));
        var scale = ScaleCalls.Numeric(ScaleCalls.NewCode(), 0, 3, 1);
        (await api.Desk.AddScale(scale)).Is(201);
        (await api.Desk.AddScale(scale)).Is(201);
        Assert.Equal(["scale.created ", "scale.created "], (await Entries($"/v1/scales/{scale["code"]}")).Select(Said));
    }

    [Fact]
    public async Task Given_a_scheduled_review_when_its_time_has_come_then_the_schedule_is_who_published_it()
    {
        var draft = await api.Desk.Draft("Tests");
        (await api.Desk.Act($"{draft.Path}/publish", draft.ETag, new JsonObject { ["at"] = api.Clock.Now.AddHours(1) })).Is(200);
        api.Clock.Advance(TimeSpan.FromHours(1));
        await Calls.Until(async () => (await api.Anonymous.Read(draft.Path)).Status == HttpStatusCode.OK, seconds: 20);
        var entries = await Entries(draft.Path);
        Assert.Equal(["review.published 1", "review.scheduled 1", "review.created 1"], entries.Select(Said));
        Assert.Equal(("schedule", null), ((string?)entries[0]["keyName"], (string?)entries[0]["keyId"]));
    }

    [Fact]
    public async Task Given_reviews_that_are_published_at_once_when_audited_then_they_were_first_created_and_then_published()
    {
        for (var count = 0; count < 10; count++)
            Assert.Equal(["review.published 1", "review.created 1"], (await Entries((await api.Desk.Live("Tests")).Path)).Select(Said));
    }

    [Fact]
    public async Task Given_a_write_that_changes_nothing_when_done_then_it_makes_no_entry()
    {
        var (draft, live, copy) = (await api.Desk.Draft("Tests"), await api.Desk.Live("Tests"), await api.Desk.Copy("Tests"));
        var newest = await Newest();
        foreach (var read in new[] { draft, live })
        {
            (await api.Desk.Put(read, read.Body)).Is(200);
            (await api.Desk.Patch(read, "{}")).Is(200);
        }
        (await api.Desk.Put(copy, copy.Body, $"{copy.Path}/draft")).Is(200);
        (await api.Desk.Act($"{draft.Path}/revisions/1/restore", draft.ETag)).Is(200);
        (await api.Desk.Post("/v1/reviews?dryRun=true", Example.Review())).Is(200);
        (await api.Desk.Act($"{draft.Path}/publish?dryRun=true", draft.ETag)).Is(200);
        (await api.Desk.Read(draft.Path)).Is(200);
        Assert.Equal(newest, await Newest());
    }

    [Fact]
    public async Task Given_writes_that_are_refused_when_done_then_they_make_no_entry_and_a_replay_makes_none()
    {
        var taken = await api.Desk.Live("Tests");
        var draft = await api.Desk.Draft("Tests");
        var key = await api.Desk.CreateKey(KeyCalls.Write);
        using var writer = api.Client(key.Secret());
        var once = Example.Review();
        (await api.Desk.Act("/v1/reviews", body: once, key: "once")).Is(201);
        var newest = await Newest();

        (await api.Desk.Act("/v1/reviews", body: once, key: "once")).Is(201);
        (await api.Desk.Create(Example.Review().Put("/source", taken.At("/source")!.DeepClone()))).Is(409);
        (await api.Desk.Put(draft, draft.Body.Copy().Put("/source", taken.At("/source")!.DeepClone()))).Is(409);
        (await api.Desk.Create(Example.Review().Put("/language", "???"))).Is(422);
        (await api.Desk.Put(draft with { ETag = "\"stale\"" }, Example.Review())).Is(412);
        (await api.Desk.Act($"{draft.Path}/publish", "\"stale\"")).Is(412);
        (await api.Desk.Act($"{draft.Path}/return", draft.ETag)).Is(409);
        (await api.Desk.Delete(taken)).Is(409);
        (await writer.Act($"{draft.Path}/publish", draft.ETag)).Is(403);
        (await writer.Post("/v1/keys", KeyCalls.Key(KeyCalls.Admin))).Is(403);
        (await api.Anonymous.Create(Example.Review())).Is(401);
        (await api.Desk.Delete(key, $"/v1/keys/{Guid.CreateVersion7()}")).Is(404);
        (await api.Desk.Act($"/v1/keys/{Guid.CreateVersion7()}/rotate")).Is(404);
        (await api.Desk.Post("/v1/keys", new JsonObject())).Is(422);
        (await api.Desk.AddScale(new JsonObject())).Is(422);
        Assert.Equal(newest, await Newest());
    }

    [Fact]
    public async Task Given_one_ETag_when_20_put_at_once_then_the_one_that_won_makes_the_one_entry()
    {
        var draft = await api.Desk.Draft("Tests");
        var bodies = Enumerable.Range(0, 20).Select(number => draft.Body.Copy().Put("/headline", $"Number {number}")).ToList();
        var answers = await Task.WhenAll(bodies.Select(body => Task.Run(() => api.Desk.Put(draft, body))));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(["review.changed 2", "review.created 1"], (await Entries(draft.Path)).Select(Said));
    }

    [Fact]
    public async Task Given_the_audit_when_read_page_by_page_then_each_entry_is_there_once_the_newest_first()
    {
        for (var count = 0; count < 4; count++)
            await api.Desk.Copy("Tests");
        var whole = await api.Desk.All("/v1/audit");
        var paged = await api.Desk.All("/v1/audit", limit: 3);
        Assert.InRange(whole.Count, 12, int.MaxValue);
        Assert.Equal(whole.Select(entry => entry.ToJsonString()), paged.Select(entry => entry.ToJsonString()));
        Assert.Equal(whole.Count, whole.Select(entry => $"{entry["id"]}").Distinct().Count());
        var times = whole.Select(entry => entry["at"]!.GetValue<DateTime>()).ToList();
        Assert.Equal(times.OrderDescending(), times);
        var ofOne = (string)whole[0]["subject"]!;
        Assert.Equal(whole.Where(entry => (string?)entry["subject"] == ofOne).Select(Said), (await Entries(ofOne)).Select(Said));
        Assert.Empty(await Entries("/v1/reviews/nothing"));
        var cursor = (await api.Desk.Read("/v1/audit?limit=1")).Text("/next");
        (await api.Desk.Read($"/v1/audit?limit=1&subject={ofOne}&cursor={cursor}")).Is(400);
    }

    [Fact]
    public async Task Given_the_audit_when_read_by_anyone_but_an_admin_then_401_or_403()
    {
        (await api.Anonymous.Read("/v1/audit")).Is(401);
        foreach (var scope in new[] { KeyCalls.Write, KeyCalls.Publish })
            (await (await api.NewClient(scope)).Read("/v1/audit")).Is(403);
        (await (await api.NewClient(KeyCalls.Admin)).Read("/v1/audit")).Is(200);
        using var posted = await api.Desk.Send("POST", "/v1/audit", Contents.Json(new JsonObject()));
        await posted.Problem(HttpStatusCode.MethodNotAllowed);
    }

    static string Said(JsonNode entry) => $"{entry["action"]} {entry["revision"]}";

    async Task<string> Newest() => (await api.Desk.Read("/v1/audit?limit=1")).Is(200).At("/items/0")!.ToJsonString();

    Task<IReadOnlyList<JsonObject>> Entries(string subject) => api.Desk.All($"/v1/audit?subject={subject}");
}
