using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Support;

/// <summary>The OpenAPI document as committed.</summary>
internal static class Snapshot
{
    static readonly JsonSerializerOptions Pretty = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string FilePath => PathBeside("../OpenApi/openapi.json");

    /// <summary>The document of the last release: a copy of the committed one, made anew with each release.</summary>
    public static string ReleasedPath => PathBeside("../OpenApi/released.json");

    public static string Print(JsonNode document) => document.ToJsonString(Pretty) + "\n";

    /// <summary>The number of the first line in which two texts differ, with the lines; null where they are equal.</summary>
    public static string? Difference(string committed, string served)
    {
        var (old, now) = (committed.Split('\n'), served.Split('\n'));
        var line = old.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        return committed == served
            ? null
            : $"line {line + 1}: '{old.ElementAtOrDefault(line)?.Trim()}' is '{now.ElementAtOrDefault(line)?.Trim()}' now";
    }

    static string PathBeside(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, name);
}
