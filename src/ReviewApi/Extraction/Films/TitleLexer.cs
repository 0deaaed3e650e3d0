using System.Text.RegularExpressions;
using ReviewApi.Codes;
using ReviewApi.Extraction.Discs;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Films;

/// <summary>
/// The film's title: from a key, the title line, "Title (1995)", or the name that the prose comes back to. What the
/// catalogue knows decides;
/// one that it does not know needs a strong context.
/// </summary>
internal static partial class TitleLexer
{
    public static Fact? Find(ReadText read, CatalogueNames catalogue, IReadOnlySet<string> persons)
    {
        foreach (var line in read.Page.Lines)
            if (
                line.Kind is LineKind.KeyValue
                && TitleKey().IsMatch(read.Page[line.Key])
                && !NoTitle.Is(read, line.Value, isOfFilm: !read.Page[line.Key].Contains("tit", StringComparison.OrdinalIgnoreCase))
                && TitleLine.Title(read, line.Value) is { } keyed
            )
                return Fact(read, keyed, 0.98);
        var inTitle = read
            .Page.Lines.Where(line => line.Kind is LineKind.Title)
            .Where(line => !NoTitle.Is(read, line.At, isOfFilm: false))
            .Select(line => TitleLine.Title(read, line.At))
            .FirstOrDefault();
        if (inTitle is { } at && (IsSure(read, at) || catalogue.Film(read.Page[at], null) is not null))
            return Fact(read, at, 0.96);
        return WithYear(read, persons) ?? AllCapitals(read) ?? Repeated(read, catalogue, persons);
    }

    static Fact Fact(ReadText read, Stretch at, double sureness) =>
        new(read.Page[at], at, "film.title", sureness) { Ground = Ground.Exact };

    // A title line is the film's where it says format, year or review too, or where the text below comes back to it.
    static bool IsSure(ReadText read, Stretch title)
    {
        var line = read.Page.Lines.First(one => one.Kind is LineKind.Title);
        var name = read.Page[title];
        return read.Terms.In(line.At, "disc_format").Any()
            || read.Page.Lines.Skip(1).Take(3).Any(one => FormatLexer.IsAll(read, one))
            || ReviewWord().IsMatch(read.Page[line.At])
            || YearLexer.InBrackets().IsMatch(read.Page[line.At])
            || read.Page.Text.IndexOf(name, line.At.End, StringComparison.OrdinalIgnoreCase) >= 0;
    }

    // "Heat (1995)" in the first paragraphs.
    static Fact? WithYear(ReadText read, IReadOnlySet<string> persons)
    {
        foreach (var line in read.Page.Lines.Where(line => line.Kind is LineKind.Paragraph).Take(2))
            foreach (Match match in YearLexer.InBrackets().Matches(read.Page[line.At]))
                if (TitleLine.CapitalsBefore(read.Page.Text, line.At.Start + match.Index) is { } at && !IsOther(read, at, persons))
                    return Fact(read, at, 0.93);
        return null;
    }

    // "LEAVING LAS VEGAS is the story of …", at the start.
    static Fact? AllCapitals(ReadText read)
    {
        var first = read.Page.Lines.FirstOrDefault(line => line.Kind is LineKind.Paragraph);
        return
            first is not null
            && Upper().Match(read.Page.Text, first.At.Start, Math.Min(80, first.At.Length)) is { Success: true } match
            && match.Index == first.At.Start
            ? Fact(read, new(match.Groups[1].Index, match.Groups[1].Index + match.Groups[1].Length), 0.93)
            : null;
    }

    // The capitalised phrase that the prose comes back to, where it is spoken of as a film.
    static Fact? Repeated(ReadText read, CatalogueNames catalogue, IReadOnlySet<string> persons)
    {
        var (text, counts) = (read.Page.Text, new Dictionary<string, (int Count, int AsFilm, HashSet<int> Lines, Stretch First)>());
        foreach (var line in read.Page.Lines.Where(line => line.Kind is LineKind.Paragraph or LineKind.Title or LineKind.Heading))
            foreach (var at in TitleLine.Phrases(text, line.At))
            {
                if (IsOther(read, at, persons))
                    continue;
                var name = text[at.Start..at.End];
                var known = counts.GetValueOrDefault(name, (0, 0, [], at));
                known.Item3.Add(line.At.Start);
                counts[name] = (known.Item1 + 1, known.Item2 + (IsAsFilm(text, at) ? 1 : 0), known.Item3, known.Item4);
            }
        var ranked = counts
            .Where(one =>
                one.Value.AsFilm > 0
                && (
                    one.Value.Count >= 3 && one.Value.Lines.Count >= 2 && one.Key.Contains(' ', StringComparison.Ordinal)
                    || one.Value.Count >= 2 && catalogue.Film(one.Key, null) is not null
                )
            )
            .OrderByDescending(one => one.Value.Count + 2 * one.Value.AsFilm)
            .ThenBy(one => one.Value.First.Start)
            .ToList();
        return ranked is [var best, ..] && (ranked.Count == 1 || best.Value.Count > ranked[1].Value.Count)
            ? Fact(read, best.Value.First, 0.9)
            : null;
    }

    static bool IsOther(ReadText read, Stretch at, IReadOnlySet<string> persons) =>
        persons.Contains(Spelling.OfName(read.Page[at]))
        || read.Terms.In(at, "disc_format", "audio_codec", "immersive", "hdr", "video_codec").Any();

    static bool IsAsFilm(string text, Stretch at) =>
        AsFilm().IsMatch(text.AsSpan(at.End..Math.Min(text.Length, at.End + 30)))
        || BeforeFilm().IsMatch(text.AsSpan(Math.Max(0, at.Start - 25)..at.Start));

    [GeneratedRegex(
        @"^(?:(?:film |movie |original )?title|film|movie|feature|titel|originaltitel|" + @"titre(?: original)?|filmtitel|name)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex TitleKey();

    [GeneratedRegex(
        @"\G([\p{Lu}][\p{Lu}0-9’'\-]+(?: [\p{Lu}0-9&’'\-]+){0,7}) (?=(?:is|was|tells|"
            + @"follows|stars|opens|begins|has|ist|erzählt|est|raconte)\b)"
    )]
    private static partial Regex Upper();

    [GeneratedRegex(@"\b(?:review|kritik|critique|test|rezension)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ReviewWord();

    [GeneratedRegex(
        @"^[”""’*]?,? ?(?:isn['’]t|is (?:an?|the|not|essentially|one|based|still|quite)|"
            + @"was (?:an?|the|made|released|directed|shot)|tells|follows|stars|opens|begins|"
            + @"so |remains|concerns|ist|erzählt|est|raconte|has always|works|\((?:19|20)[0-9]{2})",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex AsFilm();

    [GeneratedRegex(
        @"\b(?:seen in|watching|what makes|avoids using|of watching|film|movie|in|the making of)\s[“""‘*]?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex BeforeFilm();
}
