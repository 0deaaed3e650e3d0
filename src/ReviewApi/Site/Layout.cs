using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using ReviewApi.Http;

namespace ReviewApi.Site;

/// <summary>What all pages for people have around them. They run no scripts, and nothing else is loaded than the icon.</summary>
internal static class Layout
{
    const string Style = """

        :root { color-scheme: light dark; --ink: #1c1e21; --paper: #fdfdfb; --quiet: #55595e; --link: #0b57a4; --line: #c9ccd1; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e8e8e4; --paper: #17191c; --quiet: #b3b7bd; --link: #8ec1ff; --line: #4a4e55; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; font: 1.0625rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
        body { overflow-wrap: anywhere; }
        header, main, footer { max-width: 46rem; margin: 0 auto; padding: 1rem; }
        header { border-bottom: 1px solid var(--line); }
        header ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: .5rem 0 0; list-style: none; }
        header li a { display: inline-block; padding: .25rem 0; }
        a { color: var(--link); }
        a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
        h1 { font-size: 1.75rem; line-height: 1.25; margin: .5rem 0; }
        h2 { font-size: 1.25rem; line-height: 1.3; margin: 2rem 0 .5rem; }
        h3 { font-size: 1.0625rem; margin: 0; }
        article { border-top: 1px solid var(--line); padding: .75rem 0; }
        article h2 { margin: .25rem 0; }
        article p { margin: .25rem 0 0; }
        .quiet, dt { color: var(--quiet); }
        dl { display: flex; flex-wrap: wrap; gap: .25rem .9rem; font-size: 1rem; margin: .25rem 0 0; }
        dl div { display: flex; gap: .4rem; }
        dd { margin: 0; font-weight: 600; }
        code { font-size: .95em; }

        """;

    /// <summary>What a page may load: its own style and the icon.</summary>
    public static readonly string Policy = $"default-src 'none'; style-src 'sha256-{Hash(Style)}'; img-src 'self'; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'";

    /// <summary>A page of a title, with its heading and what follows it.</summary>
    public static Representation Page(HttpContext http, string title, Html content)
    {
        http.Response.Headers.ContentSecurityPolicy = Policy;
        var root = http.Request.Below("");
        var page = Html.Of($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title}</title>
            <link rel="icon" href="{root}/favicon.ico" type="image/svg+xml">
            <link rel="alternate" href="{root}/feeds/reviews.atom" type="application/atom+xml" title="Reviews">
            <style>{new Html(Style)}</style>
            </head>
            <body>
            <header>
            <nav aria-label="Main">
            <ul>
            <li><a href="{root}/">{Product.Name}</a></li>
            <li><a href="{root}/docs">Docs</a></li>
            <li><a href="{root}/problems">Problems</a></li>
            </ul>
            </nav>
            </header>
            <main>
            <h1>{title}</h1>
            {content}
            </main>
            <footer>
            <p class="quiet">{Product.Name} {Product.Version}</p>
            </footer>
            </body>
            </html>
            """);
        return Representation.Of(Encoding.UTF8.GetBytes(page.Markup), MediaTypeNames.Text.Html);
    }

    // The pattern's line ends are the source's.
    static string Hash(string style) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
}
