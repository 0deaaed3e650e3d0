using System.Text.Json.Nodes;
using Dapper;
using Npgsql;

namespace ReviewApi.Tests.Exchange;

/// <summary>Cursors are of one history: of another database, or of one that was lost, they are refused, and the way on is shown.</summary>
public sealed class ChangeHistoryTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_the_cursor_of_another_database_when_sent_then_410_that_points_to_the_export()
    {
        var cursor = (string)Assert.Single(await api.Anonymous.ChangesOf(await api.Desk.Published(), 1))["cursor"]!;
        await using var database = await EmptyDatabase.Create(api);
        await using var app = await AppProcess.Serve(database.ConnectionString);
        using var client = await app.Client();
        using var gone = await client.GetAsync($"/v1/changes?after={cursor}");
        Assert.Equal((410, "</v1/reviews/export>; rel=\"alternate\""), ((int)gone.StatusCode, gone.Headers.GetValues("Link").Single()));
        Assert.Equal("/problems/gone", (await Answer.Of(gone)).Text("/type"));
        (await client.Read($"/v1/changes/stream?after={cursor}")).Is(410);
        using var stream = await client.Get("/v1/changes/stream", ("Last-Event-ID", cursor));
        Assert.Equal(410, (int)stream.StatusCode);
    }

    [Fact]
    public async Task Given_a_change_that_a_lost_server_had_when_its_cursor_is_sent_then_410()
    {
        var cursor = (string)Assert.Single(await api.Anonymous.ChangesOf(await api.Desk.Published(), 1))["cursor"]!;
        var next = await api.Desk.Published();
        var lost = (string)Assert.Single(await api.Anonymous.ChangesOf(next, 1, cursor))["cursor"]!;
        await using var connection = new NpgsqlConnection(api.ConnectionString);
        await connection.ExecuteAsync("delete from changes where review_id = @id", new { id = Guid.Parse(next.Id) });
        (await api.Anonymous.Read($"/v1/changes?after={lost}")).Is(410);
        (await api.Anonymous.Read($"/v1/changes?after={cursor}")).Is(200);
    }

    [Fact]
    public async Task Given_rows_that_came_from_another_database_when_served_then_all_are_told_and_new_ones_come_after_them()
    {
        await using var database = await EmptyDatabase.Create(api);
        string cursor;
        Answer first;
        await using (var app = await AppProcess.Serve(database.ConnectionString))
        {
            using var client = await app.Client();
            first = await client.Published();
            cursor = (string)Assert.Single(await client.ChangesOf(first, 1))["cursor"]!;
        }
        // As a dump restores it: the rows have ids of transactions that have not begun here, and the identity is another one.
        await database.Query<int>("""
            update changes set transaction_id = (transaction_id::text::numeric + 1000000000)::text::xid8;
            update change_feed set database = 'elsewhere';
            select 1
            """);
        await using var restored = await AppProcess.Serve(database.ConnectionString);
        using var desk = await restored.Client();
        (await desk.Read($"/v1/changes?after={cursor}")).Is(410);
        var second = await desk.Published();
        await desk.ChangesOf(second, 1);
        Assert.Equal([first.Id, second.Id], (await desk.Changes()).Changes.Select(change => (string)change["reviewId"]!));
        Assert.Equal(0, Assert.Single(await database.Query<int>(
            "select count(*)::int from changes where transaction_id >= pg_snapshot_xmax(pg_current_snapshot())")));
    }

    [Fact]
    public async Task Given_reviews_from_before_changes_were_noted_when_migrated_then_they_are_told_first_and_no_instance_reads_them_anew()
    {
        await using var database = await EmptyDatabase.Create(api);
        JsonObject noted;
        Answer before, after;
        await using (var app = await AppProcess.Serve(database.ConnectionString))
        {
            using var client = await app.Client();
            before = await client.Published();
            before = (await client.Patch(before, """{ "headline": "Second" }""")).Is(200);
            after = await client.Published();
            noted = Assert.Single(await client.ChangesOf(after, 1));
        }
        await database.Query<int>($"""
            drop table if exists webhook_deliveries, webhook_secrets, webhooks, change_feed, draft_evidence cascade;
            drop index if exists changes_feed_idx, changes_review_id_idx;
            delete from schema_migrations where name >= '0015';
            delete from changes where review_id = '{before.Id}';
            select 1
            """);
        await using var migrated = await AppProcess.Serve(database.ConnectionString);
        using var desk = await migrated.Client();
        await desk.ChangesOf(after, 1);
        var changes = (await desk.Changes()).Changes;
        Assert.Equal(["published 2", "published 1"], changes.InShort());
        Assert.Equal((before.Id, (string)before.Body["updatedAt"]!), ((string)changes[0]["reviewId"]!, (string)changes[0]["at"]!));
        Assert.Equal((string)noted["at"]!, (string)changes[1]["at"]!);
        Assert.Equal(["0"], await database.Query<string>($"select transaction_id::text from changes where review_id = '{before.Id}'"));
    }
}
