using System.Text;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Writing;

/// <summary>A POST that is sent again under its Idempotency-Key is answered with its first answer, and done once.</summary>
public sealed class IdempotencyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string Outlet = "Tests";

    // An import needs no key: what it has stored is unchanged when it is sent again.
    public static TheoryData<string> Posts =>
    [
        .. ApiDocument.Committed().Operations.Where(operation => operation is { Method: "POST", Id: not "ImportReviews" })
            .Select(operation => operation.Id),
    ];

    [Theory]
    [MemberData(nameof(Posts))]
    public async Task Given_a_post_when_sent_again_with_its_key_then_the_first_answer_is_repeated_to_the_byte(string id)
    {
        var key = NewKey();
        var request = await Post(id);
        var first = await request.Send(api.Desk, key);
        Assert.True(first is { IsSuccess: true, IsReplayed: false }, first.ToString());
        Assert.Equal(first.AsReplay(), await request.Send(api.Desk, key));
        Assert.Equal(first.AsReplay(), await (request with { IfMatch = request.IfMatch is null ? null : "\"stale\"" }).Send(api.Desk, key));
        Assert.Equal(first.AsReplay(), await request.Send(api.Desk, key));
    }

    [Theory]
    [MemberData(nameof(Posts))]
    public async Task Given_a_key_that_was_used_when_sent_with_another_body_then_422_and_nothing_is_written(string id)
    {
        var key = NewKey();
        var used = await Post(id);
        var first = await used.Send(api.Desk, key);
        Assert.True(first.IsSuccess, first.ToString());
        var audited = await Audited();
        var other = used with { Body = used.Body is null ? "{}" : used.Body + " ", BodyType = "application/json" };
        var refused = await other.Send(api.Desk, key);
        // Where no body is taken, that is what is wrong with it first.
        if (used.Body is not null || id is "SubmitReview" or "ReturnReview" or "PublishReview")
            AssertUsed(refused);
        else
            Assert.Equal(400, refused.Status);
        Assert.Equal(audited, await Audited());
        Assert.Equal(first.AsReplay(), await used.Send(api.Desk, key));
    }

    [Theory]
    [MemberData(nameof(Posts))]
    public async Task Given_a_key_that_was_used_when_sent_to_another_route_then_422_and_nothing_is_written(string id)
    {
        var key = NewKey();
        var used = await Post(id);
        Assert.True((await used.Send(api.Desk, key)).IsSuccess);
        string[] others = ["SubmitReview", "ReturnReview", "CreateReview", "CreateScale", "RotateKey"];
        foreach (var other in others.Where(other => other != id))
        {
            var request = await Post(other);
            var audited = await Audited();
            AssertUsed(await request.Send(api.Desk, key));
            Assert.Equal(audited, await Audited());
            // What it is about has not changed: without the key it is done.
            Assert.True((await request.Send(api.Desk)).IsSuccess);
        }
    }

    [Theory]
    [InlineData("CreateReview", "publish=true")]
    [InlineData("CreateReview", "publish=false")]
    [InlineData("CreateReview", "dryRun=true")]
    [InlineData("PublishReview", "dryRun=true")]
    public async Task Given_a_key_that_was_used_when_sent_with_another_query_then_422(string id, string query)
    {
        var key = NewKey();
        var used = await Post(id);
        Assert.True((await used.Send(api.Desk, key)).IsSuccess);
        AssertUsed(await (used with { Path = $"{used.Path}?{query}" }).Send(api.Desk, key));
    }

    [Fact]
    public async Task Given_a_body_when_packed_then_it_is_the_same_as_unpacked()
    {
        var body = States.Review(Outlet).ToJsonString();
        var gzip = Contents.Gzip(Encoding.UTF8.GetBytes(body));
        var key = NewKey();
        using var first = await api.Desk.Send("POST", "/v1/reviews", Contents.Json(body), ("Idempotency-Key", key));
        using var packed = await api.Desk.Send("POST", "/v1/reviews", Contents.Bytes(gzip, encoding: "gzip"), ("Idempotency-Key", key));
        Assert.Equal((await Sent.Of(first)).AsReplay(), await Sent.Of(packed));
    }

    [Fact]
    public async Task Given_one_key_text_when_used_by_several_callers_then_each_has_its_own()
    {
        var key = NewKey();
        var named = KeyCalls.Key(KeyCalls.Admin).Put("/name", "admin");
        using var one = await api.NewClient(KeyCalls.Write);
        using var other = await api.NewClient(KeyCalls.Write);
        using var namesake = api.Client((await api.Desk.CreateKey(named)).Secret());
        var request = (await Post("CreateReview")) with { Body = Example.Review().ToJsonString() };
        var answers = new List<Sent>();
        foreach (var client in new[] { one, other, namesake, api.Desk })
            answers.Add(await request.Send(client, key));
        Assert.All(answers, answer => Assert.True(answer is { Status: 201, IsReplayed: false }, answer.ToString()));
        Assert.Equal(4, answers.Select(answer => answer.Location).Distinct().Count());
        Assert.Equal(answers[1].AsReplay(), await request.Send(other, key));
    }

    [Fact]
    public async Task Given_both_secrets_of_a_rotated_key_when_a_post_is_sent_again_with_the_other_then_it_is_one_caller()
    {
        var caller = await api.Desk.CreateKey(KeyCalls.Admin);
        using var old = api.Client(caller.Secret());
        using var current = api.Client((await api.Desk.Rotate(caller)).Is(200).Secret());
        var (review, key) = (NewKey(), NewKey());
        var request = await Post("CreateReview");
        var first = await request.Send(old, review);
        Assert.Equal(first.AsReplay(), await request.Send(current, review));

        // The secret in an answer is sealed with the one that asked for it: another is not told, and no second key is made.
        var creation = await Post("CreateKey");
        var made = await creation.Send(old, key);
        Assert.Equal(201, made.Status);
        Assert.Equal(409, (await creation.Send(current, key)).Status);
        Assert.Equal(made.AsReplay(), await creation.Send(old, key));
    }

    [Fact]
    public async Task Given_a_refused_post_when_sent_rightly_under_its_key_then_it_is_done()
    {
        var key = NewKey();
        var body = States.Review(Outlet);
        (await Send(body.Copy().Put("/language", "???"))).Is(422);
        (await Send(new JsonObject { ["unknown"] = 1 })).Is(400);
        (await api.Anonymous.Act("/v1/reviews", body: body, key: key)).Is(401);
        var taken = (await api.Desk.Create(body)).Is(201);
        (await Send(body)).Is(409);
        (await api.Desk.Delete(taken)).Is(204);
        var done = (await Send(body)).Is(201);

        var action = NewKey();
        (await api.Desk.Act($"{done.Path}/submit", "\"stale\"", key: action)).Is(412);
        (await api.Desk.Act($"{done.Path}/submit", key: action)).Is(428);
        (await api.Desk.Act($"{done.Path}/return", done.ETag, key: action)).Is(409);
        (await api.Desk.Act($"{done.Path}/submit", done.ETag, key: action)).Is(200);
        (await api.Desk.Act($"{done.Path}/submit", done.ETag, key: action)).Is(200);

        Task<Answer> Send(JsonObject sent) => api.Desk.Act("/v1/reviews", body: sent, key: key);
    }

    [Fact]
    public async Task Given_a_dry_run_when_sent_with_a_key_then_nothing_is_kept_and_the_key_is_free()
    {
        var key = NewKey();
        var body = States.Review(Outlet);
        for (var time = 0; time < 2; time++)
            Assert.Null((await api.Desk.Act("/v1/reviews?dryRun=true", body: body, key: key)).Is(200).Location);
        var created = (await api.Desk.Act("/v1/reviews", body: body, key: key)).Is(201);
        var publication = NewKey();
        (await api.Desk.Act($"{created.Path}/publish?dryRun=true", created.ETag, key: publication)).Is(200);
        Assert.Equal("draft", (await api.Desk.Read(created.Path)).Text("/status"));
        (await api.Desk.Act($"{created.Path}/publish", created.ETag, key: publication)).Is(200);
        Assert.Equal("published", (await api.Desk.Read(created.Path)).Text("/status"));
    }

    [Theory]
    [InlineData("PUT", "{}")]
    [InlineData("PATCH", """{"headline":"New"}""")]
    [InlineData("DELETE", null)]
    public async Task Given_another_method_when_sent_with_the_header_then_it_is_not_looked_at(string method, string? body)
    {
        foreach (var key in new[] { NewKey(), "", new string('k', 256), "a b" })
        {
            var review = await api.Desk.Draft(Outlet);
            var request = new Prepared(
                method, review.Path, method == "PATCH" ? "application/merge-patch+json" : "application/json", body, review.ETag);
            Assert.True((await request.Send(api.Desk, key)) is { IsSuccess: true, IsReplayed: false });
            var again = await request.Send(api.Desk, key);
            Assert.Equal((method == "DELETE" ? 404 : 412, false), (again.Status, again.IsReplayed));
        }
    }

    static void AssertUsed(Sent answer)
    {
        Assert.True(answer is { Status: 422, IsReplayed: false }, answer.ToString());
        var problem = JsonNode.Parse(answer.Body)!;
        Assert.Equal("/problems/idempotency-key-reused", (string?)problem["type"]);
        var error = problem["errors"]!.AsArray().Single()!;
        Assert.Equal(("Idempotency-Key", "already_used"), ((string?)error["parameter"], (string?)error["code"]));
    }

    Task<Prepared> Post(string id) => Prepared.For(ApiDocument.Committed().Operation(id), api.Desk, Outlet);

    // The newest entry of the audit: the same as long as nothing was written.
    async Task<string> Audited() => (await api.Desk.Read("/v1/audit?limit=1")).Is(200).At("/items/0")!.ToJsonString();

    static string NewKey() => $"{Guid.NewGuid()}";
}
