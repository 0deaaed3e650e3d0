using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Exchange;

/// <summary>All that is published as JSON lines: its content, its headers, its filters and its limits.</summary>
public sealed class ExportTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string Path = "/v1/reviews/export";

    [Fact]
    public async Task Given_reviews_when_exported_then_each_published_one_is_a_line_to_the_byte_and_no_other()
    {
        var live = new List<Answer> { await api.Desk.Published(Example.Full()), await api.Desk.Published() };
        var withdrawn = (await api.Desk.Act(await api.Desk.Published(), "withdraw")).Is(200);
        var draft = await api.Desk.Created();
        (await api.Desk.PatchDraft(live[0], """{ "headline": "A copy" }""")).Is(201);
        using var answer = await Export(Path);
        var lines = await Lines(answer);
        foreach (var review in live)
            Assert.Contains(await api.Anonymous.GetStringAsync(review.Path), lines);
        foreach (var hidden in new[] { withdrawn, draft })
            Assert.DoesNotContain(lines, line => line.Contains(hidden.Id, StringComparison.Ordinal));
        Assert.Equal(lines.Count, (await api.Anonymous.Read("/v1/reviews?count=exact&limit=1")).At("/total")!.GetValue<int>());
        Assert.Equal(
            ("application/x-ndjson", "public, no-cache", true),
            (answer.Content.Headers.ContentType!.ToString(), answer.Headers.CacheControl!.ToString(), answer.Headers.ETag is null));
    }

    [Fact]
    public async Task Given_an_export_when_followed_by_the_changes_after_it_then_nothing_is_missing_and_an_old_change_does_not_come()
    {
        var old = await api.Desk.Published();
        await api.Anonymous.ChangesOf(old, 1);
        using var answer = await Export(Path);
        var cursor = Cursor(answer);
        await Lines(answer);
        var later = await api.Desk.Published();
        await api.Anonymous.ChangesOf(later, 1, cursor);
        Assert.DoesNotContain((await api.Anonymous.Changes(cursor)).Changes, change => (string?)change["reviewId"] == old.Id);
        using var head = await api.Anonymous.Send("HEAD", Path);
        Assert.Equal(200, (int)head.StatusCode);
        Assert.DoesNotContain((await api.Anonymous.Changes(Cursor(head))).Changes, change => (string?)change["reviewId"] == later.Id);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Given_a_coding_when_exported_then_it_is_packed_and_the_same(string coding)
    {
        var review = await api.Desk.Published();
        using var answer = await Export($"{Path}?id={review.Id}", ("Accept-Encoding", coding));
        Assert.Equal([coding], answer.Content.Headers.ContentEncoding);
        await using var packed = await answer.Content.ReadAsStreamAsync();
        await using Stream body = coding == "br"
            ? new BrotliStream(packed, CompressionMode.Decompress)
            : new GZipStream(packed, CompressionMode.Decompress);
        using var reader = new StreamReader(body);
        Assert.Equal($"{await api.Anonymous.GetStringAsync(review.Path)}\n", await reader.ReadToEndAsync());
    }

    [Theory]
    [InlineData("format=blu_ray")]
    [InlineData("format=dvd,blu_ray&language=en")]
    [InlineData("license=CC-BY-4.0")]
    [InlineData("license=CC0-1.0")]
    [InlineData("picture.gte=9")]
    [InlineData("year.lte=1990")]
    [InlineData("q=sharper")]
    [InlineData("q=sharper&format=blu_ray&in=picture")]
    [InlineData("outlet=disc+weekly")]
    public async Task Given_filters_when_exported_then_it_has_what_the_list_has(string filters)
    {
        await api.Desk.Published(Example.Full());
        await api.Desk.Published();
        using var answer = await Export($"{Path}?{filters}");
        var exported = (await Lines(answer)).Select(line => (string)JsonNode.Parse(line)!["id"]!);
        Assert.Equal((await api.Anonymous.IdsOf($"/v1/reviews?{filters}")).Order(), exported.Order());
    }

    [Theory]
    [InlineData("format=nonsense", "format")]
    [InlineData("picture.gte=high", "picture.gte")]
    [InlineData("limit=5", "limit")]
    [InlineData("sort=title", "sort")]
    [InlineData("in=picture", "in")]
    public async Task Given_a_parameter_that_cannot_be_when_exported_then_400_names_it(string query, string parameter) =>
        Assert.Equal(parameter, (await api.Anonymous.Read($"{Path}?{query}")).Is(400).Text("/errors/0/parameter"));

    [Fact]
    public async Task Given_as_many_exports_as_a_caller_may_read_when_one_more_is_asked_for_then_429_until_one_has_ended_and_reads_go_on()
    {
        using var client = await api.NewClient(KeyCalls.Write);
        var body = Example.Review().Put("/sections/story/text", new string('x', 20_000)).Put("/notes", new string('y', 5_000));
        // What is not read fills what lies between: the export waits.
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 240), new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (_, _) => await api.Desk.Published(body.DeepClone().AsObject().Put("/films/0/title", Example.NewTitle())));
        var open = new List<HttpResponseMessage>();
        for (var number = 0; number < 3; number++)
            open.Add(await client.Begin("GET", Path));
        Assert.All(open, answer => Assert.Equal(200, (int)answer.StatusCode));
        using (var refused = await client.Begin("GET", Path))
            Assert.Equal((429, true), ((int)refused.StatusCode, refused.Headers.RetryAfter is not null));
        (await client.Read("/v1/reviews")).Is(200);
        using (var others = await Export(Path))
            Assert.Equal(200, (int)others.StatusCode);
        open.ForEach(answer => answer.Dispose());
        // Whoever hangs up gives the turn back.
        await Calls.Until(async () =>
        {
            using var again = await client.Begin("GET", Path);
            return again.IsSuccessStatusCode;
        });
    }

    Task<HttpResponseMessage> Export(string path, params (string Name, string Value)[] headers) =>
        Calls.Patiently(() => api.Anonymous.Begin("GET", path, null, headers), answer => (int)answer.StatusCode == 429);

    static string Cursor(HttpResponseMessage answer) => answer.Headers.GetValues("Changes-Cursor").Single();

    static async Task<IReadOnlyList<string>> Lines(HttpResponseMessage answer)
    {
        var text = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());
        Assert.True(text.Length == 0 || text.EndsWith('\n'));
        return [.. text.Split('\n')[..^1]];
    }
}
