using System.Net;
using System.Net.Sockets;

namespace ReviewApi.Tests.Database;

public sealed class SettingTests
{
    // Nothing answers there; a wrong setting has to stop the start before anyone asks.
    const string Away = "Host=127.0.0.1;Port=1;Username=nobody;Database=none";

    [Theory]
    [InlineData("Auth__AdminKey", "too-short", "Auth__AdminKey")]
    [InlineData("Auth__AdminKey", "a-key-of-thirty-one-characters!", "Auth__AdminKey")]
    [InlineData("Auth__AdminKey", "", "Auth__AdminKey")]
    [InlineData("ConnectionStrings__Reviews", "nonsense", "ConnectionStrings__Reviews")]
    [InlineData("ConnectionStrings__Reviews", "Host=127.0.0.1;Prot=5432", "ConnectionStrings__Reviews")]
    [InlineData("ConnectionStrings__Reviews", "Host=127.0.0.1;Port=many", "ConnectionStrings__Reviews")]
    [InlineData("ConnectionStrings__Reviews", "", "ConnectionStrings__Reviews")]
    [InlineData("Caching__MaxAgeSeconds", "-1", "Caching__MaxAgeSeconds")]
    [InlineData("Caching__MaxAgeSeconds", "an hour", "Caching__MaxAgeSeconds has to be a whole number")]
    [InlineData("Caching__MaxAgeSeconds", "99999999999", "Caching__MaxAgeSeconds has to be a whole number")]
    [InlineData("RateLimit__Enabled", "yes", "RateLimit__Enabled has to be true or false")]
    [InlineData("RateLimit__Enabled", "", "RateLimit__Enabled has to be true or false")]
    [InlineData("Cors__WriteOrigins", "https://desk.example.org/", "Cors__WriteOrigins")]
    [InlineData("RateLimit__Enable", "true", "RateLimit__Enabled")]
    [InlineData("RateLimits__Enabled", "true", "RateLimit__Enabled")]
    [InlineData("RATELIMIT__REQUEST", "5", "RateLimit__Requests")]
    [InlineData("RateLimit_Enabled", "true", "RateLimit__Enabled")]
    [InlineData("Auth__AdminKeys", "an-admin-key-of-more-than-thirty-two-characters", "Auth__AdminKey")]
    [InlineData("Cors__WriteOrigins__0", "https://desk.example.org", "Cors__WriteOrigins")]
    [InlineData("Cors__Origins", "https://desk.example.org", "Cors__WriteOrigins")]
    [InlineData("ConnectionStrings__Review", "Host=x", "ConnectionStrings__Reviews")]
    [InlineData("ConnectionString__Reviews", "Host=x", "ConnectionStrings__Reviews")]
    [InlineData("Proxies__Trust", "10.0.0.0/8", "Proxies__Trusted")]
    [InlineData("Path_Base", "/api", "PathBase")]
    [InlineData("PathBase", "/api/", "PathBase has to be a path such as /reviews")]
    [InlineData("Webhooks__Foo", "true", "Webhooks__Foo")]
    [InlineData("Database__Poler", "true", "Database__Pooler")]
    [InlineData("Shutdown__DrainSecond", "5", "Shutdown__DrainSeconds")]
    [InlineData("Extraction__Modell", "x", "Extraction__Model")]
    [InlineData("Requests__SlowMilliseconds", "soon", "Requests__SlowMilliseconds has to be a whole number")]
    [InlineData("Metrics__Prometeus", "true", "Metrics__Prometheus")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector", "OTEL_EXPORTER_OTLP_ENDPOINT has to be an address")]
    [InlineData("Kestrel__Endpoints__Http__Url", "http://127.0.0.1:99999", "Kestrel__Endpoints__Http__Url has to be an address")]
    [InlineData("Logging__Console__FormatterName", "xml", "Logging__Console__FormatterName has to be line or json")]
    [InlineData("Extraction__Endpoint", "http://localhost:11434/v1", "Extraction__Model is needed too")]
    [InlineData("Extraction__Model", "reader", "Extraction__Endpoint is needed too")]
    public async Task Given_a_wrong_setting_when_started_then_it_ends_with_1_and_one_clear_line(string name, string value, string named)
    {
        await using var app = AppProcess.Start(["--urls", "http://127.0.0.1:0"], ("ConnectionStrings__Reviews", Away), (name, value));
        await AssertRefuses(app, named);
        if (value.Length > 0)
            Assert.DoesNotContain(app.Errors, line => name == "Auth__AdminKey" && line.Contains(value, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--RateLimit:Enable=true", "RateLimit__Enabled", 2)]
    [InlineData("--RateLimit:Enabled=yes", "RateLimit__Enabled has to be true or false", 1)]
    [InlineData("--url=http://127.0.0.1:0", "urls", 2)]
    public async Task Given_a_wrong_setting_on_the_command_line_when_started_then_it_ends_with_one_clear_line(
        string argument, string named, int code)
    {
        await using var app = AppProcess.Start([argument], ("ConnectionStrings__Reviews", Away));
        await AssertRefuses(app, named, code);
    }

    [Fact]
    public async Task Given_settings_of_other_software_and_of_the_framework_when_started_then_it_serves()
    {
        await using var app = AppProcess.Start(["--urls", "http://127.0.0.1:0", "--Kestrel:Limits:MaxConcurrentConnections=1000"],
            ("ConnectionStrings__Reviews", Away), ("Auth__AdminKey", ApiFixture.AdminKey), ("Logging__LogLevel__Default", "Warning"),
            ("AllowedHosts", "*"), ("Kestrel__Limits__MaxConcurrentConnections", "900"), ("OTEL_SERVICE_NAME", "reviews"),
            ("Other__Enabled", "yes"), ("PATHEXT", ".COM"), ("URL", "http://example.org"), ("Caching__MaxAgeSeconds", "0"),
            ("Cors__WriteOrigins", ""));
        using var client = await app.Client();
        using var live = await client.GetAsync("/health/live");
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }

    [Fact]
    public async Task Given_no_connection_string_in_Production_when_started_or_migrated_then_it_ends_with_1_and_names_the_setting()
    {
        await using var app = AppProcess.Start([]);
        await AssertRefuses(app, "ConnectionStrings__Reviews");
        await using var migrate = AppProcess.Start(["migrate"]);
        await AssertRefuses(migrate, "ConnectionStrings__Reviews");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://127.0.0.1:0;http://127.0.0.1:65536")]
    [InlineData("ftp://127.0.0.1:0")]
    [InlineData("http://127.0.0.1:0/path")]
    public async Task Given_an_address_that_is_none_when_started_then_it_ends_with_1_and_one_line(string urls)
    {
        await using var app = AppProcess.Start(["--urls", urls], ("ConnectionStrings__Reviews", Away));
        await AssertRefuses(app, "urls has to be addresses such as http://127.0.0.1:8080");
        await using var ports = AppProcess.Start([], ("ConnectionStrings__Reviews", Away), ("ASPNETCORE_HTTP_PORTS", "80800"));
        await AssertRefuses(ports, "http_ports has to be ports such as 8080");
    }

    [Fact]
    public async Task Given_a_port_that_is_taken_when_started_then_it_ends_with_1_and_one_line_that_names_it()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var app = AppProcess.Start(["--urls", $"http://127.0.0.1:{port}"], ("ConnectionStrings__Reviews", Away));
        await AssertRefuses(app, $"{port}");
    }

    [Fact]
    public async Task Given_the_database_is_away_when_migrated_then_it_ends_with_1_and_one_line()
    {
        await using var migrate = AppProcess.Start(["migrate"], ("ConnectionStrings__Reviews", Away));
        await AssertRefuses(migrate, "");
    }

    [Fact]
    public async Task Given_the_database_is_away_when_started_then_it_serves_and_answers_503()
    {
        await using var app = AppProcess.Start(
            ["--urls", "http://127.0.0.1:0"], ("ConnectionStrings__Reviews", Away), ("Auth__AdminKey", ApiFixture.AdminKey));
        using var client = await app.Client();
        using var live = await client.GetAsync("/health/live");
        using var ready = await client.GetAsync("/health/ready");
        using var list = await client.GetAsync("/v1/reviews");
        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable],
            [live.StatusCode, ready.StatusCode, list.StatusCode]);
        Assert.NotNull(list.Headers.RetryAfter);
    }

    static async Task AssertRefuses(AppProcess app, string named, int code = 1)
    {
        Assert.Equal(code, await app.Ended());
        var line = Assert.Single(app.Errors, line => line.Length > 0);
        Assert.Contains(named, line, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", line, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", line, StringComparison.Ordinal);
        Assert.DoesNotContain(
            app.Output.Concat(app.Errors),
            said => said.StartsWith("   at ", StringComparison.Ordinal) || said.Contains("Unhandled", StringComparison.Ordinal));
    }
}
