using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ReviewApi.Catalogue;
using ReviewApi.Exchange;
using ReviewApi.Exchange.Webhooks;
using ReviewApi.Http;
using ReviewApi.Listings;

namespace ReviewApi.Operations;

/// <summary>
/// Traces, metrics and logs over OTLP where OTEL_EXPORTER_OTLP_ENDPOINT says to, and metrics for Prometheus where Metrics__Prometheus does;
/// elsewhere nothing is measured.
/// </summary>
internal static class Telemetry
{
    const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    const string ServiceName = "OTEL_SERVICE_NAME";

    static readonly string[] Meters =
        [Measures.Meter, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql", "System.Runtime"];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var isExported = !string.IsNullOrEmpty(builder.Configuration[Endpoint]);
        if (!isExported && !IsScraped(builder.Configuration))
            return;
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(service =>
                service.AddService(builder.Configuration[ServiceName] ?? "review-api", serviceVersion: Product.Version))
            .WithMetrics(metrics => metrics.AddMeter(Meters).AddInstrumentation(Gauges));
        if (IsScraped(builder.Configuration))
            telemetry.WithMetrics(metrics => metrics.AddPrometheusExporter());
        if (isExported)
            telemetry
                .WithTracing(tracing => tracing.AddSource("Npgsql").AddAspNetCoreInstrumentation(requests =>
                    requests.Filter = http => !http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)))
                .WithLogging(configureBuilder: null, logs => logs.IncludeFormattedMessage = true)
                .UseOtlpExporter();
    }

    /// <summary>Answers /metrics where that is configured.</summary>
    public static void UseMetrics(this WebApplication app)
    {
        if (IsScraped(app.Configuration))
            app.UseOpenTelemetryPrometheusScrapingEndpoint();
    }

    static bool IsScraped(IConfiguration configuration) => configuration.GetValue<bool>("Metrics:Prometheus");

    // What is looked up whenever the metrics are read.
    static Meter Gauges(IServiceProvider services)
    {
        var (catalogue, feed) = (services.GetRequiredService<LiveCatalogue>(), services.GetRequiredService<ChangeFeed>());
        var (listings, names) = (services.GetRequiredService<ListingUpkeep>(), services.GetRequiredService<FoldingUpkeep>());
        var webhooks = services.GetRequiredService<WebhookQueue>();
        var meter = services.GetRequiredService<IMeterFactory>().Create(Measures.Meter);
        meter.CreateObservableGauge(
            "reviewapi.catalogue.reviews", () => catalogue.Latest?.Reviews ?? 0, "{review}", "Published reviews in memory.");
        meter.CreateObservableGauge(
            "reviewapi.catalogue.age", () => catalogue.Age.TotalSeconds, "s",
            "How long ago the catalogue in memory was last compared with the database.");
        meter.CreateObservableGauge(
            "reviewapi.changes.lag", () => feed.HeldSeconds, "s",
            "For how long the oldest open transaction has held back the changes that came after it.");
        meter.CreateObservableGauge(
            "reviewapi.upkeep.rows", () => listings.Waiting + names.Waiting, "{row}",
            "Rows that are still as an older version wrote them.");
        meter.CreateObservableGauge(
            "reviewapi.words.size", () => Lexemes.Bytes, "By", "What the words whose stems are known take in memory, about.");
        meter.CreateObservableGauge(
            "reviewapi.webhooks.waiting", () => webhooks.Waiting, "{delivery}",
            "Deliveries that wait to be taken, in the database; counted every few seconds.");
        return meter;
    }
}
