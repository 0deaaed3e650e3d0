using System.Text.RegularExpressions;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Films;

/// <summary>
/// Names of persons, by their form: two capitalised words or more, with particles between them, and without what stands
/// before.
/// </summary>
internal static partial class Names
{
    public const int Longest = 60;

    // Capitalised words that stand before a name, or begin a sentence.
    static readonly HashSet<string> NotOfName = new(
        (
            "the a an and but when while as in on at with after before from for by of his her their its this that these those "
                + "it he she they we i if so yet or nor "
            + "director directors writer writers actor actors actress star stars co-star "
            + "co-stars newcomer veteran filmmaker screenwriter novelist author "
            + "composer producer executive cinematographer editor regisseur schauspieler "
            + "réalisateur réalisatrice oscar oscar-winner oscar-winning "
            + "oscar-nominated academy award award-winning award-winner emmy golden globe "
            + "sir dame dr dr. mr mr. mrs mrs. ms ms. professor lord lady captain detective "
            + "french british american english german italian also both even only meanwhile "
            + "here there where what who based starring featuring critic historian "
            + "film movie blu-ray dvd cast members member co-writer writer-director writer/director "
            + "director/writer legendary late great star der die das und mit von le la "
            + "les et avec "
            + "however once then thanks like unlike although though because since until during between"
        ).Split(' '),
        StringComparer.OrdinalIgnoreCase
    );

    static readonly HashSet<string> Particles =
    [
        "de",
        "del",
        "della",
        "van",
        "von",
        "der",
        "den",
        "da",
        "di",
        "du",
        "le",
        "la",
        "dos",
        "ter",
        "bin",
        "al",
        "el",
        "y",
        "of",
        "zu",
    ];

    /// <summary>The name that begins at a place, of two words or more; null where there is none.</summary>
    public static Stretch? At(string text, int place, int words = 2)
    {
        var match = Capitals().Match(text, place, Math.Min(Longest * 2, text.Length - place));
        return match.Success && match.Index == place ? Cleaned(text, new(place, place + match.Length), words) : null;
    }

    /// <summary>The name that ends at a place.</summary>
    public static Stretch? Before(string text, int place, int words = 2)
    {
        var start = Math.Max(0, place - Longest);
        var said = text[start..place];
        var match = CapitalsAtEnd().Match(said);
        return match.Success ? Cleaned(text, new(start + match.Index, place), words) : null;
    }

    /// <summary>The names of a list: "A, B and C", "A / B".</summary>
    public static IEnumerable<Stretch> List(string text, Stretch zone, int words = 2)
    {
        for (var place = zone.Start; place < zone.End;)
        {
            while (place < zone.End && !char.IsLetter(text[place]))
                place++;
            if (place >= zone.End || At(text, place, words) is not { } name || name.End > zone.End || name.Start > place + 30)
                yield break;
            yield return name;
            var gap = Separator().Match(text, name.End, Math.Min(zone.End - name.End, 90));
            if (!gap.Success || gap.Index != name.End)
                yield break;
            place = name.End + gap.Length;
        }
    }

    /// <summary>Whether a stretch as a whole is a name.</summary>
    public static bool Is(string text, Stretch at) => At(text, at.Start) is { } name && name == at;

    static Stretch? Cleaned(string text, Stretch at, int least)
    {
        var (start, end) = (at.Start, at.End);
        // Possessives: "Mike Figgis' score", "Mann's film".
        var said = text[start..end];
        if (said.IndexOf("’s", StringComparison.Ordinal) is var curled and > 0)
            end = start + curled;
        else if (said.IndexOf("'s", StringComparison.Ordinal) is var straight and > 0)
            end = start + straight;
        while (
            end > start
            && text[end - 1] is '.' or ',' or '’' or '\'' or '-' or ' '
            && !(text[end - 1] == '.' && (end - start >= 3 && text[(end - 3)..end] is "Jr." or "Sr."))
        )
            end--;
        while (start < end)
        {
            var word = text.AsSpan(start..end).IndexOf(' ') is var blank and >= 0 ? text.Substring(start, blank) : text[start..end];
            if (!NotOfName.Contains(word.TrimEnd(',')) || word is "La" or "Le" or "Von" or "Van")
                break;
            start = Math.Min(end, start + word.Length + 1);
        }
        var words = text[start..end].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        while (words.Count > 0 && Particles.Contains(words[^1]))
        {
            end -= words[^1].Length + 1;
            words.RemoveAt(words.Count - 1);
        }
        return
            words.Count(word => char.IsUpper(word[0])) >= least
            && words.Count <= 6
            && end - start <= Longest
            && end > start
            && !words.Exists(word => NotOfName.Contains(word) && !Particles.Contains(word))
            ? new(start, end)
            : null;
    }

    [GeneratedRegex(
        @"\G(?:\p{Lu}[\p{L}’'\-]*\.?/?)(?: (?:\p{Lu}[\p{L}’'\-]*\.?|de|del|della|van|"
            + @"von|der|den|da|di|du|le|la|dos|ter|bin|al|el|y)){0,6}"
    )]
    private static partial Regex Capitals();

    [GeneratedRegex(
        @"(?:(?<![\p{L}’'\-])\p{Lu}[\p{L}’'\-]*\.?)(?: (?:\p{Lu}[\p{L}’'\-]*\.?|de|del|"
            + @"della|van|von|der|den|da|di|du|le|la|dos|ter|bin|al|el|y)){0,6}\z"
    )]
    private static partial Regex CapitalsAtEnd();

    [GeneratedRegex(
        @"\G(?:\s?\([^()\n]{1,60}\))?(?:,? (?:and|&|und|et|y|with|mit|avec|plus|as well as) (?:also )?|"
            + @", |\s?/\s?|; ?|\s?•\s?|\s\|\s|\s&\s)"
    )]
    private static partial Regex Separator();
}
