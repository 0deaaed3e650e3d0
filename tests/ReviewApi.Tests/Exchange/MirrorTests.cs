using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Dapper;
using Npgsql;
using ReviewApi.LocalPostgres;
using ReviewApi.Tests.Exchange.Webhooks;
using ReviewApi.Tests.LocalPostgres;

namespace ReviewApi.Tests.Exchange;

/// <summary>
/// A partner copies everything by the export and the changes after it, and is sent each change, while many write and the service and
/// PostgreSQL are killed: in the end the copy is the source to the byte, and each change was sent.
/// </summary>
public sealed class MirrorTests : IAsyncLifetime, IDisposable
{
    const string Database = "mirror";
    const int Writers = 4;

    readonly Trial trial = new();
    readonly ConcurrentDictionary<string, Answer> live = new();
    readonly List<LocalServer> servers = [];
    volatile AppProcess app = null!;
    volatile bool isOver;
    long written;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        isOver = true;
        await app.DisposeAsync();
        foreach (var server in servers.AsEnumerable().Reverse())
            await server.DisposeAsync();
    }

    public void Dispose() => trial.Dispose();

    [Fact]
    public async Task Given_writers_and_kills_when_a_partner_copies_and_follows_then_the_copy_is_the_source_and_each_change_was_sent()
    {
        await using var receiver = await Receiver.Start();
        var server = await Start();
        await server.CreateDatabaseAsync(Database, CancellationToken.None);
        app = await Serve(server);
        using (var admin = await app.Client())
            await admin.CreateWebhook(receiver.Url);
        var writing = Enumerable.Range(0, Writers).Select(writer => Task.Run(() => Write(writer))).ToList();
        await Written(20);
        var mirror = await Export();
        var following = Task.Run(() => Follow(mirror));

        await Written(20);
        app = await Restarted(app, server);
        await Written(20);
        await Merge();
        await WithdrawAndRestore();
        for (var kill = 0; kill < 2; kill++)
        {
            await Written(10);
            using (var postmaster = Process.GetProcessById(Postmaster.Read(trial.Folder.Data)!.Pid))
                postmaster.Kill();
            server = await Start();
            app = await Restarted(app, server);
        }
        await Written(20);
        isOver = true;
        await Task.WhenAll(writing);

        var source = (await Export()).Reviews;
        var changes = await Told(server);
        mirror.Last = changes[^1];
        await following.WaitAsync(TimeSpan.FromSeconds(120));
        Assert.Equal(source.OrderBy(one => one.Key), mirror.Reviews.OrderBy(one => one.Key));
        Assert.True(mirror.Reviews.Count > Writers);
        await receiver.Until(changes.Count);
        Assert.Equal(changes.Count, receiver.Taken.Select(message => message.Id).Distinct().Count());
        foreach (var review in receiver.Taken.Where(message => message.ReviewId is not null).GroupBy(message => message.ReviewId))
        {
            var revisions = review.DistinctBy(message => message.Id).Select(message => (int)message.Data["revision"]!).ToList();
            Assert.Equal(revisions.Order(), revisions);
        }
    }

    async Task<LocalServer> Start()
    {
        servers.Add(await trial.StartAsync(durable: true));
        return servers[^1];
    }

    static Task<AppProcess> Serve(LocalServer server) => Serve(server.ConnectionString(Database));

    static async Task<AppProcess> Serve(string connectionString)
    {
        var started = AppProcess.Start(
            ["--urls", "http://127.0.0.1:0"], ("ConnectionStrings__Reviews", connectionString), ("Auth__AdminKey", ApiFixture.AdminKey),
            ("Webhooks__AllowPrivateAddresses", "true"));
        using var client = await started.Client();
        await client.UntilReady(seconds: 90);
        return started;
    }

    static async Task<AppProcess> Restarted(AppProcess app, LocalServer server)
    {
        await app.Kill();
        await app.DisposeAsync();
        return await Serve(server);
    }

    // Until so many more writes were acknowledged.
    Task Written(int more)
    {
        var goal = Interlocked.Read(ref written) + more;
        return Calls.Until(() => Task.FromResult(Interlocked.Read(ref written) >= goal), seconds: 120);
    }

    async Task Write(int writer)
    {
        for (var number = 0; !isOver; number++)
        {
            var review = await Try(client => client.Publish(CatalogueCalls.Review(
                CatalogueCalls.Film($"Common {number % 3}"), CatalogueCalls.Film($"Own {writer} {number} {Guid.NewGuid()}"))));
            for (var change = 0; change < 3 && review is not null && !isOver; change++)
            {
                var read = review;
                review = change == 1 && number % 3 == 0
                    ? await Try(client => client.Act(read, "withdraw"))
                    : review.Text("/status") == "withdrawn"
                        ? await Try(client => client.Act(read, "restore"))
                        : await Try(client => client.Patch(read, $$"""{ "headline": "Change {{change}}" }"""));
            }
            if (review?.Text("/status") == "published")
                live[review.Id] = review;
        }
    }

    // null where it was not acknowledged: the service was killed, or says to come again.
    async Task<Answer?> Try(Func<HttpClient, Task<Answer>> send)
    {
        try
        {
            using var client = await app.Client();
            var answer = await send(client);
            if ((int)answer.Status is < 200 or >= 300)
                return null;
            Interlocked.Increment(ref written);
            return answer;
        }
        catch (Exception error) when (IsInterruption(error))
        {
            await Task.Delay(20);
            return null;
        }
    }

    // By a kill: of the service before it listens too.
    static bool IsInterruption(Exception error) =>
        error is HttpRequestException or SocketException or IOException or TaskCanceledException or TimeoutException or JsonException;

    async Task Merge()
    {
        await Calls.Until(async () =>
        {
            var (one, other) = (live.Values.First(), live.Values.Last());
            return one.FilmPath() != other.FilmPath() && await Try(async client =>
                await client.Merge((await client.Read(one.Path)).PathOf("films"), other.FilmPath())) is not null;
        }, seconds: 120);
    }

    async Task WithdrawAndRestore()
    {
        Answer? withdrawn = null;
        await Calls.Until(async () => (withdrawn = await Try(async client =>
            await client.Act(await client.Read(live.Values.First().Path), "withdraw"))) is not null, seconds: 120);
        await Calls.Until(async () => await Try(client => client.Act(withdrawn!, "restore")) is not null, seconds: 120);
    }

    async Task<Mirror> Export()
    {
        while (true)
        {
            try
            {
                using var client = await app.Client();
                using var answer = await client.GetAsync("/v1/reviews/export");
                if (!answer.IsSuccessStatusCode)
                    continue;
                var mirror = new Mirror { Cursor = answer.Headers.GetValues("Changes-Cursor").Single() };
                foreach (var line in Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()).Split('\n')[..^1])
                    mirror.Take(line);
                return mirror;
            }
            catch (Exception error) when (IsInterruption(error))
            {
                await Task.Delay(20);
            }
        }
    }

    // As a partner does: from cursor to cursor, again where it fails.
    async Task Follow(Mirror mirror)
    {
        while (!mirror.IsWhole)
        {
            try
            {
                using var client = await app.Client();
                using var answer = await client.GetAsync($"/v1/changes?include=review&limit=50&after={mirror.Cursor}");
                if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
                    continue;
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                using var page = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
                foreach (var change in page.RootElement.GetProperty("items").EnumerateArray())
                    mirror.Follow(change);
                mirror.IsAtTheEnd = page.RootElement.GetProperty("items").GetArrayLength() == 0;
                mirror.Cursor = page.RootElement.GetProperty("cursor").GetString()!;
            }
            catch (Exception error) when (IsInterruption(error))
            {
                await Task.Delay(20);
            }
        }
    }

    // The changes that are told, in their order, each in short.
    static async Task<IReadOnlyList<DateTime>> Told(LocalServer server)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString(Database));
        return [.. await connection.QueryAsync<DateTime>(
            "select at from changes where kind not in ('corrected', 'derived') and reviewer_id is null order by at")];
    }

    sealed class Mirror
    {
        readonly ConcurrentDictionary<string, string> reviews = new();
        DateTime seen;

        public ConcurrentDictionary<string, string> Reviews => reviews;

        public required string Cursor { get; set; }

        /// <summary>Whether nothing was left when it asked last.</summary>
        public bool IsAtTheEnd { get; set; }

        /// <summary>When the last change of all was made.</summary>
        public DateTime Last { get; set; } = DateTime.MaxValue;

        public bool IsWhole => IsAtTheEnd && seen >= Last;

        public void Take(string line)
        {
            using var review = JsonDocument.Parse(line);
            reviews[review.RootElement.GetProperty("id").GetString()!] = line;
        }

        public void Follow(JsonElement change)
        {
            if (change.TryGetProperty("reviewId", out var id))
            {
                if (change.TryGetProperty("review", out var review))
                    reviews[id.GetString()!] = review.GetRawText();
                else
                    reviews.TryRemove(id.GetString()!, out _);
            }
            var at = change.GetProperty("at").GetDateTime();
            seen = at > seen ? at : seen;
        }
    }
}
