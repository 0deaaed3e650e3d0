using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Films;

/// <summary>The names of roles, where they stand beside an actor's.</summary>
internal static class Roles
{
    const int MostWordsBeforeRole = 5;

    // What may stand between "plays" and the role: no preposition, no relative.
    static readonly Phrases NotBeforeRole = new(
        "who, whom, which, that, of, in, from, at, on, to, with, for, and, or, by, into, against, like, than, is, are, was, der/die/das "
        + "in/von/aus, qui, dans, avec, sur, pour, well, again, both, if, when, while");

    static readonly Phrases NoRoles = new(
        "stimme, voice, voix, narrator, erzähler, cameo, sprecher, himself, herself, the, a, an, i, it, he, she, they, his, her, blu, dvd, "
        + "hd, well, good, part, one, oscar, american, british, english, french, german, italian, brilliant, superb, great, hollywood, "
        + "god, not, very, never, always, all, uhd, warner, criterion");

    /// <summary>The role before "played by".</summary>
    public static Stretch? Before(string text, int place)
    {
        var end = place;
        while (end > 0 && text[end - 1] is ' ' or ',' or '(')
            end--;
        // "…, unforgettably played by …".
        if (text.AsSpan(0, end).EndsWith("ly")
            && text.LastIndexOf(", ", end - 1, Math.Min(end, 20), StringComparison.Ordinal) is var comma and > 0
            && !text.AsSpan((comma + 2)..end).Contains(' '))
            end = comma;
        return Names.RoleBefore(text, end);
    }

    /// <summary>The role behind "plays" or "as": "Ben", "the retired Ben Sanderson", "the magician, Karswell, who …".</summary>
    public static Stretch? Of(Page page, int place)
    {
        var (text, word) = (page.Text, page.Words.From(place));
        for (var count = 0; count <= MostWordsBeforeRole && word < page.Words.Count; count++, word++)
        {
            var start = page.Words.Start(word);
            var gap = text.AsSpan(place..start);
            var isApart = gap is ", ";
            if (!isApart && gap is not (" " or "\n" or "-" or "’" or "'") || isApart && count == 0)
                return null;
            if (char.IsUpper(text[start]))
                return Names.RoleAt(text, start) is { } role && !NoRoles.Are(page, role)
                    && (!isApart || role.End < text.Length && text[role.End] is ',' or '.')
                    ? role
                    : null;
            if (isApart || !char.IsLetter(text[start]) || NotBeforeRole.Behind(page, start) is not null)
                return null;
            place = page.Words.End(word);
        }
        return null;
    }

    /// <summary>The role behind "is": "Shears, who …", "his wife, Nora, and …".</summary>
    public static Stretch? OfIs(Page page, int place)
    {
        if (Of(page, place) is not { } role)
            return null;
        var behind = page.Text.AsSpan(role.End..Math.Min(page.Text.Length, role.End + 5));
        return behind.StartsWith(",") || behind.StartsWith(".") || behind.StartsWith(";") || behind.StartsWith(" and")
            || behind.StartsWith(" who") ? role : null;
    }

    /// <summary>The role behind a name of a list: "A (Ben), B as Sera".</summary>
    public static Stretch? Behind(Page page, Stretch name, int end)
    {
        var text = page.Text;
        var rest = text.AsSpan(name.End..Math.Max(name.End, Math.Min(end, text.Length)));
        if (rest.StartsWith(" (") && rest.IndexOf(')') is var closed and > 3 and < 44 && !rest[..closed].ContainsAny("\n\"“„"))
            return !char.IsUpper(rest[2]) || NoRoles.Are(page, new(name.End + 2, name.End + closed)) ? null
                : new(name.End + 2, name.End + closed);
        return (rest.StartsWith(" as ") || rest.StartsWith(" als ")) && Names.RoleAt(text, name.End + (rest[3] == ' ' ? 4 : 5)) is { } role
            ? role : null;
    }
}
