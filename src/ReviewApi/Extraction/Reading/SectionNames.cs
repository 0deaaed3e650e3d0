using System.Collections.Frozen;
using System.Text.RegularExpressions;
using ReviewApi.Codes;

namespace ReviewApi.Extraction.Reading;

/// <summary>What section a label or a heading names: a code of the vocabulary section.</summary>
internal static partial class SectionNames
{
    static readonly CodeBook Book = CodeBook.Named("section");

    // What headings are made of beside the vocabulary's names.
    static readonly FrozenDictionary<string, string> ByWord = new Dictionary<string, string>
    {
        ["story"] = "story movie film plot story feature premise synopsis storyline handlung inhalt histoire scénario intrigue filmkritik",
        ["performances"] = "acting performances performance actors darsteller schauspieler interprétation acteurs jeu",
        ["picture"] = "video picture image transfer visuals look looks visual bild bildqualität image vidéo pq",
        ["sound"] = "audio sound soundtrack sounds sonics ton tonqualität klang son audio aq",
        ["extras"] =
            "extras extra supplements supplemental supplementary features special bonus bonusmaterial goodies suppléments extramaterial",
        ["overall"] = "verdict conclusion overall final thoughts fazit bottom closing summary recommendation gesamt bilan conclusion wrap",
        ["packaging"] = "packaging verpackung",
        ["menus"] = "menus menüs",
    }
        .SelectMany(row => row.Value.Split(' ').Select(word => (Word: Spelling.OfCode(word), Section: row.Key)))
        .DistinctBy(one => one.Word)
        .ToFrozenDictionary(one => one.Word, one => one.Section);

    /// <summary>The section that a label names, by the vocabulary: "Video", "The Movie", "Bildqualität"; or null.</summary>
    public static string? Of(string label)
    {
        var name = Plain(label);
        return name.Length is 0 or > 60 ? null : Book.CodeOf(name) ?? Book.CodeOf(Framing().Replace(name, ""));
    }

    /// <summary>
    /// The section that a heading names: by the vocabulary, or by the one section that its words are of ("How it looks").
    /// </summary>
    public static string? OfHeading(string heading)
    {
        if (Of(heading) is { } section)
            return section;
        var named = Letters()
            .Matches(Plain(heading))
            .Select(word => ByWord.GetValueOrDefault(Spelling.OfCode(word.Value)))
            .OfType<string>()
            .Distinct()
            .ToList();
        var words = Letters().Count(Plain(heading));
        return named switch
        {
            [var only] when words <= 6 => only,
            ["story", var other] when words <= 6 && other != "performances" => other,
            ["story", "performances"] when words <= 5 => "story",
            _ => null,
        };
    }

    /// <summary>Whether a heading is of picture and sound together: "Audio/Video", "Bild und Ton".</summary>
    public static bool IsOfBoth(string heading)
    {
        var named = Letters().Matches(heading).Select(word => ByWord.GetValueOrDefault(Spelling.OfCode(word.Value))).ToHashSet();
        return named.Contains("picture") && named.Contains("sound") && heading.Length <= 40 || Technical().IsMatch(heading);
    }

    // Without a score behind it, and without marks.
    static string Plain(string label) =>
        ScoreBehind().Replace(label, "").Trim(' ', ':', '-', '–', '—', '*', '_', '#', '[', ']', '.', '?', '!', '=', '~');

    [GeneratedRegex(
        @"\b(?:review|quality|the|of|rating|score|grade|section|disc|blu-?ray|dvd|4k|" + @"uhd|presentation)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Framing();

    [GeneratedRegex(
        @"[\s:(\[–—-]+(?:[0-9]{1,3}(?:[.,][0-9]{1,2})?[½¼¾]?\s?(?:/|out of|von|sur)\s?[0-9]{1,3}|"
            + @"[0-9]{1,3}\s?%|[A-DF][+-]?|[★☆½✭✮⭐*]{2,12})\W*$"
    )]
    private static partial Regex ScoreBehind();

    [GeneratedRegex(
        @"^(?:a/v|tech(?:nical)?(?: (?:specs|aspects|quality))?|technik|technique|image et son|" + @"bild und ton|bild & ton)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Technical();

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Letters();
}
