using System.Net.Mime;
using System.Text;
using ReviewApi.Http;

namespace ReviewApi.Site;

/// <summary>The files that are asked for at every host: the icon, robots.txt (RFC 9309) and security.txt (RFC 9116).</summary>
internal static class SmallFiles
{
    const string Svg = "image/svg+xml";

    // A disc.
    const string Icon = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
        <circle cx="16" cy="16" r="15" fill="#0b57a4"/>
        <circle cx="16" cy="16" r="9" fill="none" stroke="#8ec1ff" stroke-width="2"/>
        <circle cx="16" cy="16" r="4" fill="#fdfdfb"/>
        </svg>
        """;

    public static void MapSmallFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet("/favicon.ico", GetIcon).Reads().WithTags("Site").Answers(Svg);
        app.MapGet("/robots.txt", GetRobots).Reads().WithTags("Site").Answers(MediaTypeNames.Text.Plain);
        app.MapGet("/.well-known/security.txt", GetSecurityContact).Reads().WithTags("Operations").Answers(MediaTypeNames.Text.Plain);
    }

    /// <summary>The icon of the pages</summary>
    /// <remarks>As SVG.</remarks>
    static Representation GetIcon() => File(Icon + "\n", Svg);

    /// <summary>Say what crawlers may read</summary>
    /// <remarks>robots.txt (RFC 9309): everything that is public.</remarks>
    static Representation GetRobots() => File("User-agent: *\nAllow: /\n", MediaTypeNames.Text.Plain);

    /// <summary>Say whom to tell of a weakness</summary>
    /// <remarks>security.txt (RFC 9116).</remarks>
    static Representation GetSecurityContact(TimeProvider clock) => File($"""
        Contact: https://github.com/review-api/review-api/security/advisories/new
        Expires: {clock.GetUtcNow().AddYears(1):yyyy-MM-01T00:00:00Z}
        Preferred-Languages: en
        """ + "\n", MediaTypeNames.Text.Plain);

    static Representation File(string text, string mediaType) => Representation.Of(Encoding.UTF8.GetBytes(text), mediaType);
}
