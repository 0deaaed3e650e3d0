using System.Text.Json.Nodes;
using Dapper;
using Npgsql;

namespace ReviewApi.Tests.Exchange;

/// <summary>
/// Many write at once; whoever reads on all the time misses nothing, and each review's changes come in the order of revisions.
/// </summary>
public sealed class ChangeRaceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const int Writers = 8;
    static readonly int Rounds = 6 * Soak.Factor;

    [Fact]
    public async Task Given_many_writers_when_a_reader_goes_on_from_cursor_to_cursor_then_every_change_comes_once_and_in_order()
    {
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => Write(writer))));
        var read = new List<JsonObject>();
        string? cursor = null;
        do
            cursor = await Follow(read, cursor);
        while (!writing.IsCompleted);
        await writing;
        await using var connection = new NpgsqlConnection(api.ConnectionString);
        var committed = await connection.ExecuteScalarAsync<int>("select count(*) from changes where kind not in ('corrected', 'derived')");
        await Calls.Until(async () =>
        {
            cursor = await Follow(read, cursor);
            return read.Count >= committed;
        });

        Assert.Equal(committed, read.Count);
        Assert.Equal(committed, read.Select(change => (string)change["cursor"]!).Distinct().Count());
        Assert.Equal(
            read.Select(change => change.ToJsonString()), (await api.Anonymous.Changes()).Changes.Select(change => change.ToJsonString()));
        foreach (var review in read.Where(change => change["reviewId"] is not null).GroupBy(change => (string)change["reviewId"]!))
            Assert.Equal(
                review.Select(change => (int)change["revision"]!), review.Select(change => (int)change["revision"]!).Order());
    }

    [Fact]
    public async Task Given_a_merge_that_waits_for_one_review_when_another_is_changed_meanwhile_then_its_changes_stay_in_order()
    {
        var film = CatalogueCalls.Film();
        var reviews = new List<Answer>();
        for (var number = 0; number < 3; number++)
            reviews.Add(await api.Desk.Published(CatalogueCalls.Review(film.DeepClone().AsObject())));
        var into = await api.Desk.Published();
        await using var connection = new NpgsqlConnection(api.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(
            "select from reviews where review_id = @id for update", new { id = Guid.Parse(reviews[1].Id) }, transaction);
        var merging = Calls.Patiently(
            () => api.Desk.Merge(reviews[0].FilmPath(), into.FilmPath()), answer => (int)answer.Status == 503);
        await using var other = new NpgsqlConnection(api.ConnectionString);
        await Calls.Until(async () => await other.ExecuteScalarAsync<bool>(
            "select exists (select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database())"));
        var changed = (await api.Desk.Patch(reviews[2], """{ "headline": "Two" }""")).Is(200);
        (await api.Desk.Patch(changed, """{ "headline": "Three" }""")).Is(200);
        await transaction.RollbackAsync();
        (await merging).Is(200);

        Assert.Equal(
            ["published 1", "updated 2", "updated 3", "updated 3"], (await api.Anonymous.ChangesOf(reviews[2], 4)).InShort());
    }

    async Task<string> Follow(List<JsonObject> read, string? cursor)
    {
        var (changes, next) = await api.Anonymous.Changes(cursor, limit: 10);
        read.AddRange(changes);
        return next;
    }

    // Reviews of its own, among films that all have in common, so that the writers wait for each other.
    async Task Write(int writer)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var review = await api.Desk.Published(CatalogueCalls.Review(
                CatalogueCalls.Film($"Common {round % 3}"), CatalogueCalls.Film($"Own {writer} {round}")));
            review = await Done(() => api.Desk.Patch(review, """{ "headline": "Changed" }"""));
            review = await Done(() => api.Desk.Act(review, "withdraw"));
            await Done(() => api.Desk.Act(review, "restore"));
        }
    }

    static async Task<Answer> Done(Func<Task<Answer>> send) => (await Moves.Answered(send)).Is(200);
}
