using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Search;

/// <summary>Members of the items of a list by their names: all others are left out.</summary>
public sealed class FieldTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("slug,films,sections", "id slug films sections")]
    [InlineData("sections&fields=films,slug", "id slug films sections")]
    [InlineData("id", "id")]
    [InlineData("meanScore,meanScore", "id meanScore")]
    [InlineData("publishedAt,lastMove,warnings,match,labels", "id publishedAt")]
    public async Task Given_members_when_listed_then_each_item_has_these_as_it_has_them_without(string fields, string expected)
    {
        var review = await api.Desk.Published(Example.Full());
        foreach (var view in new[] { "", "&view=full" })
        {
            var all = (await api.Anonymous.Read($"/v1/reviews?id={review.Id}{view}")).Is(200).At("/items/0")!.AsObject();
            var some = (await api.Anonymous.Read($"/v1/reviews?id={review.Id}{view}&fields={fields}")).Is(200).At("/items/0")!.AsObject();
            Assert.Equal(expected.Split(' '), some.Select(member => member.Key));
            Assert.All(some, member => Assert.True(JsonNode.DeepEquals(all[member.Key], member.Value)));
        }
    }

    [Fact]
    public async Task Given_every_member_of_a_whole_review_when_asked_for_alone_then_it_comes_with_the_id()
    {
        var review = await api.Desk.Published(Example.Full());
        foreach (var (name, value) in review.Body)
        {
            var item = (await api.Anonymous.Read($"/v1/reviews?id={review.Id}&view=full&fields={name}")).Is(200).At("/items/0")!.AsObject();
            Assert.Equal(new[] { "id", name }.Distinct(), item.Select(member => member.Key));
            Assert.True(JsonNode.DeepEquals(value, item[name]), name);
        }
    }

    [Fact]
    public async Task Given_any_list_of_reviews_when_asked_for_members_then_its_items_have_these()
    {
        var word = $"w{Guid.NewGuid():N}";
        var review = await api.Desk.PublishWith(("/sections/picture", $$"""{ "text": "A {{word}} picture." }"""));
        var draft = await api.Desk.Created();
        foreach (var list in review.Lists(word))
        {
            var answer = (await api.Anonymous.Read($"{list}fields=slug&count=exact")).Is(200);
            Assert.NotNull(answer.At("/total"));
            Assert.Equal(
                (list, $$"""{"id":"{{review.Id}}","slug":"{{review.Text("/slug")}}"}"""), (list, answer.At("/items/0")!.ToJsonString()));
        }
        var desk = (await api.Desk.Read("/v1/reviews?status=draft&fields=status&limit=100")).Is(200).At("/items")!.AsArray();
        Assert.Contains($$"""{"id":"{{draft.Id}}","status":"draft"}""", desk.Select(item => item!.ToJsonString()));
    }

    [Fact]
    public async Task Given_words_when_asked_for_members_then_match_is_shown_only_where_it_is_one_of_them()
    {
        var word = $"w{Guid.NewGuid():N}";
        await api.Desk.PublishWith(("/sections/picture", $$"""{ "text": "A {{word}} picture." }"""));
        var all = (await api.Anonymous.Read($"/v1/reviews?q={word}")).Is(200).At("/items/0/match");
        var matched = (await api.Anonymous.Read($"/v1/reviews?q={word}&fields=slug,match")).Is(200).At("/items/0")!.AsObject();
        Assert.Equal(["id", "slug", "match"], matched.Select(member => member.Key));
        Assert.True(JsonNode.DeepEquals(all, matched["match"]));
        Assert.Null((await api.Anonymous.Read($"/v1/reviews?q={word}&fields=slug")).Is(200).At("/items/0/match"));
    }

    [Fact]
    public async Task Given_labels_too_when_asked_for_members_then_the_labels_are_of_these()
    {
        var review = await api.Desk.Published(Example.Full());
        var item = (await api.Anonymous.Read($"/v1/reviews?id={review.Id}&view=full&fields=license,sections&labels=de")).Is(200)
            .At("/items/0")!.AsObject();
        Assert.Equal(["id", "license", "sections", "labels"], item.Select(member => member.Key));
        var codes = item["labels"]!.AsObject().Select(label => label.Key).ToList();
        Assert.Superset(new[] { "CC-BY-4.0", "story", "picture", "scored" }.ToHashSet(), codes.ToHashSet());
        Assert.DoesNotContain("blu_ray", codes);
        Assert.DoesNotContain("overall", codes);
        Assert.Equal(
            "{}", (await api.Anonymous.Read($"/v1/reviews?id={review.Id}&fields=slug&labels=de")).At("/items/0/labels")!.ToJsonString());
    }

    [Fact]
    public async Task Given_pages_when_followed_with_members_then_the_next_ones_have_them_too_and_a_cursor_is_good_for_others()
    {
        var reviews = new[] { await api.Desk.Published(), await api.Desk.Published() }.Select(review => review.Id).ToList();
        var list = $"/v1/reviews?id={string.Join(',', reviews)}&limit=1";
        using var first = await api.Anonymous.Get($"{list}&fields=slug&labels=de");
        var next = first.Headers.GetValues("Link").Single();
        Assert.Contains("fields=slug", next, StringComparison.Ordinal);
        var second = (await api.Anonymous.Read(next[1..next.IndexOf('>', StringComparison.Ordinal)])).Is(200);
        Assert.Equal(["id", "slug", "labels"], second.At("/items/0")!.AsObject().Select(member => member.Key));
        var cursor = (await Answer.Of(first)).Text("/next");
        Assert.Equal(reviews[1], (await api.Anonymous.Read($"{list}&cursor={cursor}")).Is(200).Text("/items/0/id"));
    }

    [Theory]
    [InlineData("fields=slgu", "slug")]
    [InlineData("fields=film", "films")]
    [InlineData("fields=slug,rating", "overall")]
    [InlineData("fields=release.format", "release")]
    [InlineData("fields=sections.picture", "sections")]
    [InlineData("fields=Slug", "slug")]
    [InlineData("fields=", null)]
    [InlineData("fields=slug,", null)]
    [InlineData("fields=*", null)]
    public async Task Given_an_unknown_member_when_asked_for_then_400_names_the_nearest(string query, string? nearest)
    {
        foreach (var list in new[] { "/v1/reviews?", "/v1/reviews?q=film&", "/v1/reviews?status=draft&" })
        {
            var refused = (await api.Desk.Read($"{list}{query}")).Is(400);
            Assert.Equal((list, "fields"), (list, refused.Text("/errors/0/parameter")));
            if (nearest is not null)
                Assert.Matches($"Did you mean .*\\b{nearest}\\b", refused.Detail);
        }
    }

    [Fact]
    public async Task Given_a_list_when_asked_for_in_another_form_then_its_entity_tag_is_another_and_the_same_form_has_the_same()
    {
        var review = await api.Desk.Published(Example.Full());
        string[] forms =
        [
            "", "&view=full", "&labels=en", "&labels=de", "&labels=de&view=full", "&fields=slug", "&fields=slug,films",
            "&fields=slug&labels=de",
        ];
        var tags = new List<string>();
        foreach (var form in forms)
        {
            var list = $"/v1/reviews?id={review.Id}{form}";
            using var read = await api.Anonymous.Get(list);
            var tag = read.Headers.ETag!.ToString();
            using var again = await api.Anonymous.Get(list, ("If-None-Match", tag));
            Assert.Equal((form, 304), (form, (int)again.StatusCode));
            tags.Add(tag);
        }
        Assert.Equal(tags.Count, tags.Distinct().Count());
    }
}
