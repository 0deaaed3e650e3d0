using System.Text.Json.Nodes;
using ReviewApi.Samples;

namespace ReviewApi.Tests.Development;

/// <summary>The first start on a machine: no settings, a home without anything in it.</summary>
public sealed class DevelopmentTests
{
    [Fact]
    public async Task
        Given_an_empty_home_when_started_in_Development_then_it_prints_what_one_needs_lists_the_samples_and_leaves_no_server_behind()
    {
        using var home = new Home();
        await using var app = home.Start();
        var (address, docs, key) = await Printed(app);
        using var client = await app.Client(key);
        Assert.Equal(
            (new Uri(client.BaseAddress!, "/v1/reviews").ToString(), new Uri(client.BaseAddress!, "/docs").ToString()), (address, docs));
        using var page = await client.GetAsync(new Uri(docs));
        Assert.True(page.IsSuccessStatusCode);
        Assert.Equal(SampleReviews.All().Select(sample => sample.Name), await Slugs(client));
        (await client.Create(new JsonObject { ["headline"] = "Mine" })).Is(201);

        await app.Signal("INT");

        Assert.Equal(0, await app.Ended());
        Assert.DoesNotContain(app.Output.Concat(app.Errors), line => line.StartsWith("   at ", StringComparison.Ordinal));
        Assert.Empty(home.Servers());
    }

    [Fact]
    public async Task Given_it_was_started_before_when_started_again_then_what_was_written_is_there_and_the_samples_are_not_doubled()
    {
        using var home = new Home();
        var counts = new List<string?>();
        for (var start = 0; start < 2; start++)
        {
            await using var app = home.Start();
            var (address, _, key) = await Printed(app);
            using var client = await app.Client(key);
            counts.Add((await client.Read($"{address}?count=exact")).Is(200).Text("/total"));
            (await client.Publish(Example.Review())).Is(201);
            await app.Signal("TERM");
            Assert.Equal(0, await app.Ended());
        }
        var samples = SampleReviews.All().Count();
        Assert.Equal([$"{samples}", $"{samples + 1}"], counts);
        Assert.Empty(home.Servers());
    }

    [Fact]
    public async Task Given_an_empty_home_when_started_twice_at_once_then_both_serve_the_same_samples_and_the_last_ends_the_server()
    {
        using var home = new Home();
        await using var one = home.Start();
        await using var other = home.Start();
        foreach (var app in new[] { one, other })
        {
            using var client = await app.Client((await Printed(app)).Key);
            Assert.Equal(SampleReviews.All().Select(sample => sample.Name), await Slugs(client));
        }
        foreach (var app in new[] { one, other })
        {
            await app.Signal("INT");
            Assert.Equal(0, await app.Ended());
        }
        Assert.Empty(home.Servers());
    }

    [Fact]
    public async Task Given_the_first_start_was_killed_while_it_loaded_when_started_again_then_all_samples_are_there()
    {
        using var home = new Home();
        await using (var app = home.Start())
        {
            using var client = await app.Client();
            client.DefaultRequestHeaders.Authorization = null;
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (true)
            {
                using var answer = await client.GetAsync("/v1/reviews?limit=1", patience.Token);
                if (answer.IsSuccessStatusCode && (await Answer.Of(answer)).At("/items")!.AsArray().Count > 0)
                    break;
            }
            await app.Kill();
        }
        await using var again = home.Start();
        using var desk = await again.Client((await Printed(again)).Key);
        Assert.Equal(SampleReviews.All().Select(sample => sample.Name), await Slugs(desk));
    }

    static async Task<IEnumerable<string>> Slugs(HttpClient client) =>
        (await client.Read("/v1/reviews?limit=100")).Is(200).At("/items")!.AsArray()
            .Select(item => item!["slug"]!.ToString()).Order(StringComparer.Ordinal);

    static async Task<(string Address, string Docs, string Key)> Printed(AppProcess app)
    {
        return (
            After(await app.Said("Review API "), "Review API"),
            After(await app.Said("Docs "), "Docs"),
            After(await app.Said("Key "), "Key").Split(' ')[0]);

        static string After(string line, string word) => line[(line.IndexOf(word, StringComparison.Ordinal) + word.Length)..].Trim();
    }

    /// <summary>A home of the test's own, which the user whom the server runs as can reach.</summary>
    sealed class Home : IDisposable
    {
        readonly DirectoryInfo folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"review-api-home-{Guid.NewGuid():N}"));

        public AppProcess Start() => AppProcess.Start(["--urls", "http://127.0.0.1:0"],
            ("DOTNET_ENVIRONMENT", "Development"), ("HOME", folder.FullName), ("XDG_DATA_HOME", folder.FullName));

        /// <summary>What running servers leave in their data.</summary>
        public FileInfo[] Servers()
        {
            Assert.NotEmpty(folder.GetDirectories());
            return folder.GetFiles("postmaster.pid", SearchOption.AllDirectories);
        }

        public void Dispose() => folder.Delete(recursive: true);
    }
}
