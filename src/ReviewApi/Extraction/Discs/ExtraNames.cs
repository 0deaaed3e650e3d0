using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Discs;

/// <summary>What a line calls an extra: up to its length, its persons or its description.</summary>
internal static class ExtraNames
{
    // Words behind which a name is over: its persons or its description follow.
    static readonly Phrases NameEnds = new("with, featuring, by, hosted, narrated, mit, von, avec, par, in "
        + "hd/sd/1080p/480i/480p/high/standard/english");

    /// <summary>The name at the front of a stretch.</summary>
    public static Stretch Of(Page page, Stretch at)
    {
        var text = page.Text;
        if (Quotations.First(text, at) is { } quoted && quoted.Start <= at.Start + 2)
            return quoted;
        for (var place = at.Start + 1; place < at.End; place++)
            if (IsNameEnd(page, at, place))
                return Marks.Without(text, LineReading.Trimmed(text, new(at.Start, place)));
        return Marks.Without(text, at);
    }

    static bool IsNameEnd(Page page, Stretch at, int place)
    {
        var rest = page.Text.AsSpan(place..at.End);
        return rest[0] switch
        {
            ' ' or '\t' => rest.Length > 1
                && (rest[1] is '(' or '['
                    || rest.Length > 2 && rest[1] is '–' or '—' or '-' && rest[2] == ' '
                    || rest.Length > 4 && char.IsAsciiDigit(rest[1])
                        && Lengths.First(page.Text, new(place + 1, Math.Min(at.End, place + 8)), "") is { } length
                        && length.At.Start == place + 1 && page[length.At].Contains(':')
                    || NameEnds.Behind(page, place, at.End) is not null && page.Words.Start(page.Words.From(place)) == place + 1),
            ',' or ';' or '.' => rest.Length > 1 && rest[1] == ' ' && !IsShortening(page.Text, place),
            // "Close-Up: The Art of …" is one name, "Trailer: two minutes of …" is not.
            ':' => rest.Length > 2 && rest[1] == ' ' && !char.IsUpper(rest[2]) && rest[2] is not ('"' or '“' or '‘' or '\''),
            '\n' => true,
            _ => false,
        };
    }

    static bool IsShortening(string text, int stop) =>
        text[stop] == '.' && stop > 1 && (char.IsUpper(text[stop - 1]) || text[(stop - 2)..stop] is "Dr" or "Mr" or "vs");
}
