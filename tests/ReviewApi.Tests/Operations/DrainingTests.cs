using System.Net;
using ReviewApi.LocalPostgres;
using ReviewApi.Tests.Exchange.Imports;
using Xunit.Abstractions;

namespace ReviewApi.Tests.Operations;

/// <summary>A service that is asked to stop goes on until whoever spreads the requests has noticed.</summary>
public sealed class DrainingTests(ApiFixture api, ITestOutputHelper output) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_a_time_to_drain_when_asked_to_stop_then_it_is_not_ready_serves_all_and_finishes_what_runs_before_it_ends()
    {
        await using var app = AppProcess.Start(
            ["--urls", "http://127.0.0.1:0"], ("ConnectionStrings__Reviews", api.ConnectionString),
            ("Auth__AdminKey", ApiFixture.AdminKey), ("Shutdown__DrainSeconds", "3"));
        using var client = await app.Client();
        await client.UntilReady();
        var review = (await client.Publish(Example.Review())).Is(201);
        using var stream = await Exchange.EventReader.Open(client);
        Assert.Equal(review.Id, (string?)(await stream.Next())!.Value.Data["reviewId"]);
        var slow = client.PostAsync("/v1/reviews", new Trickle(Example.Review().ToJsonString(), TimeSpan.FromSeconds(6)));

        var lines = Enumerable.Range(0, 2).Select(_ => ImportCalls.Sourced().ToJsonString());
        var import = client.PostAsync(
            ImportCalls.Path("draft"),
            new Trickle(string.Join($"\n{new string(' ', 60_000)}\n", lines), TimeSpan.FromSeconds(6), ImportCalls.MediaType));

        await app.Signal("TERM");

        await Calls.Until(async () => (int)(await client.Read("/health/ready")).Status == 503);
        Assert.Equal("""["draining"]""", (await client.Read("/health/ready")).Is(503).At("/reasons")!.ToJsonString());
        (await client.Read("/health/live")).Is(200);
        using (var read = await client.Get(review.Path))
            Assert.Equal((200, true), ((int)read.StatusCode, read.Headers.ConnectionClose));
        var meanwhile = (await client.Publish(Example.Review())).Is(201);
        Assert.Equal(meanwhile.Id, (string?)(await stream.Next())!.Value.Data["reviewId"]);

        Assert.Null(await stream.Next());
        using (var finished = await slow)
            Assert.Equal(201, (int)finished.StatusCode);
        using (var imported = await import)
            Assert.Equal(2, (await imported.Content.ReadAsStringAsync()).Split("\"created\"").Length - 1);
        Assert.Equal(0, await app.Ended());
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("/health/live"));
    }

    [Fact]
    public async Task Given_two_instances_under_load_when_restarted_one_after_the_other_then_no_request_fails()
    {
        await using var fleet = await Fleet.Start(api.ConnectionString);
        using var ended = new CancellationTokenSource();
        var load = Task.WhenAll(
            Load(fleet, keeps: false, ended.Token), Load(fleet, keeps: false, ended.Token), Load(fleet, keeps: true, ended.Token),
            Load(fleet, keeps: true, ended.Token), LoadByHttp2(fleet, ended.Token), LoadByHttp2(fleet, ended.Token));
        for (var round = 0; round < Soak.Factor; round++)
            foreach (var instance in fleet.Instances)
            {
                await instance.Restart();
                // Under this load, and others' beside it, a start may take long.
                await Calls.Until(() => Task.FromResult(fleet.Instances.All(one => one.IsReady)), seconds: 300);
            }
        await ended.CancelAsync();
        var counts = await load;
        output.WriteLine($"{2 * Soak.Factor} restarts; {string.Join(", ", counts)} requests");
        Assert.All(counts, count => Assert.True(count > 100, $"{count} requests are no load."));
    }

    // Each answer is as it has to be, on a connection of its own or on one that goes on for as long as the service lets it.
    static async Task<int> Load(Fleet fleet, bool keeps, CancellationToken ended)
    {
        await Task.Yield();
        RawConnection? kept = null;
        var count = 0;
        for (; !ended.IsCancellationRequested; count++)
        {
            var connection = kept ?? await RawConnection.Open(fleet.Next().Port);
            var (status, isLast) = await connection.Get("/v1/reviews?limit=1", close: !keeps);
            Assert.Equal(200, status);
            kept = isLast ? null : connection;
            if (isLast)
                connection.Dispose();
        }
        kept?.Dispose();
        return count;
    }

    // A connection that goes on for as long as the service lets it: until GOAWAY.
    static async Task<int> LoadByHttp2(Fleet fleet, CancellationToken ended)
    {
        await Task.Yield();
        using var client = new HttpClient
        {
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        var count = 0;
        for (; !ended.IsCancellationRequested; count++)
            Assert.NotEmpty(await client.GetStringAsync($"http://127.0.0.1:{fleet.Next().PortOfHttp2}/v1/reviews?limit=1", default));
        return count;
    }

    /// <summary>Two instances of the service, and who of them says that it is ready, asked ten times a second.</summary>
    sealed class Fleet : IAsyncDisposable
    {
        int turn;

        public IReadOnlyList<Instance> Instances { get; private init; } = [];

        public static async Task<Fleet> Start(string connectionString)
        {
            var fleet = new Fleet { Instances = [new(connectionString), new(connectionString)] };
            await Calls.Until(() => Task.FromResult(fleet.Instances.All(one => one.IsReady)));
            return fleet;
        }

        /// <summary>The instance whose turn it is, of those that are ready.</summary>
        public Instance Next()
        {
            var ready = Instances.Where(one => one.IsReady).ToList();
            Assert.NotEmpty(ready);
            return ready[Interlocked.Increment(ref turn) % ready.Count];
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var instance in Instances)
                await instance.DisposeAsync();
        }
    }

    sealed class Instance : IAsyncDisposable
    {
        readonly CancellationTokenSource ended = new();
        readonly string connectionString;
        readonly Task probing;
        AppProcess app;
        volatile bool isReady;

        public Instance(string connectionString)
        {
            this.connectionString = connectionString;
            app = Started();
            probing = Probe();
        }

        public int Port { get; } = ServerSettings.FreePort(0);

        public int PortOfHttp2 { get; } = ServerSettings.FreePort(0);

        public bool IsReady => isReady;

        public async Task Restart()
        {
            await app.Signal("TERM");
            Assert.Equal(0, await app.Ended());
            await app.DisposeAsync();
            app = Started();
        }

        public async ValueTask DisposeAsync()
        {
            await ended.CancelAsync();
            await probing;
            await app.DisposeAsync();
            ended.Dispose();
        }

        AppProcess Started() => AppProcess.Start(
            [], ("ConnectionStrings__Reviews", connectionString), ("Shutdown__DrainSeconds", "1"),
            ("Kestrel__Endpoints__Http__Url", $"http://127.0.0.1:{Port}"),
            ("Kestrel__Endpoints__Http2__Url", $"http://127.0.0.1:{PortOfHttp2}"), ("Kestrel__Endpoints__Http2__Protocols", "Http2"));

        async Task Probe()
        {
            using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}"), Timeout = TimeSpan.FromSeconds(5) };
            client.DefaultRequestHeaders.ConnectionClose = true;
            for (; !ended.IsCancellationRequested; await Task.Delay(100))
                try
                {
                    using var answer = await client.GetAsync("/health/ready");
                    isReady = answer.IsSuccessStatusCode;
                }
                catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
                {
                    isReady = false;
                }
        }
    }
}
