// Which release of a film has the best picture? It prints the one that leads, or why none does.
using System.Text.Json.Nodes;

using var api = new HttpClient { BaseAddress = new Uri(Environment.GetEnvironmentVariable("REVIEWAPI_URL") ?? "http://127.0.0.1:5080") };
var film = (await Get("/v1/films?q=blade+runner"))["items"]!.AsArray().FirstOrDefault()
    ?? throw new InvalidOperationException("No such film.");
var comparison = await Get($"/v1/films/{film["id"]}/releases");
var picture = comparison["leaders"]!["picture"]!;
var best = comparison["releases"]!.AsArray().Select(one => one!["release"]!)
    .FirstOrDefault(release => (string?)release["id"] == (string?)picture["releaseId"]);
Console.WriteLine(best is null
    ? $"{film["title"]}: {picture["undecided"]}"
    : $"{film["title"]}: {best["edition"] ?? best["format"]}, picture {picture["mean"]}");

async Task<JsonNode> Get(string path) => JsonNode.Parse(await api.GetStringAsync(path))!;
