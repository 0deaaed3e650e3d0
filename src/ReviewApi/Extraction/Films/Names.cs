using System.Collections.Frozen;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Films;

/// <summary>
/// Names of persons, by their form: two capitalised words or more, with particles between them, and without what stands before.
/// </summary>
internal static class Names
{
    public const int Longest = 60;
    const int MostWords = 7;
    const int MostTogether = 3;

    static readonly string[] Joints = [" and ", " und ", " & ", " et "];

    // Capitalised words that stand before a name, or begin a sentence.
    static readonly FrozenSet<string> NotOfName = Set(
        "the a an and but when while as in on at with after before from for by of his her their its this that these those it he she they "
        + "we i if so yet or nor not no yes director directors writer writers actor actors actress star stars co-star co-stars newcomer "
        + "veteran filmmaker screenwriter novelist author composer producer executive cinematographer editor regisseur regisseurin "
        + "schauspieler réalisateur réalisatrice oscar-winner oscar-winning oscar-nominated award-winning award-winner "
        + "french british american english german italian also both even only meanwhile here there where what who why "
        + "how which whose based starring featuring critic historian film movie blu-ray dvd cast members member co-writer writer-director "
        + "writer/director director/writer legendary late great der die das und mit von le la les et avec however once then thanks like "
        + "unlike although though because since until during between every each all some another audio video commentary interview trailer "
        + "featurette extras bonus");

    // Of an actor's name they are no part, of a role's they are.
    static readonly FrozenSet<string> Honorifics = Set("sir dame dr dr. mr mr. mrs mrs. ms ms. professor lord lady captain detective");

    static readonly FrozenSet<string> Particles = Set("de del della van von der den da di du le la dos ter bin al el y zu");

    static readonly FrozenSet<string> Shortenings = Set("Jr Sr Dr Mr Mrs Ms St Sgt Lt Col Capt Gen Insp Det Prof Rev Pvt Cpl");

    /// <summary>The name that begins at a place, of two words or more; null where there is none.</summary>
    public static Stretch? At(string text, int place, int words = 2) => At(text, place, words, isRole: false);

    /// <summary>The role's name that begins at a place: "Mrs. Appleyard", "Winfried/Toni".</summary>
    public static Stretch? RoleAt(string text, int place)
    {
        if (At(text, place, 1, isRole: true) is not { } role)
            return null;
        return role.End + 1 < text.Length && text[role.End] == '/' && At(text, role.End + 1, 1, isRole: true) is { } second
            ? role.To(second) : role;
    }

    /// <summary>The role's name that ends at a place.</summary>
    public static Stretch? RoleBefore(string text, int place) => Before(text, place, 1, isRole: true);

    static Stretch? At(string text, int place, int words, bool isRole)
    {
        if (place >= text.Length || !char.IsUpper(text[place]))
            return null;
        var (end, count) = (WordEnd(text, place), 1);
        while (count < MostWords && end + 1 < text.Length && text[end] == ' ' && IsPart(text, end + 1))
            (end, count) = (WordEnd(text, end + 1), count + 1);
        return Cleaned(text, new(place, end), words, isRole);
    }

    /// <summary>The name that ends at a place.</summary>
    public static Stretch? Before(string text, int place, int words = 2) => Before(text, place, words, isRole: false);

    static Stretch? Before(string text, int place, int words, bool isRole)
    {
        var (start, next, count) = (-1, place, 0);
        while (count++ < MostWords && WordStart(text, next) is var word && word < next && place - word <= Longest)
        {
            if (char.IsUpper(text[word]))
                start = word;
            else if (!Particles.Contains(text[word..next]))
                break;
            if (word == 0 || text[word - 1] != ' ')
                break;
            next = word - 1;
        }
        return start < 0 ? null : Cleaned(text, new(start, place), words, isRole);
    }

    /// <summary>The names that end at a place: "A and B".</summary>
    public static IReadOnlyList<Stretch> ListBefore(string text, int place)
    {
        var names = new List<Stretch>();
        for (var end = place; Before(text, end) is { } name;)
        {
            names.Insert(0, name);
            var joint = Array.Find(Joints, one => text.AsSpan(0, name.Start).EndsWith(one, StringComparison.Ordinal));
            if (joint is null || names.Count == MostTogether)
                break;
            end = name.Start - joint.Length;
        }
        return names;
    }

