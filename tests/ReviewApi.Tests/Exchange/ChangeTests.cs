using System.Text.Json.Nodes;
using Dapper;
using Npgsql;

namespace ReviewApi.Tests.Exchange;

/// <summary>What has changed, as it is listed: its types, its pages and its cursors.</summary>
public sealed class ChangeTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_a_review_when_it_goes_through_its_life_then_each_step_that_readers_see_is_a_change_in_the_order_of_revisions()
    {
        var review = (await api.Desk.Created(Example.Review()));
        review = (await api.Desk.Patch(review, """{ "headline": "Before" }""")).Is(200);
        review = (await api.Desk.Act(review, "publish")).Is(200);
        review = (await api.Desk.Patch(review, """{ "headline": "Live" }""")).Is(200);
        var copy = (await api.Desk.PatchDraft(review, """{ "headline": "Copy" }""")).Is(201);
        review = (await api.Desk.Act(copy, "publish")).Is(200);
        review = (await api.Desk.Act(review, "withdraw")).Is(200);
        (await api.Desk.Act(review, "restore")).Is(200);

        var changes = await api.Anonymous.ChangesOf(review, 5);

        Assert.Equal(["published 2", "updated 3", "updated 4", "withdrawn 4", "restored 4"], changes.InShort());
        Assert.All(changes, change => Assert.Equal(["cursor", "type", "reviewId", "revision", "at"], change.Select(member => member.Key)));
        var times = changes.Select(change => (DateTimeOffset)change["at"]!).ToList();
        Assert.Equal(times.Order(), times);
        Assert.Equal(5, changes.Select(change => (string)change["cursor"]!).Distinct().Count());
    }

    [Theory]
    [InlineData("films", "filmId")]
    [InlineData("releases", "releaseId")]
    public async Task Given_two_things_when_one_is_merged_into_the_other_then_that_is_a_change_and_its_reviews_are_updated(
        string kind, string member)
    {
        var (one, other) = (await api.Desk.Published(), await api.Desk.Published());
        var (from, into) = (one.PathOf(kind).Split('/')[^1], other.PathOf(kind).Split('/')[^1]);
        (await api.Desk.Merge(one.PathOf(kind), into)).Is(200);
        var merged = Assert.Single(await api.Anonymous.ChangesUntil(null, change => (string?)change[member] == from, 1));
        Assert.Equal(["cursor", "type", member, "into", "at"], merged.Select(part => part.Key));
        Assert.Equal(("merged", into), ((string)merged["type"]!, (string)merged["into"]!));
        Assert.Equal(["published 1", "updated 1"], (await api.Anonymous.ChangesOf(one, 2)).InShort());
    }

    [Fact]
    public async Task Given_corrections_and_drafts_when_listed_then_they_are_no_changes()
    {
        var review = await api.Desk.Published();
        var published = Assert.Single(await api.Anonymous.ChangesOf(review, 1));
        (await api.Desk.Correct(review.FilmPath(), """{ "sortTitle": "Sorted" }""")).Is(200);
        await api.Desk.Created();
        (await api.Desk.PatchDraft(review, """{ "headline": "Copy" }""")).Is(201);
        var last = await api.Desk.Published();
        Assert.Equal(
            [last.Id],
            (await api.Anonymous.ChangesUntil((string)published["cursor"]!, _ => true, 1)).Select(change => (string)change["reviewId"]!));
    }

    [Fact]
    public async Task Given_changes_when_read_page_by_page_then_none_is_repeated_or_skipped_and_each_cursor_leads_on_from_its_change()
    {
        var reviews = new List<Answer>();
        for (var number = 0; number < 7; number++)
            reviews.Add(await api.Desk.Published());
        await api.Anonymous.ChangesOf(reviews[^1], 1);
        var all = (await api.Anonymous.Changes()).Changes;
        foreach (var limit in new[] { 1, 2, 5 })
            Assert.Equal(all.Select(Text), (await api.Anonymous.Changes(limit: limit)).Changes.Take(all.Count).Select(Text));
        for (var index = 0; index < all.Count; index++)
        {
            var next = (await api.Anonymous.Read($"/v1/changes?limit=1&after={all[index]["cursor"]}")).Is(200);
            Assert.Equal(index + 1 < all.Count ? Text(all[index + 1]) : null, next.At("/items/0") is JsonObject item ? Text(item) : null);
        }
        var (rest, cursor) = await api.Anonymous.Changes((string)all[^1]["cursor"]!);
        Assert.Empty(rest);
        Assert.Equal((string)all[^1]["cursor"]!, cursor);
    }

    [Fact]
    public async Task Given_include_review_when_listed_then_the_reviews_are_there_as_they_are_now_to_the_byte()
    {
        var (review, other) = (await api.Desk.Published(Example.Full()), await api.Desk.Published());
        review = (await api.Desk.Patch(review, """{ "headline": "Newer" }""")).Is(200);
        (await api.Desk.Act(other, "withdraw")).Is(200);
        var changes = await api.Anonymous.ChangesOf(review, 2, more: "&include=review");
        var withdrawn = await api.Anonymous.ChangesOf(other, 2, more: "&include=review");
        var read = await api.Anonymous.GetStringAsync(review.Path);
        Assert.All(changes, change => Assert.Equal(read, change["review"]!.ToJsonString(Relaxed)));
        Assert.All(withdrawn, change => Assert.Null(change["review"]));
        Assert.All(await api.Anonymous.ChangesOf(review, 2), change => Assert.Null(change["review"]));
    }

    [Fact]
    public async Task Given_a_page_when_its_tag_is_sent_then_304_until_something_changes()
    {
        var published = Assert.Single(await api.Anonymous.ChangesOf(await api.Desk.Published(), 1));
        var path = $"/v1/changes?after={published["cursor"]}";
        using var first = await api.Anonymous.Get(path);
        using var unchanged = await api.Anonymous.Get(path, ("If-None-Match", first.Headers.ETag!.ToString()));
        Assert.Equal(("public, no-cache", 304), (first.Headers.CacheControl!.ToString(), (int)unchanged.StatusCode));
        await api.Desk.Published();
        await api.Anonymous.ChangesUntil((string)published["cursor"]!, _ => true, 1);
        using var changed = await api.Anonymous.Get(path, ("If-None-Match", first.Headers.ETag!.ToString()));
        Assert.Equal(200, (int)changed.StatusCode);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("include=everything")]
    [InlineData("after=")]
    [InlineData("after=nonsense")]
    [InlineData("after=a.b.c")]
    [InlineData("cursor=x")]
    public async Task Given_a_parameter_that_cannot_be_when_listed_then_400_names_it(string query)
    {
        var refused = (await api.Anonymous.Read($"/v1/changes?{query}")).Is(400);
        Assert.Equal(query.Split('=')[0], refused.Text("/errors/0/parameter"));
    }

    [Fact]
    public async Task Given_a_cursor_when_any_letter_of_it_is_altered_then_400()
    {
        var cursor = (string)Assert.Single(await api.Anonymous.ChangesOf(await api.Desk.Published(), 1))["cursor"]!;
        for (var place = 0; place < cursor.Length; place++)
        {
            var altered = $"{cursor[..place]}{(cursor[place] == 'a' ? 'b' : 'a')}{cursor[(place + 1)..]}";
            var refused = (await api.Anonymous.Read($"/v1/changes?after={altered}")).Is(400);
            Assert.Equal("after", refused.Text("/errors/0/parameter"));
        }
        (await api.Anonymous.Read($"/v1/changes?after={cursor[..^1]}")).Is(400);
        (await api.Anonymous.Read($"/v1/changes?after={cursor}a")).Is(400);
        (await api.Anonymous.Read($"/v1/changes?after={new string('a', 10_000)}")).Is(400);
    }

    [Fact]
    public async Task Given_a_transaction_that_stays_open_when_others_publish_then_their_changes_are_held_until_it_ends_and_health_says_so()
    {
        var before = (string)Assert.Single(await api.Anonymous.ChangesOf(await api.Desk.Published(), 1))["cursor"]!;
        await using var connection = new NpgsqlConnection(api.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("select pg_current_xact_id()");
        var review = await api.Desk.Published();
        Assert.Empty((await api.Anonymous.Changes(before)).Changes);
        await api.Desk.Until("/health/ready", ready => (double?)ready.At("/changesHeldSeconds") > 1);
        Assert.Null((await api.Anonymous.Read("/health/ready")).Is(200).At("/changesHeldSeconds"));
        await transaction.RollbackAsync();
        await api.Anonymous.ChangesOf(review, 1, before);
    }

    static readonly System.Text.Json.JsonSerializerOptions Relaxed =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static string Text(JsonObject change) => change.ToJsonString();
}
