using System.Collections.Frozen;
using ReviewApi.Codes;
using ReviewApi.Extraction.Judging;

namespace ReviewApi.Extraction.Reading;

/// <summary>What section a label or a heading names: a code of the vocabulary section.</summary>
internal static class SectionNames
{
    const int LongestLabel = 60;
    const int MostWords = 9;
    const int MostWordsOfBoth = 6;

    static readonly CodeBook Book = CodeBook.Named("section");

    // What stands beside a section's name in a label.
    static readonly FrozenSet<string> Framing = Set(
        "review quality notes side department corner wise front "
        + "the of rating ratings score grade section disc bluray blu ray dvd 4k uhd presentation program and a un une le la "
        + "les l der die das");

    // What headings are made of beside the vocabulary's names.
    static readonly FrozenDictionary<string, string> ByWord = new Dictionary<string, string>
    {
        ["story"] = "story movie film plot feature premise synopsis storyline content about handlung inhalt histoire scénario intrigue "
            + "filmkritik critique production",
        ["performances"] = "acting performances performance actors darsteller schauspieler interprétation acteurs jeu",
        ["picture"] = "video picture image transfer visuals look looks visual bild bildqualität vidéo pq",
        ["sound"] = "audio sound soundtrack sounds sonics ton tonqualität klang son aq",
        ["extras"] = "extras extra supplements supplemental supplementary features special bonus bonusmaterial goodies suppléments "
            + "extramaterial ausstattung zusatzmaterial",
        ["overall"] = "verdict conclusion overall final thoughts fazit bottom closing summary recommendation gesamt bilan wrap judgment "
            + "buy worth recommended recommend parting",
        ["packaging"] = "packaging verpackung",
        ["menus"] = "menus menüs",
    }
        .SelectMany(row => row.Value.Split(' ').Select(word => (Word: Spelling.OfCode(word), Section: row.Key)))
        .DistinctBy(one => one.Word)
        .ToFrozenDictionary(one => one.Word, one => one.Section);

    // "Audio commentary by …" is an extra, and no heading.
    static readonly FrozenSet<string> OfExtras = Set(
        "commentary commentaries commentaire audiokommentar interview interviews featurette trailer trailers track tracks by with of mit "
        + "avec");

    static readonly NameWords Known = new(
        [
            .. Book.List.Items.SelectMany(item => item.Aliases.Append(item.Label).Append(item.Code).Concat(item.Labels?.Values ?? []))
                .SelectMany(name => name.Split(' '))
                .Where(word => word.Length > 1 && word is not ("the" or "The" or "of" or "No" or "on" or "for")),
            .. ByWord.Keys,
        ]);

    static readonly FrozenSet<string> Technical = Set(
        "av tech technical specs techspecs technicalspecs technicalaspects technicalquality technik technique imageetson bildundton "
        + "videoaudio");

    /// <summary>Whether words may name a section at all: they have one of the names' words.</summary>
    public static bool MayBe(ReadOnlySpan<char> said) => Known.AreIn(said);

    /// <summary>The section that a label names, by the vocabulary: "Video", "The Movie", "Bildqualität"; or null.</summary>
    public static string? Of(string label)
    {
        if (!Known.AreIn(label))
            return null;
        var name = WithoutScore(label);
        if (name.Length is 0 or > LongestLabel)
            return null;
        return Book.CodeOf(name) ?? Book.CodeOf(string.Join(' ', Words(name).Where(word => !Framing.Contains(Spelling.OfCode(word)))));
    }

    /// <summary>
    /// The section that a heading names: by the vocabulary, or by the one section that its words are of ("How it looks").
    /// </summary>
    public static string? OfHeading(string heading)
    {
        if (!Known.AreIn(heading))
            return null;
        if (Of(heading) is { } section)
            return section;
        var words = Words(WithoutScore(heading));
        // "English DTS-HD Master Audio 5.1" is a track.
        var isTrack = WithoutScore(heading) is var name && Enumerable.Range(1, Math.Max(0, name.Length - 2))
            .Any(place =>
                place + 1 < name.Length && name[place] == '.' && char.IsAsciiDigit(name[place - 1]) && char.IsAsciiDigit(name[place + 1]));
        if (isTrack || words.Exists(word => OfExtras.Contains(Spelling.OfCode(word))))
            return null;
        var named = words.Select(word => ByWord.GetValueOrDefault(Spelling.OfCode(word))).OfType<string>().Distinct().ToList();
        if (named.Count > 1)
            named.Remove("story");
        return named is [var only] && words.Count <= MostWords ? only : null;
    }

    /// <summary>Whether a heading is of picture and sound together: "Audio/Video", "Bild und Ton".</summary>
    public static bool IsOfBoth(string heading)
    {
        if (heading.Length > LongestLabel)
            return false;
        var words = Words(WithoutScore(heading));
        var named = words.Select(word => ByWord.GetValueOrDefault(Spelling.OfCode(word))).ToHashSet();
        return words.Count <= MostWordsOfBoth && named.Contains("picture") && named.Contains("sound")
            || Technical.Contains(Spelling.OfCode(string.Concat(words)));
    }

    static string WithoutScore(string label) =>
        (ScoreReading.Trailing(label, new(0, label.Length)) is var (before, _) ? label[before.Start..before.End] : label)
            .Trim(' ', ':', '-', '–', '—', '*', '_', '#', '[', ']', '.', '?', '!', '=', '~');

    static List<string> Words(string label)
    {
        var words = new List<string>();
        for (var place = 0; place < label.Length; place++)
        {
            var start = place;
            while (place < label.Length && char.IsLetterOrDigit(label[place]))
                place++;
            if (place > start)
                words.Add(label[start..place]);
        }
        return words;
    }

    static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet();
}
