using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Logging.Console;
using ReviewApi.Access;
using ReviewApi.Catalogue;
using ReviewApi.Database;
using ReviewApi.Editorial;
using ReviewApi.Exchange;
using ReviewApi.Exchange.Imports;
using ReviewApi.Exchange.Webhooks;
using ReviewApi.Extraction;
using ReviewApi.Http;
using ReviewApi.Keys;
using ReviewApi.Listings;
using ReviewApi.OpenApi;
using ReviewApi.Operations;
using ReviewApi.Rendering;
using ReviewApi.Scales;
using ReviewApi.Search;
using ReviewApi.Site;
using ReviewApi.Statistics;
using ReviewApi.Vocabulary;
using ReviewApi.Writing;

namespace ReviewApi;

/// <summary>The service put together: what it is made of, and the way of a request through it.</summary>
internal static class Service
{
    // Kestrel counts the framing of chunks too; JsonBody counts what is in them.
    const long MaxRequestSize = 2 * JsonBody.MaxSize;
    const int MaxRequestLine = 64 * 1024;

    // An export is read from the database while what was read before is on its way.
    const int MaxResponseBuffer = 512 * 1024;

    public static void AddService(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestSize;
            // Long questions are answered; what a parameter may not have is said by its name.
            kestrel.Limits.MaxRequestLineSize = MaxRequestLine;
            kestrel.Limits.MaxResponseBufferSize = MaxResponseBuffer;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddOptions<CachingOptions>().BindConfiguration("Caching");
        services.AddSingleton(TimeProvider.System);
        services.AddRequestDecompression(options =>
        {
            options.DecompressionProviders.Clear();
            options.DecompressionProviders["gzip"] = new WholeGzip();
        });
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes =
            [
                .. ResponseCompressionDefaults.MimeTypes, Problems.MediaType, SchemaOrg.MediaType, Feed.MediaType,
                RevisionEndpoints.PatchMediaType, ReviewLines.MediaType, "application/yaml",
            ];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        builder.Logging.AddConsoleFormatter<LogLine, ConsoleFormatterOptions>();
        builder.AddTelemetry();
        services.AddHostedService<StartReport>();
        services.AddDatabase(builder.Configuration);
        services.AddAccess();
        services.AddOpenApi();
        services.AddSingleton<ScaleStore>();
        services.AddSingleton<Cursors>();
        services.AddSingleton<DearQuestions>();
        services.AddTransient<BoundedCache>();
        services.AddSingleton<CatalogueRows>();
        services.AddSingleton<LiveCatalogue>();
        services.AddHostedService(all => all.GetRequiredService<LiveCatalogue>());
        services.AddSingleton<ReviewPages>();
        services.AddSingleton<CatalogueFacts>();
        services.AddSingleton<KeptAnswers>();
        services.AddSingleton<CataloguePage>();
        services.AddSingleton<TitleSearch>();
        services.AddSingleton<Writes>();
        services.AddHostedService<IdempotencyCleaning>();
        services.AddSingleton<KeyStore>();
        services.AddSingleton<ReviewStore>();
        services.AddSingleton<ReviewChecks>();
        services.AddSingleton<Saving>();
        services.AddSingleton<PublishedReviews>();
        services.AddSingleton<ListingUpkeep>();
        services.AddHostedService(all => all.GetRequiredService<ListingUpkeep>());
        services.AddHostedService<WordIndexCleaning>();
        services.AddSingleton<FoldingUpkeep>();
        services.AddHostedService(all => all.GetRequiredService<FoldingUpkeep>());
        services.AddHostedService<ScheduledPublishing>();
        services.AddOptions<StreamOptions>().BindConfiguration("Streams");
        services.AddSingleton<ChangeCursors>();
        services.AddSingleton<ChangeFeed>();
        services.AddHostedService(all => all.GetRequiredService<ChangeFeed>());
        services.AddSingleton<ChangeLog>();
        services.AddSingleton<ChangeTail>();
        services.AddSingleton<ChangeStreams>();
        services.AddSingleton<ExportTurns>();
        services.AddSingleton<Exports>();
        services.AddOptions<ExtractionOptions>().BindConfiguration("Extraction");
        services.AddSingleton<ModelProposals>();
        services.AddSingleton<Extractions>();
        services.AddSingleton<ImportTurns>();
        services.AddSingleton<Importer>();
        services.AddOptions<WebhookOptions>().BindConfiguration("Webhooks");
        services.AddSingleton<WebhookAddress>();
        services.AddSingleton<WebhookClient>();
        services.AddSingleton<WebhookStore>();
        services.AddSingleton<WebhookQueue>();
        services.AddHostedService(all => all.GetRequiredService<WebhookQueue>());
        services.AddHostedService<WebhookSending>();
        Draining.Add(builder);
    }

    public static void UseService(this WebApplication app)
    {
        app.UseSlowRequests();
        app.UseProxies();
        app.UsePathPrefix();
        Deadline.Use(app);
        app.UseAnswerHeaders();
        app.UseMetrics();
        app.UseCompression();
        app.UseProblems();
        app.UseMethods();
        app.UseRouting();
        app.UseExactRequests();
        app.UseAccess();
        app.UseDocs();
        app.UseKnownParameters();
        app.UseNegotiation();
        app.UseRequestDecompression();
        app.MapReviews();
        app.MapReviewList();
        app.MapFacets();
        app.MapWorkingCopies();
        app.MapLifecycle();
        app.MapRevisions();
        app.MapCatalogue();
        app.MapSuggestions();
        app.MapCorrections();
        app.MapScores();
        app.MapVocabularies();
        app.MapScales();
        app.MapKeys();
        app.MapAudit();
        app.MapFeed();
        app.MapChanges();
        app.MapExports();
        app.MapImports();
        app.MapExtraction();
        app.MapWebhooks();
        app.MapOEmbed();
        app.MapHealth();
        app.MapFrontDoor();
        app.MapProblemPages();
        app.MapSmallFiles();
        OpenApiDocuments.Map(app);
    }
}
