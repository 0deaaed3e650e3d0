using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Cases;

static class PictureTranslation
{
    static readonly (string Member, string Format)[] Formats =
    [
        ("anamorphic_16x9", "anamorphic_16x9"), ("pan_and_scan", "pan_and_scan"), ("letterbox", "letterbox"), ("pillarbox", "pillarbox"),
        ("full_frame", "full_frame"), ("open_matte", "open_matte"),
    ];

    static readonly string[] Masters = ["sd", "2k", "4k", "6k", "8k"];

    /// <summary>One picture; several ratios are its segments where it varies, else a picture each.</summary>
    public static IEnumerable<JsonObject> Translate(Facts facts, int? disc)
    {
        var remarks = new List<string?>();
        var variable = facts.Is("variable_aspect");
        var ratios = Ratios(facts.Texts("aspect_presented"), "aspect ratio", remarks);
        var originals = Ratios(facts.Texts("aspect_original"), "original aspect ratio", remarks);
        if (originals.Count > 1) remarks.Add($"original aspect ratios: {string.Join(", ", originals)}");
        var picture = new JsonObject()
            .PutKnown("/disc", facts.Number("disc") ?? disc)
            .PutKnown("/resolution", facts.Text("resolution"))
            .PutKnown("/codec", facts.Text("codec"))
            .PutKnown("/kbps", facts.Number("kbps"))
            .PutKnown("/hdr", Body.List(facts.Texts("hdr")))
            .PutKnown("/aspectRatio", ratios.FirstOrDefault())
            .PutKnown("/originalAspectRatio", originals.FirstOrDefault())
            .PutKnown("/segments", variable ? Segments(ratios) : null)
            .PutKnown("/pictureFormat", variable ? "variable" : PictureFormat(facts))
            .PutKnown("/masterResolution", Master(facts.Text("master"), remarks))
            .PutKnown("/frameRate", facts.Text("fps"))
            .PutKnown("/tvStandard", facts.Text("standard"));
        picture.PutKnown("/note", Words.OrNull("; ", [facts.Text("note"), .. remarks, facts.Rest()]));
        return variable || ratios.Count < 2
            ? [picture]
            : ratios.Select(ratio => picture.DeepClone().AsObject().PutKnown("/aspectRatio", ratio));
    }

    static List<string> Ratios(List<string>? printed, string about, List<string?> remarks)
    {
        foreach (var text in (printed ?? []).Where(text => Printed.AspectRatio(text) != text)) remarks.Add($"{about} as printed: {text}");
        return [.. (printed ?? []).Select(Printed.AspectRatio).OfType<string>()];
    }

    static JsonArray Segments(List<string> ratios) => [.. ratios.Select(ratio => new JsonObject { ["aspectRatio"] = ratio })];

    static string? PictureFormat(Facts facts) => Formats.FirstOrDefault(format => facts.Is(format.Member)).Format;

    static string? Master(string? printed, List<string?> remarks)
    {
        if (printed is null) return null;
        var code = Masters.FirstOrDefault(master => Printed.Code(printed).StartsWith(master, StringComparison.Ordinal));
        if (!string.Equals(code, printed, StringComparison.OrdinalIgnoreCase)) remarks.Add($"master: {printed}");
        return code;
    }
}
