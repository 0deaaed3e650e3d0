using System.Reflection;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Extraction;

/// <summary>A review's text in the manner of a site, with what it says: a fact a line, as "audio en dts_hd_ma 5.1".</summary>
sealed record CorpusText(string Name, string Text, bool IsHtml, IReadOnlyList<string> Gold)
{
    /// <summary>The texts of a folder: work, which rules are made with, or apart, which they are not.</summary>
    public static IReadOnlyList<CorpusText> Of(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(name =>
                    name.StartsWith($"texts/{folder}/", StringComparison.Ordinal) && !name.EndsWith(".gold", StringComparison.Ordinal)
                )
                .Order(StringComparer.Ordinal)
                .Select(name => new CorpusText(
                    name,
                    Read(name),
                    name.EndsWith(".html", StringComparison.Ordinal),
                    Read(Path.ChangeExtension(name, ".gold")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                )),
        ];

        string Read(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd().ReplaceLineEndings("\n");
        }
    }

    public override string ToString() => Name;
}

/// <summary>A draft as facts, a line each, as the corpus has them.</summary>
static class DraftFacts
{
    /// <summary>What the kinds of facts are counted together as.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Groups = new Dictionary<string, string[]>
    {
        ["codes"] = ["format", "resolution", "videoCodec", "hdr", "ratio", "originalRatio", "audio", "subtitle", "region"],
        ["scores"] = ["score"],
        ["extras"] = ["extra"],
        ["title"] = ["title", "year"],
        ["people"] = ["director", "writer", "cast", "based"],
        ["sections"] = ["section"],
        ["box"] = ["distributor", "date", "price", "barcode", "discs", "runtime"],
    };

    public static IReadOnlyList<string> Of(Answer answer)
    {
        var draft = answer.At("/draft")!;
        var (film, release) = (draft["films"]?[0], draft["release"]);
        var video = release?["video"]?[0];
        var lines = new List<string?>
        {
            One("title", film?["title"]),
            One("year", film?["year"]),
            One("format", release?["format"]),
            One("resolution", video?["resolution"]),
            One("videoCodec", video?["codec"]),
            One("ratio", video?["aspectRatio"]),
            One("originalRatio", video?["originalAspectRatio"]),
            One("distributor", release?["distributor"]),
            One("date", release?["releaseDate"]),
            One("barcode", release?["barcode"]),
            One("discs", release?["discCount"]),
            One("runtime", film?["runtimeSeconds"]),
            release?["listPrice"] is { } price ? $"price {price["amount"]} {price["currency"]}" : null,
            release?["extras"] is JsonArray { Count: 0 } ? "extra none" : null,
        };
        lines.AddRange(Each(film?["directors"], name => $"director {name}"));
        lines.AddRange(Each(film?["writers"], name => $"writer {name}"));
        lines.AddRange(
            Each(film?["cast"], member => $"cast {member["name"]}{(member["characters"] is { } roles ? $" = {roles[0]}" : "")}")
        );
        lines.AddRange(Each(film?["relations"], one => $"based {one["kind"]} {one["by"]?[0]}".TrimEnd()));
        lines.AddRange(Each(video?["hdr"], code => $"hdr {code}"));
        lines.AddRange(Each(release?["regions"], code => $"region {code}"));
        lines.AddRange(
            Each(
                release?["audio"],
                track =>
                    string.Join(
                        ' ',
                        new[]
                        {
                            "audio",
                            $"{track["language"] ?? "-"}",
                            $"{track["codec"]}",
                            $"{track["immersive"]}",
                            $"{track["channels"]}",
                        }.Where(part => part.Length > 0)
                    )
            )
        );
        lines.AddRange(Each(release?["subtitles"], one => $"subtitle {one["language"]} {one["kind"]}".TrimEnd()));
        lines.AddRange(
            Each(
                release?["extras"],
                one =>
                    string.Join(
                        ' ',
                        new[] { "extra", $"{one["kind"] ?? "-"}", one["count"] is { } count ? $"x{count}" : "", $"{one["seconds"]}" }.Where(
                            part => part.Length > 0
                        )
                    )
            )
        );
        foreach (var (name, section) in (draft["sections"]?.AsObject() ?? []).Append(KeyValuePair.Create("overall", draft["overall"])))
        {
            if (section?["printed"] is { } printed && printed["scale"] is { } scale)
                lines.Add($"score {name} {printed["value"]} {scale}");
            lines.AddRange(
                ((string?)section?["text"] ?? "")
                    .Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
                    .Select(text => $"section {name}: {string.Join(' ', text.Split([' ', '\n']).Take(3))}")
            );
        }
        return [.. lines.OfType<string>()];
    }

    static string? One(string kind, JsonNode? value) => value is null ? null : $"{kind} {value}";

    static IEnumerable<string> Each(JsonNode? list, Func<JsonNode, string> line) =>
        list is JsonArray items ? items.Select(item => line(item!)) : [];
}
