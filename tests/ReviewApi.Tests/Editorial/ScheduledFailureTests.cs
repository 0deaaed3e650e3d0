using Npgsql;
using ReviewApi.Tests.Access;
using ReviewApi.Tests.Reviews;

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
            others.Add((await api.Desk.Schedule((await Stage.Reach(api.Desk, "draft")).Review, api.Clock.GetUtcNow() + Ahead + TimeSpan.FromMinutes(minute))).Is(200));

        api.Clock.Advance(Ahead + TimeSpan.FromMinutes(6));

        foreach (var other in others)
            await api.Anonymous.Until(other.Path, read => read.Text("/status") == "published");
        Assert.Equal(("scheduled", failing.ETag), ((await api.Desk.Draft(failing)).Text("/status"), (await api.Desk.Draft(failing)).ETag));

        await Mend(review.Id);
        api.Clock.Advance(TimeSpan.FromMinutes(6));
        await api.Anonymous.Until(failing.Path, read => read.Text("/status") == "published" && read.Text("/revision") == failing.Text("/revision"));
    }

    [Fact]
    public async Task Given_one_that_fails_when_the_desk_takes_its_date_back_or_gives_another_then_that_holds()
    {
        var failing = (await api.Desk.Schedule((await Stage.Reach(api.Desk, "draft")).Review, api.Clock.GetUtcNow() + Ahead)).Is(200);
        await Break(failing.Id);
        api.Clock.Advance(Ahead);
        await Attempted(failing.Id);

        var draft = (await api.Desk.Act(failing, "unschedule")).Is(200);
        await Mend(failing.Id);
        var again = (await api.Desk.Schedule(draft, api.Clock.GetUtcNow() + TimeSpan.FromSeconds(2))).Is(200);
        api.Clock.Advance(TimeSpan.FromSeconds(2));
        await api.Anonymous.Until(again.Path, read => read.Text("/status") == "published");
    }

    // Whatever it is, it fails whenever the review is listed.
    async Task Break(string reviewId) => await Execute($"""
        create or replace function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$;
        create trigger "refuse_{reviewId}" before insert or update on listings for each row when (new.review_id = '{reviewId}') execute function refuse()
        """);

    async Task Mend(string reviewId) => await Execute($"""drop trigger "refuse_{reviewId}" on listings""");

    async Task Attempted(string reviewId)
    {
        await using var source = NpgsqlDataSource.Create(api.ConnectionString);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            await using var command = source.CreateCommand($"select count(*) from postponed_publications where review_id = '{reviewId}'");
            if ((long)(await command.ExecuteScalarAsync(patience.Token))! > 0)
                return;
            await Task.Delay(20, patience.Token);
        }
    }

    async Task Execute(string sql)
    {
        await using var source = NpgsqlDataSource.Create(api.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
