using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ReviewApi.Tests.Operations;

/// <summary>
/// The service behind nginx, below a prefix that the proxy cuts off the path and says, or leaves there. Whatever leads somewhere is
/// followed by the proxy.
/// </summary>
public sealed partial class ProxyTests(ProxiedApi api) : IClassFixture<ProxiedApi>
{
    [Theory]
    [InlineData("/cut")]
    [InlineData("/kept")]
    public async Task Given_a_prefix_when_what_answers_lead_to_is_followed_then_it_is_there(string prefix)
    {
        using var client = api.Proxied(ApiFixture.AdminKey);
        var created = await client.Post($"{prefix}/v1/reviews?publish=true", Example.Review());
        Assert.Equal($"{prefix}/v1/reviews/{created.Is(201).Id}", created.Location!.ToString());
        (await client.Read(created.Location.ToString())).Is(200);
        (await client.Post($"{prefix}/v1/reviews?publish=true", Example.Review())).Is(201);

        using var page = await client.Get($"{prefix}/v1/reviews?limit=1");
        (await client.Read(Target(page, "next"))).Is(200);
        using var review = await client.Get($"{prefix}/v1/reviews/{created.Id}");
        Assert.Equal(created.Text("/films/0/title"), (await client.Read(Target(review, "alternate"))).Is(200).Text("/title"));

        var refused = (await client.Read($"{prefix}/v1/reviews/{Guid.CreateVersion7()}")).Is(404);
        Assert.Equal($"{prefix}/problems/not-found", refused.Text("/type"));
        using (var explained = await client.Get(refused.Text("/type")!))
            Assert.Equal(200, (int)explained.StatusCode);

        var feed = XElement.Parse(await client.GetStringAsync($"{prefix}/feeds/reviews.atom"));
        foreach (var link in feed.Descendants().Where(one => one.Name.LocalName == "link").Select(one => (string)one.Attribute("href")!))
            await AssertThere(client, link);

        var merged = await Merged(client, prefix);
        using var moved = await client.Get(merged.From);
        Assert.Equal((308, merged.Into), ((int)moved.StatusCode, moved.Headers.Location!.ToString()));
    }

