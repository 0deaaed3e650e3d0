using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;

namespace ReviewApi.Tests.Operations;

/// <summary>
/// A collector of OTLP sees the service's traces, metrics and logs; Prometheus reads its metrics. Neither does unless told to.
/// </summary>
public sealed class TelemetryTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_a_collector_when_requests_are_answered_then_it_gets_traces_metrics_and_logs_by_the_names_of_the_conventions()
    {
        await using var collector = await Collector.Start();
        await using var app = AppProcess.Start(
            ["--urls", "http://127.0.0.1:0"],
            ("ConnectionStrings__Reviews", api.ConnectionString), ("Auth__AdminKey", ApiFixture.AdminKey),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "200"), ("OTEL_BSP_SCHEDULE_DELAY", "100"), ("OTEL_BLRP_SCHEDULE_DELAY", "100"));
        using var client = await app.Client();
        await client.UntilReady(seconds: 90);
        (await client.Publish(Example.Review())).Is(201);
        using var wrong = new HttpRequestMessage(HttpMethod.Get, "/v1/reviews");
        wrong.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "wrong");
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.SendAsync(wrong)).StatusCode);

        await collector.Until("/v1/traces", "POST /v1/reviews", "http.route", "http.response.status_code", "db.query.text", "review-api");
        await collector.Until(
            "/v1/metrics", "http.server.request.duration", "db.client", "dotnet.gc", "reviewapi.catalogue.reviews",
            "reviewapi.catalogue.age", "reviewapi.changes.lag", "reviewapi.upkeep.rows", "reviewapi.words.lookups", "reviewapi.words.size",
            "reviewapi.webhooks.waiting", "reviewapi.keys.wrong");
        await collector.Until("/v1/logs", "Ready after ");
    }

    [Fact]
    public async Task Given_metrics_for_Prometheus_when_read_then_they_are_there_and_elsewhere_there_are_none()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await api.Anonymous.GetAsync("/metrics")).StatusCode);
        await using var app = AppProcess.Start(
            ["--urls", "http://127.0.0.1:0"],
            ("ConnectionStrings__Reviews", api.ConnectionString), ("Auth__AdminKey", ApiFixture.AdminKey), ("Metrics__Prometheus", "true"));
        using var client = await app.Client();
        await client.UntilReady(seconds: 90);
        await client.GetAsync("/v1/reviews");
        using var answer = await client.GetAsync("/metrics");
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        var read = await answer.Content.ReadAsStringAsync();
        Assert.All(
            new[] { "http_server_request_duration_seconds_bucket", "reviewapi_catalogue_reviews", "http_route=\"/v1/reviews\"" },
            name => Assert.Contains(name, read, StringComparison.Ordinal));
        // What the service measures itself has one beginning, and each thing one name.
        Assert.Contains("reviewapi_changes_lag", read, StringComparison.Ordinal);
        Assert.DoesNotContain("review_api_", read, StringComparison.Ordinal);
    }

    /// <summary>Takes what is sent by OTLP over HTTP. Names and values are texts in it.</summary>
    sealed class Collector : IAsyncDisposable
    {
        static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

        readonly WebApplication app = StandIn.Server();
        readonly ConcurrentDictionary<string, string> taken = new();

        Collector() => app.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            var text = Encoding.Latin1.GetString(body.ToArray());
            taken.AddOrUpdate(http.Request.Path, text, (_, before) => before + text);
            http.Response.ContentType = "application/x-protobuf";
        });

        public string Address => app.Urls.First();

        public static async Task<Collector> Start()
        {
            var collector = new Collector();
            await collector.app.StartAsync();
            return collector;
        }

        public async Task Until(string path, params string[] texts)
        {
            using var patience = new CancellationTokenSource(Patience);
            while (texts.Any(text => !Has(path, text)))
            {
                Assert.False(
                    patience.IsCancellationRequested,
                    $"{path} has no {string.Join(", ", texts.Where(text => !Has(path, text)))}");
                await Task.Delay(50);
            }
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        bool Has(string path, string text) => taken.GetValueOrDefault(path)?.Contains(text, StringComparison.Ordinal) == true;
    }
}
