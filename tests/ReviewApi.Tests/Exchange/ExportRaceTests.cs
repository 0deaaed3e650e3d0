using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using Npgsql;

namespace ReviewApi.Tests.Exchange;

/// <summary>An export while many write, and the changes after it, make exactly what is live in the end.</summary>
public sealed class ExportRaceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const int Writers = 6;
    static readonly int Rounds = 8 * Soak.Factor;

    [Theory]
    [InlineData("")]
    [InlineData("?format=blu_ray")]
    public async Task Given_writers_at_work_when_exported_and_followed_then_the_copy_is_what_is_live_to_the_byte(string filter)
    {
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => Write(writer))));
        var copies = new List<(Dictionary<string, string> Reviews, string Cursor)>();
        do
            copies.Add(await Export(filter));
        while (!writing.IsCompleted);
        await writing;
        await using var connection = new NpgsqlConnection(api.ConnectionString);
        var committed = await connection.ExecuteScalarAsync<int>("select count(*) from changes where kind not in ('corrected', 'derived')");
        await api.Anonymous.ChangesUntil(null, _ => true, committed);
        var live = (await Export(filter)).Reviews;
        var all = (await Export("")).Reviews;

        foreach (var (reviews, cursor) in copies)
        {
            foreach (var change in (await api.Anonymous.Changes(cursor, more: "&include=review")).Changes)
                if ((string?)change["reviewId"] is { } id)
                {
                    reviews.Remove(id);
                    if (change["review"] is not null && (filter.Length == 0 || IsBluRay(all[id])))
                        reviews[id] = all[id];
                }
            Assert.Equal(live.OrderBy(one => one.Key), reviews.OrderBy(one => one.Key));
        }
    }

    // Each line as it came; the moment is a whole one.
    async Task<(Dictionary<string, string> Reviews, string Cursor)> Export(string filter)
    {
        using var answer = await Calls.Patiently(
            () => api.Anonymous.Begin("GET", $"/v1/reviews/export{filter}"), answer => (int)answer.StatusCode is 429 or 503);
        Assert.Equal(200, (int)answer.StatusCode);
        var lines = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()).Split('\n')[..^1];
        var reviews = lines.ToDictionary(line => (string)JsonNode.Parse(line)!["id"]!);
        if (filter.Length > 0)
            Assert.All(reviews.Values, review => Assert.True(IsBluRay(review)));
        return (reviews, answer.Headers.GetValues("Changes-Cursor").Single());
    }

    static bool IsBluRay(string review) => (string?)JsonNode.Parse(review)!["release"]!["format"] == "blu_ray";

    async Task Write(int writer)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var review = await api.Desk.Published(Example.Review($"Own {writer} {round}"));
            review = await Done(() => api.Desk.Patch(review, """{ "release": { "format": "dvd" } }"""));
            review = await Done(() => api.Desk.Act(review, "withdraw"));
            if (round % 3 == 0)
                continue;
            review = await Done(() => api.Desk.Act(review, "restore"));
            if (round % 2 == 0)
                await Done(() => api.Desk.Patch(review, """{ "release": { "format": "blu_ray" } }"""));
        }
    }

    static async Task<Answer> Done(Func<Task<Answer>> send) => (await Moves.Answered(send)).Is(200);
}
