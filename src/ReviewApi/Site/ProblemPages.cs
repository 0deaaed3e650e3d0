using System.Net.Mime;
using ReviewApi.Http;

namespace ReviewApi.Site;

/// <summary>What the types of problems lead to: a page for each, and one that lists them.</summary>
internal static class ProblemPages
{
    static readonly string[] MediaTypes = [JsonBody.MediaType, MediaTypeNames.Text.Html];

    public static void MapProblemPages(this IEndpointRouteBuilder app)
    {
        var problems = app.MapGroup("/problems").WithTags("Problems");
        problems.MapGet("/", ListProblemKinds).Reads().Produces<ProblemTypes>(StatusCodes.Status200OK, MediaTypes[0], MediaTypes[1]);
        problems.MapGet("/{slug}", GetProblemKind).Reads().Answers(MediaTypeNames.Text.Html).ProducesProblems(404);
    }

    /// <summary>List the kinds of problems</summary>
    /// <remarks>All types that an error may have, with their status and what to do about each; a page for browsers.</remarks>
    static Representation ListProblemKinds(HttpContext http)
    {
        if (http.Request.Preferred(MediaTypes) == MediaTypes[0])
            return Representation.OfJson(new ProblemTypes
            {
                Items = [.. Problems.Kinds.Select(kind => new ProblemType
                {
                    Type = http.Request.Below(kind.Type),
                    Status = kind.Status,
                    Title = kind.Title,
                    Description = kind.Help,
                    Remedy = kind.Remedy,
                })],
            });
        return Layout.Page(http, "Problems", Html.Of($"""
            <p>Every error is <code>application/problem+json</code> (RFC 9457). These are the types that it may have.</p>
            {Problems.Kinds.Select(kind => Html.Of($"""
                <article>
                <h2><a href="{http.Request.Below(kind.Type)}">{kind.Title}</a></h2>
                <p class="quiet">HTTP status {kind.Status}, type <code>{http.Request.Below(kind.Type)}</code></p>
                <p>{kind.Help}</p>
                <p>{kind.Remedy}</p>
                </article>

                """))}
            """));
    }

    /// <summary>Explain a kind of problem</summary>
    /// <remarks>The page that the type of a problem leads to.</remarks>
    /// <param name="slug">The last step of a problem's type.</param>
    static Representation GetProblemKind(string slug, HttpContext http)
    {
        var kind = Problems.Kinds.FirstOrDefault(one => one.Slug == slug)
            ?? throw new ProblemException(Problems.NotFound, "There is no problem of this type.");
        return Layout.Page(http, kind.Title, Html.Of($"""
            <p class="quiet">HTTP status {kind.Status}, type <code>{http.Request.Below(kind.Type)}</code></p>
            <p>{kind.Help}</p>
            <h2>What to do</h2>
            <p>{kind.Remedy}</p>
            """));
    }
}

/// <summary>The kinds of problems.</summary>
public sealed record ProblemTypes
{
    /// <summary>The kinds, by their status.</summary>
    public required IReadOnlyList<ProblemType> Items { get; init; }
}

/// <summary>A kind of problem.</summary>
public sealed record ProblemType
{
    /// <summary>Its address, which a problem has as its type.</summary>
    public required string Type { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>The kind in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>When it comes.</summary>
    public required string Description { get; init; }

    /// <summary>What to do about it.</summary>
    public required string Remedy { get; init; }
}
