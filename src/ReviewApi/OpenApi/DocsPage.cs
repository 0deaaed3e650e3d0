using System.Net.Mime;
using System.Reflection;
using ReviewApi.Http;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace ReviewApi.OpenApi;

/// <summary>The page that shows the OpenAPI document: Swagger UI, with a style and a script that add what it lacks.</summary>
internal static class DocsPage
{
    const string Path = "/docs";
    const string Style = "docs.css";
    const string Script = "docs.js";
    const string Document = "../openapi/v1-3.0.json";

    // The page's own scripts and styles, and the one style that Swagger UI's script writes into the page.
    const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='; "
        + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    static readonly Dictionary<string, Representation> Added = new()
    {
        [Style] = Representation.Of(Read(Style), MediaTypeNames.Text.Css),
        [Script] = Representation.Of(Read(Script), MediaTypeNames.Text.JavaScript),
    };

    // The page's files as they are in its package, and the page itself without a name.
    static readonly HashSet<string> Files =
    [
        "",
        .. Added.Keys,
        .. typeof(SwaggerUIOptions).Assembly.GetManifestResourceNames()
            .Select(
                name => name.Replace("Swashbuckle.AspNetCore.SwaggerUI.", "", StringComparison.Ordinal)
                    .Replace("node_modules.swagger_ui_dist.", "", StringComparison.Ordinal))
            .Where(name => name.Contains('.', StringComparison.Ordinal)),
    ];

    public static void UseDocs(this WebApplication app)
    {
        app.Use((http, next) =>
        {
            if (!http.Request.Path.StartsWithSegments(Path, out var rest))
                return next(http);
            var file = rest.Value!.TrimStart('/');
            if (HttpMethods.IsHead(http.Request.Method))
            {
                // The page knows GET only; the server leaves the body out by itself.
                http.Request.Method = HttpMethods.Get;
            }
            else if (!HttpMethods.IsGet(http.Request.Method) && Files.Contains(file))
            {
                http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
                http.Response.Headers.Allow = $"{HttpMethods.Get}, {HttpMethods.Head}";
                return Task.CompletedTask;
            }
            http.Response.Headers.ContentSecurityPolicy = Policy;
            return Added.GetValueOrDefault(file) is { } added ? added.ExecuteAsync(http)
                : http.Request.Headers.IfNoneMatch.Count > 0 ? AnswerUnlessKnown(http, next) : next(http);
        });
        app.UseSwaggerUI(ui =>
        {
            ui.RoutePrefix = Path[1..];
            ui.DocumentTitle = Product.Name;
            // The same as v1.json, which Swagger UI takes three times as long to show.
            ui.SwaggerEndpoint(Document, $"{Product.Name} v1");
            ui.EnableTryItOutByDefault();
            ui.EnableDeepLinking();
            ui.DisplayRequestDuration();
            ui.DefaultModelsExpandDepth(0);
            ui.HeadContent = $"""
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <link rel="preload" href="{Document}" as="fetch" crossorigin>
                """;
            ui.InjectStylesheet(Style);
            ui.InjectJavascript(Script, "module");
        });
    }

    // Swagger UI compares entity tags in ways of its own, and leaves them out of its 304.
    static async Task AnswerUnlessKnown(HttpContext http, RequestDelegate next)
    {
        var (known, body) = (http.Request.Headers.IfNoneMatch, http.Response.Body);
        http.Request.Headers.IfNoneMatch = default;
        using var file = new MemoryStream();
        http.Response.Body = file;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = body;
        }
        if (http.Response is { StatusCode: StatusCodes.Status200OK, Headers: { ETag: [{ } tag] } headers }
            && ETags.Names(known, tag, strong: false))
            (http.Response.StatusCode, headers.ContentLength) = (StatusCodes.Status304NotModified, null);
        else
            await body.WriteAsync(file.GetBuffer().AsMemory(0, (int)file.Length), http.RequestAborted);
    }

    static byte[] Read(string name)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream($"page/{name}")!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }
}
