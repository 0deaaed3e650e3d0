using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Catalogue;

/// <summary>What is refused of corrections and merges, and that nothing changes then.</summary>
public sealed class CorrectionRefusalTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    public static TheoryData<string> Kinds => ["films", "releases"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Given_a_key_that_is_none_or_too_little_when_written_then_401_or_403_before_anything_else(string kind)
    {
        var (path, into) = await Two(kind);
        foreach (var (client, status) in new[]
        {
            (api.Anonymous, 401), (api.Client("wrong"), 401), (await api.NewClient(KeyCalls.Write), 403),
            (await api.NewClient(KeyCalls.Publish), 403),
        })
        {
            (await client.Patch(await api.Desk.Read(path), """{ "title": "New" }""", path)).Is(status);
            (await client.Act($"{path}/merge", (await api.Desk.Read(path)).ETag, Into(into))).Is(status);
            (await client.Act($"{path}/merge", null, new JsonObject { ["wrong"] = 1 })).Is(status);
        }
        (await api.Anonymous.Read(path)).Is(200);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Given_if_match_is_missing_stale_weak_or_anothers_when_written_then_428_or_412_and_nothing_changes(string kind)
    {
        var (path, into) = await Two(kind);
        var stale = (await api.Desk.Read(path)).ETag!;
        var current = (await api.Desk.Correct(path, """{ "title": "Changed" }""")).Is(200).ETag!;
        foreach (var (etag, status) in new[]
        {
            (null, 428), (stale, 412), ($"W/{current}", 412), ((await api.Desk.Read(into)).ETag, 412), ("\"x\"", 412),
        })
        {
            (string, string)[] headers = etag is null ? [] : [("If-Match", etag)];
            using var patched = await api.Desk.Send("PATCH", path, Contents.Json("""{ "title": "New" }""", Contents.MergePatch), headers);
            Assert.Equal(status, (int)patched.StatusCode);
            (await api.Desk.Act($"{path}/merge", etag, Into(into))).Is(status);
        }
        Assert.Equal(current, (await api.Desk.Read(path)).Is(200).ETag);
        (await api.Desk.Act($"{path}/merge", "*", Into(into))).Is(200);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Given_something_unknown_when_written_then_404(string kind)
    {
        var (path, _) = await Two(kind);
        var read = await api.Desk.Read(path);
        foreach (var gone in new[] { $"/v1/{kind}/{Guid.NewGuid()}", $"/v1/{kind}/x" })
        {
            (await api.Desk.Patch(read, """{ "title": "New" }""", gone)).Is(404);
            (await api.Desk.Act($"{gone}/merge", read.ETag, Into(path))).Is(404);
        }
    }

    [Theory]
    [InlineData("films", """{ "title": null }""", "/title required")]
    [InlineData("films", """{ "year": 1869 }""", "/year out_of_range")]
    [InlineData("films", """{ "kind": "opera" }""", "/kind unknown_code")]
    [InlineData("films", """{ "endYear": 1994 }""", "/endYear out_of_order")]
    [InlineData(
        "films", """{ "identifiers": { "imdb": "tt1" }, "countries": ["US", "XX9"] }""", "/identifiers/imdb invalid_format",
        "/countries/1 unknown_code")]
    [InlineData("films", """{ "cast": [{ "characters": ["Ben"] }] }""", "/cast/0/name required")]
    [InlineData("releases", """{ "format": null }""", "/format required")]
    [InlineData("releases", """{ "format": "betamax9" }""", "/format unknown_code")]
    [InlineData("releases", """{ "barcode": "4006381333930" }""", "/barcode check_digit")]
    [InlineData("releases", """{ "video": [{ "hdr": ["sdr", "hdr10"] }] }""", "/video/0/hdr sdr_not_alone")]
    [InlineData("releases", """{ "listPrice": { "amount": "1" } }""", "/listPrice/currency required")]
    public async Task Given_a_correction_of_wrong_meaning_when_sent_then_422_points_there_and_nothing_changes(
        string kind, string patch, params string[] faults)
    {
        var (path, _) = await Two(kind);
        var before = await api.Desk.Read(path);
        (await api.Desk.Patch(before, patch, path)).IsInvalid(faults);
        Assert.Equal(before.ETag, (await api.Desk.Read(path)).ETag);
    }

    [Theory]
    [InlineData("films", """{ "titel": "New" }""")]
    [InlineData("films", """{ "title": 5 }""")]
    [InlineData("films", """[]""")]
    [InlineData("films", """{ "title": "A", "title": "B" }""")]
    [InlineData("releases", """{ "discCount": "2" }""")]
    [InlineData("releases", """{ "video": [null] }""")]
    [InlineData("releases", """{""")]
    public async Task Given_a_correction_that_is_malformed_when_sent_then_400(string kind, string patch)
    {
        var (path, _) = await Two(kind);
        (await api.Desk.Correct(path, patch)).Is(400);
        using var plain = await api.Desk.Send("PATCH", path, Contents.Json("{}"), ("If-Match", "*"));
        Assert.Equal((415, "application/merge-patch+json"), ((int)plain.StatusCode, plain.Words("Accept-Patch").Single()));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Given_a_merge_into_nothing_itself_or_what_is_not_there_when_sent_then_it_is_refused_and_nothing_changes(string kind)
    {
        var (path, into) = await Two(kind);
        var another = await Two(kind == "films" ? "releases" : "films");
        var draft = (await api.Desk.Create(Example.Review())).Is(201).PathOf(kind);
        foreach (var wrong in new[]
        {
            path, path.Replace(path.Split('/')[^1], path.Split('/')[^1].ToUpperInvariant(), StringComparison.Ordinal), $"{Guid.NewGuid()}",
            another.Into, draft, "x", "",
        })
        {
            var refused = (await api.Desk.Merge(path, wrong)).Is(422);
            Assert.Equal("/into", refused.Text("/errors/0/pointer"));
        }
        var etag = (await api.Desk.Read(path)).ETag;
        (await api.Desk.Act($"{path}/merge", etag, new JsonObject())).IsInvalid("/into required");
        foreach (var malformed in new[] { """{ "into": null }""", """{ "into": 5 }""", """{ "into": "x", "to": "y" }""", "[]" })
            (await api.Desk.Act($"{path}/merge", etag, JsonNode.Parse(malformed))).Is(400);
        Assert.Equal(etag, (await api.Desk.Read(path)).Is(200).ETag);
        (await api.Anonymous.Read(into)).Is(200);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Given_a_merge_into_what_was_merged_when_sent_then_it_ends_at_the_one_that_stays_or_is_refused(string kind)
    {
        var (one, other) = await Two(kind);
        var (third, _) = await Two(kind);
        (await api.Desk.Merge(one, other)).Is(200);
        var merged = await api.Desk.Merge(third, one);
        if ((int)merged.Status != 200)
            Assert.Equal("/into", merged.Is(422).Text("/errors/0/pointer"));
        Assert.Equal((int)merged.Status == 200 ? other : null, (await api.Anonymous.Read(third)).Location?.ToString());
        // Back is into itself.
        (await api.Desk.Merge(other, one)).Is(422);
        (await api.Anonymous.Read(other)).Is(200);
    }

    static JsonObject Into(string path) => new() { ["into"] = path.Split('/')[^1] };

    async Task<(string Path, string Into)> Two(string kind) =>
        ((await api.Desk.Published(Example.Review())).PathOf(kind), (await api.Desk.Published(Example.Review())).PathOf(kind));
}
