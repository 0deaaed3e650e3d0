using System.Net.Mime;
using System.Text;
using System.Text.Encodings.Web;

namespace ReviewApi.Http;

/// <summary>The pages that problems' types lead to, and security.txt (RFC 9116).</summary>
internal static class Pages
{
    public static void MapPages(this IEndpointRouteBuilder app)
    {
        app.MapRead("/problems/{slug}", GetProblemKind).WithTags("Problems").Answers(MediaTypeNames.Text.Html).ProducesProblems(404);
        app.MapRead("/.well-known/security.txt", GetSecurityContact).WithTags("Operations").Answers(MediaTypeNames.Text.Plain);
    }

    /// <summary>Explain a kind of problem</summary>
    /// <remarks>The page that the type of a problem leads to.</remarks>
    /// <param name="slug">The last step of a problem's type.</param>
    static Representation GetProblemKind(string slug)
    {
        var kind = Problems.Kinds.FirstOrDefault(one => one.Slug == slug)
            ?? throw new ProblemException(Problems.NotFound, "There is no problem of this type.");
        var (title, help) = (HtmlEncoder.Default.Encode(kind.Title), HtmlEncoder.Default.Encode(kind.Help));
        return Page($"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>{title}</title></head>
            <body>
            <h1>{title}</h1>
            <p>HTTP status {kind.Status}, type <code>{kind.Type}</code></p>
            <p>{help}</p>
            </body>
            </html>
            """, MediaTypeNames.Text.Html);
    }

    /// <summary>Say whom to tell of a weakness</summary>
    /// <remarks>security.txt (RFC 9116).</remarks>
    static Representation GetSecurityContact(TimeProvider clock) => Page($"""
        Contact: https://github.com/review-api/review-api/security/advisories/new
        Expires: {clock.GetUtcNow().AddYears(1):yyyy-MM-01T00:00:00Z}
        Preferred-Languages: en
        """ + "\n", MediaTypeNames.Text.Plain);

    static Representation Page(string text, string mediaType) => Representation.Of(Encoding.UTF8.GetBytes(text), mediaType);
}
