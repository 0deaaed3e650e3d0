using Npgsql;

namespace ReviewApi.Tests.Access;

/// <summary>The real app with four connections, whose statements wait as long as a test holds what they need.</summary>
public sealed class SmallPoolApi : ApiFixture
{
    protected override IEnumerable<(string Name, string Value)> Settings =>
    [
        ("ConnectionStrings:Reviews",
            $"{ConnectionString};Maximum Pool Size=4;Command Timeout=60;Options=-c lock_timeout=60000 -c enable_seqscan=off"),
    ];
}

/// <summary>Dear questions of one caller wait for each other, and hold up neither simple reads nor other callers.</summary>
public sealed class DearQuestionTests(SmallPoolApi api) : IClassFixture<SmallPoolApi>
{
    [Fact]
    public async Task Given_many_dear_questions_that_do_not_end_when_others_ask_then_they_are_answered_and_the_surplus_is_refused()
    {
        var review = await api.Desk.Published(Example.Review());
        // The cursor's key and what else is read once.
        (await api.Anonymous.Read("/v1/reviews?q=told&limit=1")).Is(200);
        string[] dear = ["/v1/reviews?q=told", "/v1/reviews/facets?q=told", "/feeds/reviews.atom?q=told", "/v1/reviews?q=told&in=story"];
        List<Task<HttpResponseMessage>> asked;
        Task<HttpResponseMessage> ofAnother;
        await using (var connection = new NpgsqlConnection(api.ConnectionString))
        {
            await connection.OpenAsync();
            await using var hold = await connection.BeginTransactionAsync();
            await Execute(connection, "lock table listing_texts in access exclusive mode");
            asked = [.. Enumerable.Range(0, 40).Select(number => api.Anonymous.GetAsync(dear[number % dear.Length]))];
            await Waiting(connection, 1);
            ofAnother = api.Desk.GetAsync("/v1/reviews?q=told");
            await Waiting(connection, 2);
            for (var number = 0; number < 8; number++)
            {
                (await api.Anonymous.Read($"/v1/reviews/{review.Id}")).Is(200);
                (await api.Anonymous.Read("/v1/reviews?limit=1")).Is(200);
            }
            // All but the first are refused: at once, or when they have waited long enough.
            var running = asked.ToList();
            while (running.Count > 1)
            {
                var ended = await Task.WhenAny(running);
                running.Remove(ended);
                Assert.Equal((429, true), ((int)(await ended).StatusCode, (await ended).Headers.RetryAfter?.Delta > TimeSpan.Zero));
            }
            Assert.False(running.Single().IsCompleted || ofAnother.IsCompleted);
            (await api.Anonymous.Read($"/v1/reviews/{review.Id}")).Is(200);
        }
        Assert.Equal(200, (int)(await ofAnother).StatusCode);
        Assert.Equal(1, (await Task.WhenAll(asked)).Count(answer => (int)answer.StatusCode == 200));
        (await api.Anonymous.Read("/v1/reviews?q=told")).Is(200);
    }

    [Fact]
    public async Task Given_more_callers_than_there_are_turns_when_these_do_not_end_then_503_with_the_time_to_come_again()
    {
        var review = await api.Desk.Published(Example.Review());
        var keys = new[] { await Client(), await Client() };
        await using var connection = new NpgsqlConnection(api.ConnectionString);
        await connection.OpenAsync();
        Task<HttpResponseMessage>[] held;
        await using (var hold = await connection.BeginTransactionAsync())
        {
            await Execute(connection, "lock table listing_texts in access exclusive mode");
            held = [.. keys.Select(key => key.GetAsync("/v1/reviews?q=told"))];
            await Waiting(connection, 2);
            foreach (var path in new[]
            {
                "/v1/reviews?q=told", "/v1/reviews/facets?q=told", $"{review.FilmPath()}/releases", "/v1/films?q=film",
            })
            {
                using var refused = await api.Anonymous.GetAsync(path);
                Assert.Equal((path, 503, true), (path, (int)refused.StatusCode, refused.Headers.RetryAfter?.Delta > TimeSpan.Zero));
            }
            foreach (var path in new[]
            {
                $"/v1/reviews/{review.Id}", "/v1/reviews?format=dvd", "/v1/reviews?film=qz", "/v1/reviews/facets", "/v1/films",
                "/v1/reviews/facets?facet=format&format=dvd", review.FilmPath(),
            })
                (await api.Anonymous.Read(path)).Is(200);
        }
        Assert.All(await Task.WhenAll(held), answer => Assert.Equal(200, (int)answer.StatusCode));
    }

    async Task<HttpClient> Client() => api.Client((await api.Desk.CreateKey(KeyCalls.Write)).Text("/secret"));

    static async Task Waiting(NpgsqlConnection connection, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await Scalar(connection, "select count(*) from pg_locks where relation = 'listing_texts'::regclass and not granted") < count)
            await Task.Delay(20, patience.Token);
    }

    static async Task<long> Scalar(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
