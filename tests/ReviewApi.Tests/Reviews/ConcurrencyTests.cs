using System.Net;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Reviews;

public sealed class ConcurrencyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const int Clients = 50;

    [Fact]
    public async Task Given_one_film_and_release_when_posted_by_50_at_once_then_each_is_kept_under_a_slug_of_its_own()
    {
        var ean = Example.NewEan();
        var title = Example.NewTitle();
        var answers = await AtOnce(_ => api.Desk.Published(Example.Review(title).Put("/release/barcode", ean)));

        Assert.Equal(Clients, answers.Select(answer => answer.Text("/slug")).Distinct().Count());
        Assert.Equal(Clients, answers.Select(answer => answer.Id).Distinct().Count());
        Assert.Single(answers.Select(answer => answer.Text("/films/0/id")).Distinct());
        Assert.Single(answers.Select(answer => answer.Text("/release/id")).Distinct());
        Assert.Single(answers.Select(answer => answer.Text("/reviewers/0/id")).Distinct());
        foreach (var answer in answers)
            Assert.Equal(answer.Id, (await api.Anonymous.Read($"/v1/reviews/{answer.Text("/slug")}")).Is(200).Id);
    }

    [Fact]
    public async Task Given_one_source_when_posted_by_50_at_once_then_one_is_kept_and_the_others_are_told_where_it_is()
    {
        var sent = Example.Full();
        var answers = await AtOnce(_ => api.Desk.Publish(sent.Copy()));

        var kept = Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        foreach (var refused in answers.Where(answer => answer != kept))
        {
            refused.Is(409);
            Assert.Equal(kept.Path, refused.Text("/conflictsWith"));
        }
    }

    [Fact]
    public async Task Given_one_ETag_when_50_put_at_once_then_one_wins_and_the_others_get_412()
    {
        var read = (await api.Desk.Publish(Example.Review())).Is(201);
        var answers = await AtOnce(number => api.Desk.Put(read, read.Body.Copy().Put("/headline", $"Number {number}")));

        var winner = Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer != winner), answer => answer.Is(412));
        var stored = (await api.Anonymous.Read(read.Path)).Is(200);
        Assert.Equal((winner.ETag, "2", winner.Text("/headline")), (stored.ETag, stored.Text("/revision"), stored.Text("/headline")));
    }

    [Fact]
    public async Task Given_one_ETag_when_put_patched_and_deleted_at_once_then_exactly_one_happens()
    {
        var read = (await api.Desk.Create(Example.Review())).Is(201);
        var answers = await AtOnce(number => (number % 3) switch
        {
            0 => api.Desk.Put(read, read.Body.Copy().Put("/headline", $"Number {number}")),
            1 => api.Desk.Patch(read, $$"""{ "headline": "Number {{number}}" }"""),
            _ => api.Desk.Delete(read),
        });

        var won = Assert.Single(answers, answer => answer.Status is HttpStatusCode.OK or HttpStatusCode.NoContent);
        Assert.All(
            answers.Where(answer => answer != won),
            answer => Assert.Contains(answer.Status, new[] { HttpStatusCode.PreconditionFailed, HttpStatusCode.NotFound }));
        (await api.Desk.Read(read.Path)).Is(won.Status == HttpStatusCode.OK ? 200 : 404);
    }

    [Fact]
    public async Task Given_200_read_modify_writes_with_retries_when_done_by_20_clients_then_all_are_there()
    {
        var created = (await api.Desk.Create(Example.Parse("""{ "notes": "0" }"""))).Is(201);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Increment(created.Path, times: 10)));

        var read = (await api.Desk.Read(created.Path)).Is(200);
        Assert.Equal(("200", "201"), (read.Text("/notes"), read.Text("/revision")));
    }

    [Fact]
    public async Task Given_two_reviews_when_put_to_one_source_at_once_then_only_one_has_it()
    {
        var one = (await api.Desk.Create(Example.Full())).Is(201);
        var other = (await api.Desk.Create(Example.Full())).Is(201);
        var free = Guid.NewGuid().ToString();

        var answers = await Task.WhenAll(
            new[] { one, other }.Select(read => api.Desk.Put(read, read.Body.Copy().Put("/source/externalId", free))));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(answer => answer.Status).Order());
        var stored = await Task.WhenAll(new[] { one, other }.Select(read => api.Desk.Read(read.Path)));
        Assert.Single(stored, review => review.Text("/source/externalId") == free);
    }

    async Task Increment(string path, int times)
    {
        while (times > 0)
        {
            var read = (await api.Desk.Read(path)).Is(200);
            var written = await api.Desk.Patch(
                read, new JsonObject { ["notes"] = $"{int.Parse(read.Text("/notes")!, null) + 1}" }.ToJsonString());
            if (written.Status != HttpStatusCode.PreconditionFailed)
            {
                written.Is(200);
                times--;
            }
        }
    }

    static Task<Answer[]> AtOnce(Func<int, Task<Answer>> send) =>
        Task.WhenAll(Enumerable.Range(0, Clients).Select(number => Task.Run(() => send(number))));
}
