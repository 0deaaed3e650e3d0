using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Cases;

/// <summary>What the parts of one translation share: where remarks go, and what one part finds for another.</summary>
sealed class CaseContext(JsonObject record)
{
    public List<string> Notes { get; } = [];
    public List<string> ReleaseNotes { get; } = [];
    public List<string> Cuts { get; } = [];
    public List<JsonObject> Scales { get; } = [];
    public IReadOnlyList<Facts> ScaleFacts { get; } = new Facts(record).Each("scale", "max") ?? [];
    public string? Territory { get; } = Words.Of((record["release"] as JsonObject)?["territory"]);

    public void Note(string about, string? words) => Add(Notes, about, words);

    public void NoteOnRelease(string about, string? words) => Add(ReleaseNotes, about, words);

    /// <summary>A printed date as a partial date; what is printed beside it becomes a remark.</summary>
    public static string? Date(string? printed, string about, List<string> remarks)
    {
        if (printed is null) return null;
        var date = Printed.Date(printed);
        if (date != printed) Add(remarks, $"{about} as printed", printed);
        return date;
    }

    static void Add(List<string> remarks, string about, string? words)
    {
        if (words is not null) remarks.Add($"{about}: {words}");
    }
}
