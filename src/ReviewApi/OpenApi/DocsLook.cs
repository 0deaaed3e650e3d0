using System.Net.Mime;
using System.Text;
using ReviewApi.Http;

namespace ReviewApi.OpenApi;

/// <summary>
/// What is put right of the docs page, for people who do not see it well or use a keyboard: colours with enough contrast, a path that is
/// text within the button that opens its operation, and no choice of a server where there is one.
/// </summary>
internal static class DocsLook
{
    public const string Style = "look.css";

    public const string Script = "look.js";

    const string Css = """
        html:not(.dark-mode) .swagger-ui a:not(.nostyle),
        html:not(.dark-mode) .swagger-ui .info .link,
        html:not(.dark-mode) .swagger-ui .info .url { color: #0b57a4; }
        html:not(.dark-mode) .swagger-ui .info .title small { background: #5c6370; }
        html:not(.dark-mode) .swagger-ui .info .title small.version-stamp { background: #4a6b00; }
        html:not(.dark-mode) .swagger-ui .btn.authorize { border-color: #146c43; color: #146c43; }
        html:not(.dark-mode) .swagger-ui .btn.authorize span { color: #146c43; }
        html:not(.dark-mode) .swagger-ui .btn.authorize svg { fill: #146c43; }
        html:not(.dark-mode) .swagger-ui .opblock.opblock-get .opblock-summary-method { background: #1763a6; }
        html:not(.dark-mode) .swagger-ui .opblock.opblock-post .opblock-summary-method { background: #146c43; }
        html:not(.dark-mode) .swagger-ui .opblock.opblock-put .opblock-summary-method { background: #9a5200; }
        html:not(.dark-mode) .swagger-ui .opblock.opblock-patch .opblock-summary-method { background: #0e6e5e; }
        html:not(.dark-mode) .swagger-ui .opblock.opblock-delete .opblock-summary-method { background: #c01c1c; }

        """;

    // It runs after the page's bundle and before the page is made of it.
    const string JavaScript = """
        const look = () => ({
          wrapComponents: {
            DeepLink: (Original, { React }) => ({ text }) => React.createElement("span", { className: "nostyle" }, text),
            ServersContainer: (Original, { React }) => props =>
              React.createElement("div", { hidden: true }, React.createElement(Original, props)),
          },
        });
        const bundle = window.SwaggerUIBundle;
        window.SwaggerUIBundle = Object.assign(
          options => bundle({ ...options, plugins: [...(options.plugins ?? []), look] }), bundle);

        """;

    static readonly Dictionary<string, Representation> Files = new()
    {
        [Style] = Representation.Of(Encoding.UTF8.GetBytes(Css), MediaTypeNames.Text.Css),
        [Script] = Representation.Of(Encoding.UTF8.GetBytes(JavaScript), MediaTypeNames.Text.JavaScript),
    };

    /// <summary>The names of its files, beside the page's.</summary>
    public static IReadOnlyCollection<string> Names => Files.Keys;

    /// <summary>A file of that name; null where it is none of these.</summary>
    public static Representation? Find(string name) => Files.GetValueOrDefault(name);
}