    /// <summary>The names of a list: "A, B and C", "A / B", "A (Ben), B (Sera)".</summary>
    public static IEnumerable<Stretch> List(string text, Stretch zone, int words = 2)
    {
        for (var place = zone.Start; place < zone.End;)
        {
            while (place < zone.End && !char.IsLetter(text[place]))
                place++;
            if (place >= zone.End || At(text, place, words) is not { } name || name.End > zone.End || name.Start > place + 30)
                yield break;
            yield return name;
            if (JointEnd(text, name.End, zone.End) is not (var end and >= 0))
                yield break;
            place = end;
        }
    }

    /// <summary>Whether a stretch as a whole is a name.</summary>
    public static bool Is(string text, Stretch at) => At(text, at.Start) is { } name && name == at;

    // Behind a role in brackets and what joins a name to the next one; less than 0 where none follows.
    static int JointEnd(string text, int place, int end)
    {
        var rest = text.AsSpan(place..end);
        if (rest.TrimStart(' ').StartsWith("(") && rest.IndexOf(')') is var closed and > 0 and < 64 && !rest[..closed].Contains('\n'))
        {
            place += closed + 1;
            rest = text.AsSpan(place..end);
        }
        foreach (var joint in (ReadOnlySpan<string>)
            [", and ", ", with ", " and ", " und ", " et ", " & ", " y ", " with ", " mit ", " avec ", " plus ", ", ", " / ", "/", "; ",
                " • ", " | "])
            if (rest.StartsWith(joint, StringComparison.Ordinal))
                return place + joint.Length;
        return -1;
    }

    static bool IsPart(string text, int place) =>
        char.IsUpper(text[place]) || char.IsLower(text[place]) && Particles.Contains(text[place..WordEnd(text, place)]);

    // "O’Brien", "J.J.", "Jean-Luc"; the point of an initial and of "Jr." is of the name, that of a sentence is not.
    static int WordEnd(string text, int place)
    {
        var end = place;
        while (end < text.Length)
            if (char.IsLetter(text[end]) || text[end] is '’' or '\'' or '-' && end + 1 < text.Length && char.IsLetter(text[end + 1]))
                end++;
            else if (text[end] == '.' && IsInitial(text, end))
                end++;
            else
                break;
        return end;
    }

    static int WordStart(string text, int end)
    {
        var start = end;
        while (start > 0 && (char.IsLetter(text[start - 1]) || text[start - 1] is '’' or '\'' or '-' || text[start - 1] == '.'
            && IsInitial(text, start - 1)))
            start--;
        return start;
    }

    static bool IsInitial(string text, int stop)
    {
        var start = stop;
        while (start > 0 && char.IsLetter(text[start - 1]) && stop - start < 4)
            start--;
        return stop - start == 1 && char.IsUpper(text[start]) || Shortenings.Contains(text[start..stop]);
    }

    static Stretch? Cleaned(string text, Stretch at, int least, bool isRole)
    {
        var (start, end) = (at.Start, at.End);
        // Possessives: "Mike Figgis' score", "Mann's film".
        if (text.AsSpan(start..end).IndexOfAny("’'") is var mark and > 0 && start + mark + 1 < end && text[start + mark + 1] == 's'
            && (start + mark + 2 == end || !char.IsLetter(text[start + mark + 2])))
            end = start + mark;
        while (end > start && text[end - 1] is '’' or '\'' or '-' or ' ' or '/')
            end--;
        while (start < end && text[start..FirstEnd(start)] is var word && word is not ("La" or "Le" or "Von" or "Van") && IsNoPart(word))
            start = Math.Min(end, start + word.Length + 1);
        var words = text[start..end].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        while (words.Count > 0 && Particles.Contains(words[^1]))
        {
            end -= words[^1].Length + 1;
            words.RemoveAt(words.Count - 1);
        }
        return words.Count(word => char.IsUpper(word[0])) >= least
            // "Rated R." ends a sentence, and no name ends with an initial.
            && (isRole || words[^1] is not [_, '.'])
            && words.Count < MostWords
            && end - start <= Longest
            && end > start
            && !words.Exists(word => IsNoPart(word) && !Particles.Contains(word.ToLowerInvariant()))
            ? new(start, end)
            : null;

        bool IsNoPart(string word) => NotOfName.Contains(word) || !isRole && Honorifics.Contains(word);

        int FirstEnd(int from) => text.IndexOf(' ', from, Math.Max(0, end - from)) is var blank and >= 0 ? blank : Math.Max(from, end);
    }

    static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
