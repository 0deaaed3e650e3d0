using Npgsql;

namespace ReviewApi.Tests.Editorial;

/// <summary>A scheduled review that fails to go live keeps no other from it, and goes live itself once it can.</summary>
public sealed class ScheduledFailureTests(ClockedApi api) : IClassFixture<ClockedApi>
{
    static readonly TimeSpan Ahead = TimeSpan.FromHours(1);

    [Theory]
    [InlineData("draft")]
    [InlineData("published+draft")]
    public async Task Given_one_that_fails_each_time_when_the_times_come_then_those_after_it_go_live_and_it_does_later(string stage)
    {
        var (review, copy) = await Stage.Reach(api.Desk, stage);
        var failing = (await api.Desk.Schedule(copy ?? review, api.Clock.GetUtcNow() + Ahead)).Is(200);
        await Break(review.Id);
        var others = new List<Answer>();
        for (var minute = 1; minute <= 5; minute++)
            others.Add((await api.Desk.Schedule(
                (await Stage.Reach(api.Desk, "draft")).Review, api.Clock.GetUtcNow() + Ahead + TimeSpan.FromMinutes(minute))).Is(200));

        api.Clock.Advance(Ahead + TimeSpan.FromMinutes(6));

        foreach (var other in others)
            await api.Anonymous.Until(other.Path, read => read.Text("/status") == "published");
        var told = (await api.Desk.Until($"{failing.Path}/draft", draft => draft.At("/lastMove/note") is not null)).Is(200);
        Assert.Equal(
            ("scheduled", failing.Text("/publishAt"), "schedule"),
            (told.Text("/status"), told.Text("/publishAt"), told.Text("/lastMove/by")));

        await Mend(review.Id);
        api.Clock.Advance(TimeSpan.FromMinutes(6));
        await api.Anonymous.Until(failing.Path, read =>
            read.Text("/status") == "published" && read.Text("/revision") == failing.Text("/revision"));
    }

    [Fact]
    public async Task Given_one_that_fails_when_the_desk_takes_its_date_back_or_gives_another_then_that_holds()
    {
        var failing = (await api.Desk.Schedule((await Stage.Reach(api.Desk, "draft")).Review, api.Clock.GetUtcNow() + Ahead)).Is(200);
        await Break(failing.Id);
        api.Clock.Advance(Ahead);
        var told = await api.Desk.Until(failing.Path, read =>
            read.At("/lastMove/note") is not null && (string?)read.At("/lastMove/by") == "schedule");

        var draft = (await api.Desk.Act(told, "unschedule")).Is(200);
        await Mend(failing.Id);
        var again = (await api.Desk.Schedule(draft, api.Clock.GetUtcNow() + TimeSpan.FromSeconds(2))).Is(200);
        api.Clock.Advance(TimeSpan.FromSeconds(2));
        await api.Anonymous.Until(again.Path, read => read.Text("/status") == "published");
    }

    [Fact]
    public async Task Given_one_that_fails_when_its_time_comes_then_it_is_counted_as_postponed_and_not_as_live()
    {
        await using var database = await EmptyDatabase.Create(api);
        await using var app = AppProcess.Start(
            ["--urls", "http://127.0.0.1:0"], ("ConnectionStrings__Reviews", database.ConnectionString),
            ("Auth__AdminKey", ApiFixture.AdminKey), ("Metrics__Prometheus", "true"));
        using var desk = await app.Client();
        await desk.UntilReady(seconds: 90);
        var draft = (await desk.Create(Example.Review())).Is(201);
        await Break(draft.Id, database.ConnectionString);

        (await desk.Schedule(draft, DateTimeOffset.UtcNow + TimeSpan.FromSeconds(1))).Is(200);

        var metrics = "";
        await Calls.Until(async () =>
            (metrics = await desk.GetStringAsync("/metrics")).Contains("outcome=\"postponed\"", StringComparison.Ordinal));
        Assert.DoesNotContain("outcome=\"live\"", metrics, StringComparison.Ordinal);
    }

    Task Break(string reviewId) => Break(reviewId, api.ConnectionString);

    // Whatever it is, it fails whenever the review is listed.
    static async Task Break(string reviewId, string connectionString) => await Execute(connectionString, $"""
        create or replace function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$;
        create trigger "refuse_{reviewId}" before insert or update on listings
        for each row when (new.review_id = '{reviewId}') execute function refuse()
        """);

    async Task Mend(string reviewId) => await Execute(api.ConnectionString, $"""drop trigger "refuse_{reviewId}" on listings""");

    static async Task Execute(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
