using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Reviews;

public sealed class PatchTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("""{ "headline": "New" }""", "/headline", "\"New\"")]
    [InlineData("""{ "headline": null }""", "/headline", null)]
    [InlineData("""{ "source": { "url": null } }""", "/source/url", null)]
    [InlineData("""{ "source": { "url": null } }""", "/source/outlet", "\"Disc Weekly\"")]
    [InlineData("""{ "release": { "listPrice": { "amount": "9" } } }""", "/release/listPrice", """{ "amount": "9", "currency": "GBP" }""")]
    [InlineData("""{ "release": { "listPrice": null } }""", "/release/listPrice", null)]
    [InlineData("""{ "release": { "extras": [] } }""", "/release/extras", "[]")]
    [InlineData("""{ "release": { "cuts": ["imax"] } }""", "/release/cuts", """["imax"]""")]
    [InlineData("""{ "release": { "audio": [{ "language": "fr" }] } }""", "/release/audio", """[{ "language": "fr" }]""")]
    [InlineData("""{ "sections": { "sound": null, "extras": { "score": 3, "state": null } } }""", "/sections/sound", null)]
    [InlineData(
        """{ "sections": { "sound": null, "extras": { "score": 3, "state": null } } }""", "/sections/extras",
        """{ "score": 3, "state": "scored" }""")]
    [InlineData(
        """{ "sections": { "story": { "printed": null, "reviewer": null, "label": null } } }""", "/sections/story",
        """{ "score": 8.5, "state": "scored", "text": "Told well." }""")]
    [InlineData("""{ "sections": { "story": { "score": null, "printed": { "value": "5" } } } }""", "/sections/story/score", "10")]
    public async Task Given_a_patch_when_sent_then_it_is_merged_as_RFC_7396_says(string patch, string pointer, string? expected)
    {
        var created = (await api.Desk.Create(Example.Full())).Is(201);
        var patched = (await api.Desk.Patch(created, patch)).Is(200);
        Assert.True(
            JsonNode.DeepEquals(expected is null ? null : JsonNode.Parse(expected), patched.At(pointer)), patched.Body.ToJsonString());
    }

    [Fact]
    public async Task Given_nested_objects_that_are_not_there_when_patched_then_they_are_made_without_the_nulls()
    {
        var created = (await api.Desk.Create(new JsonObject())).Is(201);
        var patched = (await api.Desk.Patch(created, """
            {
              "source": { "outlet": "O", "url": null },
              "sections": { "story": { "printed": { "value": "4", "scale": "stars_5" }, "text": null }, "sound": null }, "notes": null
            }
            """)).Is(200);
        Assert.Equal("""{"outlet":"O"}""", patched.At("/source")!.ToJsonString());
        Assert.Empty(ReadBack.Differences(Example.Parse("""{ "story": { "score": 8.0, "state": "scored" } }"""), patched.At("/sections")));
        Assert.Null(patched.At("/sections/sound"));
        Assert.Null(patched.At("/sections/story/text"));
    }

    [Fact]
    public async Task Given_a_patch_that_breaks_a_rule_with_what_is_stored_when_sent_then_422_at_the_place_that_is_wrong_now()
    {
        var created = (await api.Desk.Create(Example.Full())).Is(201);
        (await api.Desk.Patch(created, """{ "reviewers": [{ "name": "Another" }] }"""))
            .IsInvalid("/sections/story/reviewer unknown_reviewer");
        (await api.Desk.Patch(created, """{ "films": [{ "title": "Only one" }] }"""))
            .IsInvalid("/release/subtitles/0/film unknown_film", "/sections/picture/parts/0/film unknown_film");
        (await api.Desk.Patch(created, """{ "sections": { "story": { "score": 9 } } }"""))
            .IsInvalid("/sections/story/score score_mismatch");
        (await api.Desk.Patch(created, """{ "sections": { "story": { "state": "unscored" } } }"""))
            .IsInvalid("/sections/story/score score_forbidden");
        (await api.Desk.Patch(created, """{ "overall": { "printed": null, "score": null } }""")).IsInvalid("/overall/score score_required");
        (await api.Desk.Patch(created, """{ "release": { "format": null } }""")).IsInvalid("/release/format required");
        (await api.Desk.Patch(created, """{ "release": { "listPrice": { "currency": null } } }"""))
            .IsInvalid("/release/listPrice/currency required");
        Assert.Equal(created.ETag, (await api.Desk.Read(created.Path)).ETag);
    }

    [Theory]
    [InlineData("""{ "score": 8 }""")]
    [InlineData("""{ "printed": { "value": "4", "scale": "stars_5" } }""")]
    [InlineData("""{ "score": 8, "printed": { "value": "4", "scale": "stars_5" } }""")]
    public async Task Given_what_is_not_scored_when_a_score_is_added_to_what_was_read_then_it_is_scored(string score)
    {
        foreach (var place in new[] { "/sections/picture", "/overall", "/otherSections/0" })
        {
            var created = (await api.Desk.Create(
                Example.Review().Put(place, Example.Parse("""{ "label": "L", "text": "Only a text." }""")))).Is(201);
            var body = created.Body.Copy();
            foreach (var (name, value) in Example.Parse(score))
                body.Put($"{place}/{name}", value!.DeepClone());
            var patched = (await api.Desk.Patch(created, body.ToJsonString())).Is(200);
            Assert.Equal(("scored", "8"), (patched.Text($"{place}/state"), patched.Text($"{place}/score")));
        }
    }

    [Theory]
    [InlineData("""{ "films": [null] }""", "/films/0 null_value")]
    [InlineData("""{ "films": [{ "title": "T", "year": null }] }""", "/films/0/year null_value")]
    [InlineData("""{ "release": { "video": [{ "hdr": null }] } }""", "/release/video/0/hdr null_value")]
    [InlineData("""{ "release": [] }""", "/release wrong_type")]
    [InlineData("""{ "sections": { "plot": null } }""", "/sections/plot unknown_member")]
    [InlineData("""{ "notThere": null }""", "/notThere unknown_member")]
    [InlineData("[]", " wrong_type")]
    [InlineData("null", " null_value")]
    public async Task Given_a_patch_that_is_not_well_formed_when_sent_then_400_and_nothing_changes(string patch, string fault)
    {
        var created = (await api.Desk.Create(Example.Full())).Is(201);
        Assert.Equal([fault], (await api.Desk.Patch(created, patch)).Is(400).Faults);
        Assert.Equal(created.ETag, (await api.Desk.Read(created.Path)).ETag);
    }

    [Fact]
    public async Task Given_only_members_that_are_read_only_when_patched_then_they_are_ignored_and_nothing_changes()
    {
        var created = (await api.Desk.Create(Example.Full())).Is(201);
        var patched = (await api.Desk.Patch(created, """
            {
              "id": null, "slug": 5, "status": "published", "revision": "x", "meanScore": [], "createdAt": {}, "updatedAt": null,
              "publishedAt": true, "publishAt": "soon", "warnings": [null], "release": { "gtin": null },
              "sections": { "story": { "printed": { "mappingVersion": "9" } } }
            }
            """)).Is(200);
        Assert.Equal((created.ETag, created.Body.ToJsonString()), (patched.ETag, patched.Body.ToJsonString()));
    }

    [Fact]
    public async Task Given_a_live_review_when_patched_then_the_new_revision_is_live_at_once()
    {
        var live = (await api.Desk.Publish(Example.Review())).Is(201);
        var patched = (await api.Desk.Patch(live, """{ "sections": { "sound": { "score": 7.5 } } }""")).Is(200);
        var read = (await api.Anonymous.Read(live.Path)).Is(200);
        Assert.Equal(
            (patched.ETag, "2", "7.5", "Well told."),
            (read.ETag, read.Text("/revision"), read.Text("/meanScore"), read.Text("/sections/story/text")));
    }
}
