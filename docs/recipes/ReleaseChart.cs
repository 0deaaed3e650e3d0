// Draws how the releases of a film are scored, from one answer, as SVG: dotnet run docs/recipes/ReleaseChart.cs > docs/releases.svg
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

const int Row = 26, Left = 18, Bars = 142, Longest = 190, Width = 440;
string[] sections = ["picture", "sound", "extras"];

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
using var api = new HttpClient { BaseAddress = new Uri(Environment.GetEnvironmentVariable("REVIEWAPI_URL") ?? "http://127.0.0.1:5080") };
var film = (await Get("/v1/films?q=blade+runner"))["items"]!.AsArray().FirstOrDefault()
    ?? throw new InvalidOperationException("No such film.");
var comparison = await Get($"/v1/films/{film["id"]}/releases");
var releases = comparison["releases"]!.AsArray().Select(one => one!).ToList();

var drawn = new List<string>();
var y = 92;
foreach (var section in sections)
{
    drawn.Add($"""<text class="section" x="{Left}" y="{y}">{char.ToUpperInvariant(section[0])}{section[1..]}</text>""");
    y += 10;
    foreach (var one in releases)
        drawn.AddRange(Drawn(one, section));
    y += 34;
}
var height = y + 6;
var title = Text($"{comparison["film"]!["title"]} ({comparison["film"]!["year"]})");
Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
Console.Out.NewLine = "\n";
Console.WriteLine($$"""
    <svg xmlns="http://www.w3.org/2000/svg" width="{{Width}}" height="{{height}}" viewBox="0 0 {{Width}} {{height}}" role="img">
    <title>How the releases of {{title}} are scored</title>
    <style>
    svg { --paper: #fdfdfb; --line: #c9ccd1; --ink: #1c1e21; --quiet: #55595e; --rail: #e9ebee; --bar: #93abc6; --best: #0b57a4; }
    @media (prefers-color-scheme: dark) {
      svg { --paper: #17191c; --line: #4a4e55; --ink: #e8e8e4; --quiet: #b3b7bd; --rail: #2a2e33; --bar: #56718f; --best: #8ec1ff; }
    }
    text { font: 15px system-ui, sans-serif; fill: var(--ink); }
    .title { font-size: 20px; font-weight: 600; }
    .section, .best { font-weight: 600; }
    .best .quiet { font-weight: 400; }
    .quiet { fill: var(--quiet); }
    .paper { fill: var(--paper); stroke: var(--line); }
    .rail { fill: var(--rail); }
    .bar { fill: var(--bar); }
    .bar.best { fill: var(--best); }
    </style>
    <rect class="paper" x="0.5" y="0.5" width="{{Width - 1}}" height="{{height - 1}}" rx="8"/>
    <text class="title" x="{{Left}}" y="34">{{title}}</text>
    <text class="quiet" x="{{Left}}" y="56">Mean scores out of 10 (number of reviews)</text>
    {{string.Join('\n', drawn)}}
    <rect class="bar best" x="{{Left}}" y="{{height - 31}}" width="14" height="14" rx="3"/>
    <text class="quiet" x="{{Left + 22}}" y="{{height - 19}}">leads among those with two scores or more</text>
    </svg>
    """.ReplaceLineEndings("\n"));

// A release's name, its bar, and its mean with the number of reviews.
IEnumerable<string> Drawn(JsonNode one, string section)
{
    var release = one["release"]!;
    var scores = one["sections"]![section]!;
    var count = (int)scores["count"]!;
    var best = (string?)release["id"] == (string?)comparison["leaders"]![section]!["releaseId"] ? " best" : "";
    var baseline = y + Row - 8;
    yield return $"""<text x="{Left}" y="{baseline}">{Text(Name(release))}</text>""";
    yield return $"""<rect class="rail" x="{Bars}" y="{y + 5}" width="{Longest}" height="14" rx="3"/>""";
    y += Row;
    var at = $"x=\"{Bars + Longest + 8}\" y=\"{baseline}\"";
    if (count == 0)
    {
        yield return $"""<text class="quiet" {at}>not scored</text>""";
        yield break;
    }
    var length = (double)scores["mean"]! / 10 * Longest;
    yield return $"""<rect class="bar{best}" x="{Bars}" y="{baseline - 13}" width="{length:0.#}" height="14" rx="3"/>""";
    yield return $"""<text class="mean{best}" {at}>{scores["mean"]:0.00} <tspan class="quiet">({count})</tspan></text>""";
}

static string Name(JsonNode release)
{
    var format = (string)release["format"]! switch
    {
        "uhd_blu_ray" => "4K Blu-ray",
        "blu_ray" => "Blu-ray",
        "hd_dvd" => "HD DVD",
        "dvd" => "DVD",
        var other => other,
    };
    return release["territory"] is { } territory ? $"{format}, {territory}" : format;
}

static string Text(string text) => WebUtility.HtmlEncode(text);

async Task<JsonNode> Get(string path) => JsonNode.Parse(await api.GetStringAsync(path))!;
