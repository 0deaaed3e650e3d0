using System.Text.Json.Nodes;
using ReviewApi.Samples;

namespace ReviewApi.Tests.Reviews;

public sealed class ReplaceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    public static TheoryData<string> SampleNames => [.. SampleReviews.All().Select(sample => sample.Name)];

    [Theory]
    [MemberData(nameof(SampleNames))]
    public async Task Given_a_sample_when_what_was_read_is_put_back_then_nothing_changes(string name)
    {
        var sample = JsonNode.Parse(SampleReviews.All().Single(one => one.Name == name).Json)!;
        var created = (await api.Desk.Publish(sample)).Is(201);
        var read = (await api.Anonymous.Read(created.Path)).Is(200);

        AssertSame(read, await api.Desk.Put(read, read.Body));
        AssertSame(read, await api.Desk.Patch(read, read.Body.ToJsonString()));
        AssertSame(read, await api.Desk.Patch(read, "{}"));
        AssertSame(read, await api.Anonymous.Read(created.Path));
    }

    [Fact]
    public async Task Given_a_draft_when_what_was_first_sent_is_put_then_nothing_changes()
    {
        var sent = Example.Full();
        var created = (await api.Desk.Create(sent)).Is(201);
        AssertSame(created, await api.Desk.Put(created, sent));
    }

    [Fact]
    public async Task Given_content_in_other_spellings_when_put_then_nothing_changes()
    {
        var sent = Example.Full().With("/release/barcode", $"\"{Example.NewEan()}\"");
        var created = (await api.Desk.Create(sent)).Is(201);
        var other = sent.Copy()
            .With("/sections/picture/score", "9.00").With("/films/0/year", "1.995e3").With("/release/format", "\"Blu-ray\"")
            .With("/release/video/0/aspectRatio", "\"1.85\"").With("/release/video/0/codec", "\"H.264\"").With("/language", "\"EN-gb\"")
            .Put("/release/barcode", sent.At("/release/barcode")!.ToString().Insert(3, " ").Insert(9, "-"))
            .With("/release/audio/0/codec", "\"Dolby TrueHD 7.1\"").With("/films/0/countries/0", "\"Germany\"");
        AssertSame(created, await api.Desk.Put(created, other));
    }

    [Fact]
    public async Task Given_changes_of_content_when_put_and_patched_then_each_counts_one_revision_and_keeps_the_rest()
    {
        var first = (await api.Desk.Publish(Example.Review())).Is(201);
        var second = (await api.Desk.Put(first, first.Body.Copy().With("/headline", "\"New\""))).Is(200);
        var third = (await api.Desk.Patch(second, """{ "headline": "Newer" }""")).Is(200);
        var again = (await api.Desk.Put(third, third.Body)).Is(200);

        Assert.Equal(["1", "2", "3", "3"], new[] { first, second, third, again }.Select(answer => answer.Text("/revision")));
        Assert.Equal(3, new[] { first.ETag, second.ETag, third.ETag }.Distinct().Count());
        foreach (var kept in new[]
        {
            "/id", "/slug", "/status", "/createdAt", "/publishedAt", "/films/0/id", "/release/id", "/reviewers/0/id",
        })
            Assert.Equal((first.Text(kept), first.Text(kept)), (second.Text(kept), third.Text(kept)));
        Assert.True(first.Time("/updatedAt") < third.Time("/updatedAt"));
        AssertSame(third, await api.Anonymous.Read(first.Path));
    }

    [Fact]
    public async Task Given_a_member_is_left_out_when_put_then_it_is_gone()
    {
        var created = (await api.Desk.Create(Example.Full())).Is(201);
        var replaced = (await api.Desk.Put(created, Example.Parse("""{ "headline": "All that is left" }"""))).Is(200);
        Assert.Equal(
            ["createdAt", "headline", "id", "revision", "slug", "status", "updatedAt"],
            replaced.Body.Select(member => member.Key).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/films", "[]", "/films")]
    [InlineData("/reviewers", "[]", "/reviewers")]
    [InlineData("/sections", "{}", "/sections")]
    public async Task Given_a_live_review_when_put_as_no_longer_publishable_then_422_and_it_stays(
        string pointer, string value, string place)
    {
        var live = (await api.Desk.Publish(Example.Review())).Is(201);
        (await api.Desk.Put(live, live.Body.Copy().With(pointer, value))).IsInvalid($"{place} required_to_publish");
        (await api.Desk.Patch(live, $$"""{ "{{place[1..]}}": null }""")).IsInvalid($"{place} required_to_publish");
        AssertSame(live, await api.Anonymous.Read(live.Path));
    }

    [Fact]
    public async Task Given_warnings_when_written_then_they_are_in_that_answer_only_and_may_be_put_back()
    {
        var created = (await api.Desk.Publish(Example.Full().With("/release/discCount", "5"))).Is(201);
        Assert.Equal(["/release/discCount disc_count_differs"], created.Warnings);
        var read = (await api.Anonymous.Read(created.Path)).Is(200);
        Assert.Equal((created.ETag, null), (read.ETag, read.At("/warnings")));
        var again = (await api.Desk.Put(created, created.Body)).Is(200);
        Assert.Equal((created.ETag, created.Text("/revision")), (again.ETag, again.Text("/revision")));
        Assert.Equal(created.Warnings, again.Warnings);
    }

    [Fact]
    public async Task Given_a_draft_when_deleted_then_it_is_gone_and_its_source_is_free()
    {
        var sent = Example.Full();
        var created = (await api.Desk.Create(sent)).Is(201);
        (await api.Desk.Delete(created)).Is(204);
        (await api.Desk.Read(created.Path)).Is(404);
        (await api.Desk.Delete(created)).Is(404);
        (await api.Desk.Put(created, sent)).Is(404);
        var anew = (await api.Desk.Create(sent)).Is(201);
        Assert.NotEqual(created.Id, anew.Id);
        (await api.Desk.Read($"/v1/reviews/{created.Text("/slug")}")).Is(404);
    }

    [Fact]
    public async Task Given_a_slug_in_place_of_the_id_when_put_patched_and_deleted_then_it_is_that_review()
    {
        var draft = (await api.Desk.Create(Example.Review())).Is(201);
        var path = $"/v1/reviews/{draft.Text("/slug")}";
        var put = (await api.Desk.Put(draft, draft.Body.Copy().With("/headline", "\"Put\""), path)).Is(200);
        var patched = (await api.Desk.Patch(put, """{ "summary": "Patched" }""", path)).Is(200);
        Assert.Equal((draft.Id, "3", "Put"), (patched.Id, patched.Text("/revision"), patched.Text("/headline")));
        (await api.Desk.Delete(patched, path)).Is(204);
        (await api.Desk.Read(draft.Path)).Is(404);
    }

    [Fact]
    public async Task Given_a_live_review_when_deleted_then_409_and_it_stays()
    {
        var live = (await api.Desk.Publish(Example.Review())).Is(201);
        (await api.Desk.Delete(live)).Is(409);
        AssertSame(live, await api.Anonymous.Read(live.Path));
    }

    static void AssertSame(Answer read, Answer answer)
    {
        answer.Is(200);
        Assert.Equal(read.Text("/revision"), answer.Text("/revision"));
        Assert.Equal(read.Text("/updatedAt"), answer.Text("/updatedAt"));
        Assert.Equal(read.ETag, answer.ETag);
        answer.Body.Remove("warnings");
        Assert.Equal(read.Body.ToJsonString(), answer.Body.ToJsonString());
    }
}
