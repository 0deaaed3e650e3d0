using System.Globalization;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Cases;

/// <summary>
/// What a posted review must be read back as, worked out from the contract alone: codes for spellings,
/// ratios as n.nn:1, derived scores and their mean, defaults. All else must come back as it was sent.
/// </summary>
static class CanonicalForm
{
    /// <summary>The spellings that the cases use; a spelling that is neither here nor a code fails the test.</summary>
    static readonly Dictionary<string, Dictionary<string, string>> Codes = new()
    {
        ["video/resolution"] = new() { ["576i"] = "sd_576i", ["1080p"] = "hd_1080p", ["2160p"] = "uhd_2160p" },
        ["video/codec"] = new() { ["AVC"] = "avc" },
        ["video/hdr"] = new() { ["HDR10"] = "hdr10" },
        ["video/tvStandard"] = new() { ["PAL"] = "pal" },
        ["audio/codec"] = new()
        {
            ["DTS"] = "dts",
            ["DTS-HD MA"] = "dts_hd_ma",
            ["Dolby Digital"] = "dolby_digital",
            ["Dolby Digital Plus"] = "dolby_digital_plus",
            ["Dolby TrueHD"] = "dolby_truehd",
        },
        ["audio/immersive"] = new() { ["Dolby Atmos"] = "dolby_atmos" },
        ["subtitles/kind"] = new() { ["SDH"] = "sdh", ["commentary"] = "commentary" },
        ["discs/capacity"] = new() { ["DVD-9"] = "dvd_9", ["BD-50"] = "bd_50", ["UHD-66"] = "uhd_66" },
    };

    static readonly Dictionary<string, decimal> Maxima =
        new() { ["ten"] = 10, ["stars_5"] = 5, ["stars_4"] = 4, ["percent"] = 100, ["twenty"] = 20 };

    const string LetterTable = "A++ 10, A+ 10, A 9.5, A- 9, B+ 8.5, B 8, B- 7.5, C+ 7, C 6.5, C- 6, D+ 5.5, D 5, D- 4.5, F 2";

    static readonly Dictionary<string, decimal> Letters = LetterTable.Split(", ").Select(entry => entry.Split(' '))
        .ToDictionary(entry => entry[0], entry => decimal.Parse(entry[1], CultureInfo.InvariantCulture));

    static readonly string[] Five = ["story", "performances", "picture", "sound", "extras"];

    public static JsonObject Of(Translation translation)
    {
        var review = translation.Review.DeepClone().AsObject();
        foreach (var film in review["films"]!.AsArray()) film!["kind"] ??= "film";
        var release = review["release"]!.AsObject();
        foreach (var list in new[] { "video", "audio", "subtitles", "discs" })
            foreach (var item in release[list] as JsonArray ?? []) Normalise(list, item!.AsObject());
        if (Words.Of(release["barcode"]) is { } barcode) release["gtin"] = string.Concat(barcode.Where(char.IsAsciiDigit)).PadLeft(14, '0');

        var sections = review["sections"] as JsonObject ?? [];
        var others = review["otherSections"] as JsonArray ?? [];
        foreach (var section in sections.Select(section => section.Value).Concat(others).Append(review["overall"]))
            if (section is not null) Judge(section.AsObject(), translation.Scales);
        var scores = Five.Select(name => sections[name]?["score"]?.GetValue<decimal>()).OfType<decimal>().ToList();
        if (scores.Count > 0) review["meanScore"] = Round(scores.Average());
        review["status"] = "published";
        review["revision"] = 1;
        return review;
    }

    static void Normalise(string list, JsonObject item)
    {
        // "Dolby Atmos" names the objects and not the stream that carries them.
        if (list == "audio" && Words.Of(item["codec"]) == "Dolby Atmos" && item.Remove("codec")) item["immersive"] = "Dolby Atmos";
        foreach (var (member, value) in item.ToList())
        {
            if (Codes.TryGetValue($"{list}/{member}", out var codes))
                item[member] = value is JsonArray many ? new JsonArray([.. many.Select(one => Code(codes, one))]) : Code(codes, value);
            else if (member is "aspectRatio" or "originalAspectRatio") item[member] = Ratio(value);
            else if (member is "segments")
                foreach (var segment in value!.AsArray()) segment!["aspectRatio"] = Ratio(segment["aspectRatio"]);
        }
    }

    static JsonNode Code(Dictionary<string, string> codes, JsonNode? spelling) =>
        codes.TryGetValue(Words.Of(spelling)!, out var code) ? code : throw new InvalidOperationException($"No code known for {spelling}.");

    static string Ratio(JsonNode? printed)
    {
        var sides = Words.Of(printed)!.Split(':').Select(side => decimal.Parse(side, CultureInfo.InvariantCulture)).ToList();
        return (sides.Count == 1 ? sides[0] : sides[0] / sides[1]).ToString("0.00", CultureInfo.InvariantCulture) + ":1";
    }

    static void Judge(JsonObject judgement, IReadOnlyList<JsonObject> scales)
    {
        if (judgement["printed"] is JsonObject printed && Words.Of(printed["scale"]) is { } scale)
            judgement["score"] = Score(Words.Of(printed["value"])!, scale, scales);
        judgement["state"] ??= judgement["score"] is null ? "unscored" : "scored";
        foreach (var part in judgement["parts"] as JsonArray ?? []) Judge(part!.AsObject(), scales);
    }

    static decimal Score(string value, string scale, IReadOnlyList<JsonObject> made)
    {
        if (scale == "letter") return Letters[value];
        var own = made.FirstOrDefault(own => Words.Of(own["code"]) == scale);
        if (own?["labels"] is JsonArray labels)
            return labels.First(label => Words.Of(label!["label"]) == value)!["score"]!.GetValue<decimal>();
        return Round(decimal.Parse(value, CultureInfo.InvariantCulture) / (own?["max"]!.GetValue<decimal>() ?? Maxima[scale]) * 10);
    }

    static decimal Round(decimal score) => Math.Round(score, 1, MidpointRounding.AwayFromZero);
}
