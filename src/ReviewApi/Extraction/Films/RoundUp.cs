using ReviewApi.Codes;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Films;

/// <summary>A text that reviews several releases one after another: each under a line like "KLUTE (Criterion, Blu-ray)".</summary>
internal static class RoundUp
{
    /// <summary>Whether a text is one, and the format that all of its releases have.</summary>
    public static (bool IsOne, Fact? Format) Find(ReadText read)
    {
        var (titles, formats, seen) = (new HashSet<string>(), new List<Term>(), new HashSet<string>());
        foreach (var line in read.Page.Lines)
            if (line.Kind is LineKind.Short or LineKind.Heading or LineKind.Title
                && read.Page.Text[line.At.End - 1] is ')' or ']'
                && read.Page.Text.AsSpan(line.At.Start..line.At.End).IndexOfAny("([") is var open and > 1
                && read.Terms.In(new(line.At.Start + open, line.At.End), "disc_format").FirstOrDefault() is { } format
                && SectionNames.OfHeading(read.Page[line.At]) is null
                && (titles.Count > 1 || !seen.Add(read.Page[line.At]) || IsTitle(read, line.At, titles)))
                formats.Add(format);
        return titles.Count < 2 ? (false, null)
            : formats.TrueForAll(format => format.Code == formats[0].Code)
                ? (true, new(formats[0].Code, formats[0].At, "release.format", 0.9))
            : (true, null);
    }

    static bool IsTitle(ReadText read, Stretch line, HashSet<string> titles)
    {
        if (TitleLine.Title(read, line) is not { } title)
            return false;
        titles.Add(Spelling.OfName(read.Page[title]));
        return true;
    }
}
