using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Access;

/// <summary>A key of an outlet works with that outlet's reviews; of others it sees what every reader sees.</summary>
public sealed class OutletTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string Mine = "Mine";
    const string Theirs = "Theirs";

    public static TheoryData<string> Operations =>
    [
        .. ApiDocument.Committed().Operations.Where(operation => operation.Path.Contains("{idOrSlug}", StringComparison.Ordinal))
            .Select(operation => operation.Id),
    ];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Given_a_review_of_another_outlet_when_asked_for_then_404_as_if_it_were_not_there(string id)
    {
        using var mine = await api.NewClient(KeyCalls.Publish, Mine);
        var request = await Prepared.For(ApiDocument.Committed().Operation(id), api.Desk, Theirs);
        var theirs = request.Path.Split('/')[3];
        var slug = (await api.Desk.Read($"/v1/reviews/{theirs}")).Is(200).Text("/slug")!;
        var missing = await Refused(
            mine, request with { Path = request.Path.Replace(theirs, $"{Guid.CreateVersion7()}", StringComparison.Ordinal) });
        Assert.Equal(missing, await Refused(mine, request));
        Assert.Equal(missing, await Refused(mine, request with { Path = request.Path.Replace(theirs, slug, StringComparison.Ordinal) }));
        foreach (var tag in new[] { null, "*", "\"stale\"" }.Where(_ => request.IfMatch is not null))
            Assert.Equal(
                await Refused(mine, request with
                {
                    IfMatch = tag,
                    Path = request.Path.Replace(theirs, $"{Guid.CreateVersion7()}", StringComparison.Ordinal),
                }),
                await Refused(mine, request with { IfMatch = tag }));
        var own = await request.Send(api.Desk);
        Assert.True(own.IsSuccess, own.ToString());
    }

    [Fact]
    public async Task Given_a_review_of_another_outlet_when_created_or_taken_over_then_403_and_nothing_is_stored()
    {
        using var mine = await api.NewClient(KeyCalls.Publish, Mine);
        var marker = $"{Guid.NewGuid()}";
        var theirs = States.Review(Theirs).Put("/source/externalId", marker);
        foreach (var query in new[] { "", "?publish=true", "?dryRun=true" })
            (await mine.Post($"/v1/reviews{query}", theirs)).Is(403);
        foreach (var outlet in new[] { "mine", "MINE", "Mine ", "Min" })
            (await mine.Create(theirs.Copy().Put("/source/outlet", outlet))).Is(403);
        Assert.DoesNotContain(marker, (await api.Desk.Read("/v1/reviews?status=draft,published&limit=100")).ToString());

        var own = await mine.Draft(Mine);
        (await mine.Put(own, theirs)).Is(403);
        (await mine.Patch(own, """{ "source": { "outlet": "Theirs" } }""")).Is(403);
        var live = await mine.Live(Mine);
        (await mine.Put(live, theirs, $"{live.Path}/draft")).Is(403);
        Assert.Equal((own.ETag, live.ETag), ((await mine.Read(own.Path)).ETag, (await mine.Read(live.Path)).ETag));
    }

    [Fact]
    public async Task Given_an_outlet_that_is_left_out_when_written_then_it_is_the_keys()
    {
        using var mine = await api.NewClient(KeyCalls.Publish, Mine);
        var draft = (await mine.Create(Example.Review())).Is(201);
        Assert.Equal(Mine, draft.Text("/source/outlet"));
        var sourced = (await mine.Publish(Example.Review().With("/source", """{ "url": "https://example.com/1" }"""))).Is(201);
        Assert.Equal((Mine, "https://example.com/1"), (sourced.Text("/source/outlet"), sourced.Text("/source/url")));
        Assert.Equal(Mine, (await mine.Post("/v1/reviews?dryRun=true", Example.Review())).Is(200).Text("/source/outlet"));

        var replaced = (await mine.Put(draft, Example.Review())).Is(200);
        Assert.Equal(Mine, replaced.Text("/source/outlet"));
        Assert.Equal(Mine, (await mine.Patch(replaced, """{ "source": null, "headline": "New" }""")).Is(200).Text("/source/outlet"));
    }

    [Fact]
    public async Task Given_drafts_of_two_outlets_when_listed_then_each_key_has_its_own_and_one_without_an_outlet_has_all()
    {
        var (one, other) = ($"One {Guid.NewGuid()}", $"Other {Guid.NewGuid()}");
        using var mine = await api.NewClient(KeyCalls.Write, one);
        var (own, copy) = (await OfEachState(one), await api.Desk.Copy(one));
        var others = await OfEachState(other);

        const string all = "/v1/reviews?status=draft,in_review,scheduled,published,withdrawn&limit=100&count=exact";
        var listed = (await mine.Read(all)).Is(200);
        Assert.Equal(own.Append(copy).Append(copy).Select(review => review.Id).Order(), Ids(listed).Order());
        Assert.Equal("7", listed.Text("/total"));
        Assert.Equal(
            own.Take(1).Append(copy).Select(review => review.Id).Order(), Ids(await mine.Read("/v1/reviews?status=draft")).Order());
        Assert.DoesNotContain(other, (await mine.Read($"{all}&view=full")).ToString());
        Assert.Empty(own.Concat(others).Select(review => review.Id).Except(Ids(await api.Desk.Read(all))));

        async Task<Answer[]> OfEachState(string outlet) =>
        [
            await api.Desk.Draft(outlet), await api.Desk.InReview(outlet), await api.Desk.Scheduled(outlet), await api.Desk.Live(outlet),
            await api.Desk.Withdrawn(outlet),
        ];
    }

    [Fact]
    public async Task Given_a_cursor_of_one_key_when_used_by_another_outlets_then_400()
    {
        var (one, other) = ($"One {Guid.NewGuid()}", $"Other {Guid.NewGuid()}");
        using var mine = await api.NewClient(KeyCalls.Write, one);
        using var theirs = await api.NewClient(KeyCalls.Write, other);
        foreach (var outlet in new[] { one, one, other, other })
            await api.Desk.Draft(outlet);
        const string drafts = "/v1/reviews?status=draft&limit=1";
        foreach (var (from, to) in new[] { (mine, theirs), (theirs, mine), (api.Desk, mine), (mine, api.Desk) })
        {
            var cursor = (await from.Read(drafts)).Is(200).Text("/next");
            Assert.NotNull(cursor);
            (await to.Read($"{drafts}&cursor={cursor}")).Is(400);
            (await from.Read($"{drafts}&cursor={cursor}")).Is(200);
        }
    }

    [Fact]
    public async Task Given_a_live_review_of_another_outlet_when_read_then_as_everyone_reads_it()
    {
        using var mine = await api.NewClient(KeyCalls.Publish, Mine);
        var copy = await api.Desk.Copy(Theirs);
        var read = (await mine.Read(copy.Path)).Is(200);
        var publicly = (await api.Anonymous.Read(copy.Path)).Is(200);
        Assert.Equal((publicly.ETag, publicly.ToString()), (read.ETag, read.ToString()));
        Assert.DoesNotContain("In the making", read.ToString());
        Assert.Contains(copy.Id, Ids(await mine.Read("/v1/reviews?limit=100")));
        var withdrawn = await api.Desk.Withdrawn(Theirs);
        (await mine.Read(withdrawn.Path)).Is((int)(await api.Anonymous.Read(withdrawn.Path)).Status);
    }

    [Fact]
    public async Task Given_a_draft_of_another_outlet_when_named_as_related_then_it_looks_like_none()
    {
        using var mine = await api.NewClient(KeyCalls.Write, Mine);
        var theirs = await api.Desk.Draft(Theirs);
        foreach (var id in new[] { theirs.Id, $"{Guid.CreateVersion7()}" })
        {
            var related = Example.Review().With("/related", $$"""[{ "reviewId": "{{id}}", "relation": "see_also" }]""");
            Assert.Equal(["/related/0/reviewId unknown_review"], (await mine.Create(related)).Is(201).Warnings);
        }
    }

    [Theory]
    [InlineData("/v1/audit")]
    [InlineData("/v1/keys")]
    public async Task Given_a_key_of_an_outlet_when_it_asks_for_keys_or_the_audit_then_403(string path)
    {
        using var mine = await api.NewClient(KeyCalls.Publish, Mine);
        (await mine.Read(path)).Is(403);
    }

    // What the refusal says, but for where and when.
    static async Task<string> Refused(HttpClient client, Prepared request)
    {
        var answer = await request.Send(client);
        var problem = JsonNode.Parse(answer.Body)!.AsObject();
        Assert.True(problem.Remove("instance") && problem.Remove("traceId"));
        return $"{answer.Status} {answer.ETag} {answer.Location} {problem.ToJsonString()}";
    }

    static IEnumerable<string> Ids(Answer page) => page.Is(200).At("/items")!.AsArray().Select(item => (string)item!["id"]!);
}