    [Theory]
    [InlineData("/cut")]
    [InlineData("/kept")]
    public async Task Given_a_prefix_when_pages_are_opened_then_all_that_they_need_and_link_to_is_there(string prefix)
    {
        using var client = api.Proxied(key: null);
        var directions = (await client.Read($"{prefix}/v1")).Is(200).Body;
        foreach (var (name, place) in directions.Where(one => one.Key is not ("name" or "version" or "suggest")))
            await AssertThere(client, (string)place!);
        foreach (var page in new[] { $"{prefix}/", $"{prefix}/problems" })
        {
            var html = await Page(client, page);
            foreach (Match link in Linked().Matches(html))
                await AssertThere(client, link.Groups["path"].Value);
        }
        var docs = await Page(client, $"{prefix}/docs/index.html");
        foreach (Match link in Linked().Matches(docs))
            await AssertThere(client, $"{prefix}/docs/{link.Groups["path"].Value}");

        foreach (var document in new[] { "v1.json", "v1-3.0.json" })
            Assert.Equal(prefix, (await client.Read($"{prefix}/openapi/{document}")).Is(200).Text("/servers/0/url"));
        Assert.Contains($"\n  - url: {prefix}\n", await client.GetStringAsync($"{prefix}/openapi/v1.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_proxy_when_a_stream_is_followed_then_each_event_comes_at_once()
    {
        using var client = api.Proxied(ApiFixture.AdminKey);
        using var answer = await client.Begin("GET", "/cut/v1/changes/stream");
        using var stream = new Exchange.EventReader(answer, await answer.Content.ReadAsStreamAsync());
        var review = (await client.Post("/cut/v1/reviews?publish=true", Example.Review())).Is(201);
        while ((await stream.Next())!.Value.Data is var data && (string?)data["reviewId"] != review.Id)
            Assert.NotNull(data);
    }

    [Theory]
    [InlineData("//evil.example.org")]
    [InlineData("https://evil.example.org")]
    [InlineData("/a\"b")]
    [InlineData("relative")]
    public async Task Given_a_prefix_that_is_none_when_a_trusted_proxy_says_it_then_the_own_one_stays(string prefix)
    {
        using var refused = await api.Anonymous.Get("/v1/nothing", ("X-Forwarded-Prefix", prefix));
        Assert.Equal("/kept/problems/not-found", (await Answer.Of(refused)).Text("/type"));
    }

    [Fact]
    public async Task Given_a_prefix_when_the_health_is_asked_without_it_then_it_answers()
    {
        (await api.Anonymous.Read("/health/ready")).Is(200);
        (await api.Anonymous.Read("/kept/health/ready")).Is(200);
        (await api.Anonymous.Read("/Kept/health/ready")).Is(404);
    }

    static async Task<(string From, string Into)> Merged(HttpClient client, string prefix)
    {
        var films = new List<string>();
        for (var number = 0; number < 2; number++)
            films.Add((await client.Post($"{prefix}/v1/reviews?publish=true", Example.Review())).Is(201).Text("/films/0/id")!);
        using var film = await client.Get($"{prefix}/v1/films/{films[0]}");
        (await client.Act($"{prefix}/v1/films/{films[0]}/merge", film.Headers.ETag!.ToString(), new JsonObject { ["into"] = films[1] }))
            .Succeeded();
        return ($"{prefix}/v1/films/{films[0]}", $"{prefix}/v1/films/{films[1]}");
    }

    static async Task<string> Page(HttpClient client, string path)
    {
        using var page = await client.Get(path, ("Accept", "text/html"));
        Assert.Equal(200, (int)page.StatusCode);
        return await page.Content.ReadAsStringAsync();
    }

    static async Task AssertThere(HttpClient client, string address)
    {
        using var answer = await client.Get(address);
        var status = (int)answer.StatusCode;
        // The page of the docs is named without its file.
        Assert.True(status is 200 or 301 or 302, $"{address} is {status}.");
        if (status != 200)
            await AssertThere(client, new Uri(new Uri(client.BaseAddress!, address), answer.Headers.Location!).ToString());
    }

    static string Target(HttpResponseMessage answer, string relation) =>
        answer.Headers.GetValues("Link").Select(link => Link().Match(link)).Single(link => link.Groups["relation"].Value == relation)
            .Groups["target"].Value;

    [GeneratedRegex("<(?<target>[^>]+)>; rel=\"(?<relation>[a-z]+)\"")]
    private static partial Regex Link();

    [GeneratedRegex("(href|src)=\"(?<path>[^\"#]+)\"")]
    private static partial Regex Linked();
}

/// <summary>The service with the prefix /kept, and an nginx that is trusted in front of it.</summary>
public sealed class ProxiedApi : ApiFixture
{
    Daemon? nginx;

    protected override IEnumerable<(string Name, string Value)> Settings => [("PathBase", "/kept"), ("Proxies:Trusted", "127.0.0.1")];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        nginx = await Daemon.Start(
            "nginx", (folder, port) => new() { ["nginx.conf"] = Configuration(folder, port, Anonymous.BaseAddress!.Port) },
            folder => ["-c", $"{folder}/nginx.conf", "-p", folder, "-e", "stderr"]);
    }

    public override async Task DisposeAsync()
    {
        if (nginx is not null)
            await nginx.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>A client of the proxy.</summary>
    public HttpClient Proxied(string? key)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new($"http://127.0.0.1:{nginx!.Port}"),
        };
        client.DefaultRequestHeaders.Authorization = key is null ? null : new("Bearer", key);
        return client;
    }

    // As docs/deployment.md has it, where a prefix is cut off.
    static string Configuration(string folder, int port, int service) => $$"""
        daemon off;
        master_process off;
        pid {{folder}}/nginx.pid;
        error_log stderr;
        events { worker_connections 256; }
        http {
          access_log off;
          client_body_temp_path {{folder}}/bodies;
          proxy_temp_path {{folder}}/answers;
          fastcgi_temp_path {{folder}}/other;
          uwsgi_temp_path {{folder}}/other;
          scgi_temp_path {{folder}}/other;
          upstream service {
            server 127.0.0.1:{{service}};
            keepalive 16;
          }
          proxy_http_version 1.1;
          proxy_set_header Connection "";
          proxy_set_header Host $http_host;
          proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
          proxy_set_header X-Forwarded-Proto $scheme;
          server {
            listen 127.0.0.1:{{port}};
            location /kept/ {
              proxy_pass http://service;
            }
            location /cut/ {
              proxy_pass http://service/;
              proxy_set_header Connection "";
              proxy_set_header Host $http_host;
              proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
              proxy_set_header X-Forwarded-Proto $scheme;
              proxy_set_header X-Forwarded-Prefix /cut;
            }
          }
        }
        """;
}
