using System.Buffers;
using ReviewApi.Codes;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Films;

/// <summary>
/// Who plays whom, in the forms that reviews have: "Ben (Nicolas Cage)", "Cage as Ben", "Ben, played by …", lists behind a key.
/// </summary>
internal static class CastLexer
{
    const int FarBefore = 40;
    const int LongestTitle = 160;
    const int MostWordsBeforeRole = 5;

    static readonly SearchValues<char> Stops = SearchValues.Create(",.;:!?");
    static readonly SearchValues<char> BracketEnds = SearchValues.Create(")\n(");

    static readonly Phrases As = new(
        "is? as, directs/directed himself/herself as, directs and stars as, is? "
        + "superb/brilliant/excellent/terrific/great/wonderful/perfect/marvellous/outstanding as, stars/shines/appears/turns up/co? as?, "
        + "stars as, co stars as, who? plays/portrays/played, playing, portraying, spielt, verkörpert, "
        + "ist/glänzt/überzeugt/brilliert/auftritt als, in der rolle des/der, incarne, joue, campe, interprète, dans le rôle de/d");

    static readonly Phrases PlayedBy = new(
        "who? is? was? superbly/brilliantly/well/memorably/wonderfully/here? played/portrayed/embodied "
        + "superbly/brilliantly/well/memorably/wonderfully? by, gespielt von, incarné/incarnée/interprété/interprétée/joué/jouée par");

    static readonly Phrases Starring = new(
        "starring, stars, co stars, the cast includes/features, the cast is led by, in den hauptrollen, mit, avec");

    static readonly Phrases Are = new("is");

    static readonly Phrases OfPerson = new(
        "director, directors, writer, novelist, author, by, composer, cinematographer, producer, screenwriter, from, regisseur, "
        + "réalisateur, playwright, editor, critic, historian");

    static readonly Phrases Compared = new(
        "like, unlike, reminiscent of, recall, recalls, recalling, evoke, evokes, than, à la, a la, channels, channelling, channeling, "
        + "remind/reminds/reminded me/one/us? of, not since, compared to/with, echo, echoes, echoing, imagine, instead of, originally, was "
        + "offered to, think, wie, comme");

    // What may stand between "plays" and the role: no preposition, no relative.
    static readonly Phrases NotBeforeRole = new(
        "who, whom, which, that, of, in, from, at, on, to, with, for, and, or, by, into, against, like, than, is, are, was, der/die/das "
        + "in/von/aus, qui, dans, avec, sur, pour, well, again, both, if, when, while");

    static readonly Phrases Many = new("family, families, brothers, sisters, twins, clan, gang");

    static readonly HashSet<string> Nobody = [];

    static readonly Phrases NoRoles = new(
        "stimme, voice, voix, narrator, erzähler, cameo, sprecher, himself, herself, the, a, an, i, it, he, she, they, his, her, blu, dvd, "
        + "hd, well, good, part, one, oscar, american, british, english, french, german, italian, brilliant, superb, great, hollywood, "
        + "god, not, very, never, always, all, uhd, warner, criterion");

    /// <param name="read">The text.</param>
    /// <param name="others">Folded names of those who are known to be something else: directors, writers, authors.</param>
    public static IReadOnlyList<Facts> Find(ReadText read, IReadOnlySet<string> others)
    {
        var (text, cast) = (read.Page.Text, new List<Facts>());
        foreach (var line in FactKeys.Lines(read, FactKey.Cast))
            foreach (var name in Names.List(text, line.Value))
                Add(cast, text, name, RoleBehind(read.Page, name, line.Value.End), 0.98);
        foreach (var (role, actor) in Bracketed(read, others))
            Add(cast, text, actor, role, 0.95);
        foreach (var at in PlayedBy.In(read.Page))
            if (Names.At(text, at.End + 1) is { } actor && IsOfFilm(read, actor, others))
                Add(cast, text, actor, RoleBefore(text, at.Start), 0.96);
        foreach (var at in As.In(read.Page))
            if (ActorBefore(read, cast, at.Start) is { } actor && Role(read.Page, at.End) is { } role && IsOfFilm(read, actor, Nobody))
                Add(cast, text, actor, IsOfMany(read.Page, role) ? null : role, 0.94);
        foreach (var at in Are.In(read.Page))
            if (Names.Before(text, at.Start - 1) is { } actor && RoleOfIs(read.Page, at.End) is { } role && IsOfFilm(read, actor, others)
                && !IsInTitle(read, actor))
                Add(cast, text, actor, role, 0.9);
        foreach (var at in Starring.In(read.Page))
            AddStars(read, cast, at, others);
        return [.. cast.OrderBy(member => member["name"]!.At.Start)];
    }

    /// <summary>Whether what stands before a name says that it is named for comparison.</summary>
    public static bool IsCompared(Page page, int name)
    {
        var line = Math.Max(0, name - FarBefore);
        foreach (var at in Compared.In(page, new(line, name)))
            if (!page.Text.AsSpan(at.End..name).ContainsAny(Stops) && page.Words.From(name) - page.Words.From(at.End) <= 2)
                return true;
        return false;
    }

    // "The entire D'Ascoyne family".
    static bool IsOfMany(Page page, Stretch role) => Many.Behind(page, role.End) is not null;

    static void AddStars(ReadText read, List<Facts> cast, Stretch at, IReadOnlySet<string> others)
    {
        var (text, start) = (read.Page.Text, at.End + 1);
        var isWord = read.Page[at] is "mit" or "Mit" or "avec" or "Avec";
        if (start >= text.Length || isWord && read.Outline.Section(read.Page.LineAt(at.Start)) is not (null or "story"))
            return;
        var names = Names.List(text, new(start, read.Page.Sentence(start, 0, 160).End)).ToList();
        // "Mit" and "avec" stand before lists of stars, and before anything else.
        if (isWord && names.Count < 2)
            return;
        foreach (var name in names)
            if (IsOfFilm(read, name, others))
                Add(cast, text, name, RoleBehind(read.Page, name, name.End + 60), 0.93);
    }

    // "Role (Actor)"; "Author (Another Work)" looks alike.
    static IEnumerable<(Stretch Role, Stretch Actor)> Bracketed(ReadText read, IReadOnlySet<string> others)
    {
        var text = read.Page.Text;
        for (var open = text.IndexOf(" (", StringComparison.Ordinal); open >= 0; open = text.IndexOf(" (", open + 2,
            StringComparison.Ordinal))
        {
            var closed = text.AsSpan(open + 2, Math.Min(62, text.Length - open - 2)).IndexOfAny(BracketEnds);
            if (closed < 4 || text[open + 2 + closed] is not ')')
                continue;
            var inside = WithoutAdjectives(text, new(open + 2, open + 2 + closed));
            var number = read.Page.LineAt(open);
            if (number < 0 || read.Page.Lines[number].Kind is not LineKind.Paragraph || read.Outline.IsOfDisc(number))
                continue;
            if (Names.Is(text, inside)
                && Names.RoleBefore(text, open) is { } role
                && role.End == open
                && OfPerson.Before(read.Page, role.Start) is null
                && !others.Contains(Spelling.OfName(text[role.Start..role.End]))
                && IsOfFilm(read, inside, others))
                yield return (role, inside);
        }
    }

    // "(a superb Julian Sands)", "(played by Julian Sands)".
    static Stretch WithoutAdjectives(string text, Stretch at)
    {
        var start = at.Start;
        while (start < at.End && !char.IsUpper(text[start]) && text.AsSpan(start..at.End).IndexOf(' ') is var blank and >= 0)
            start += blank + 1;
        return new(start, at.End);
    }

    // The full name before a word; a surname alone where the full name stands elsewhere.
    static Stretch? ActorBefore(ReadText read, List<Facts> cast, int place)
    {
        var end = place;
        while (end > 0 && read.Page.Text[end - 1] is ' ' or ',' or '\n')
            end--;
        if (place == end || place - end > 2)
            return null;
        if (Names.Before(read.Page.Text, end) is { } full)
            return full;
        if (Names.Before(read.Page.Text, end, words: 1) is not { } surname)
            return null;
        var said = read.Page[surname];
        return cast.Select(member =>
            member["name"]!).FirstOrDefault(name => ((string)name.Value).EndsWith($" {said}", StringComparison.Ordinal))?.At;
    }

    static Stretch? RoleBefore(string text, int place)
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

    // "plays Ben", "as the retired Ben Sanderson", "plays the magician, Karswell, who …".
    static Stretch? Role(Page page, int place)
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

    // "William Holden is Shears, who …", "Myrna Loy is his wife, Nora, and …".
    static Stretch? RoleOfIs(Page page, int place)
    {
        if (Role(page, place) is not { } role)
            return null;
        var behind = page.Text.AsSpan(role.End..Math.Min(page.Text.Length, role.End + 5));
        return behind.StartsWith(",") || behind.StartsWith(".") || behind.StartsWith(";") || behind.StartsWith(" and")
            || behind.StartsWith(" who") ? role : null;
    }

    // Of "A (Ben), B as Sera": the role of a name of a list.
    static Stretch? RoleBehind(Page page, Stretch name, int end)
    {
        var text = page.Text;
        var rest = text.AsSpan(name.End..Math.Max(name.End, Math.Min(end, text.Length)));
        if (rest.StartsWith(" (") && rest.IndexOf(')') is var closed and > 3 and < 44 && !rest[..closed].ContainsAny("\n\"“„"))
            return !char.IsUpper(rest[2]) || NoRoles.Are(page, new(name.End + 2, name.End + closed)) ? null
                : new(name.End + 2, name.End + closed);
        return (rest.StartsWith(" as ") || rest.StartsWith(" als ")) && Names.RoleAt(text, name.End + (rest[3] == ' ' ? 4 : 5)) is { } role
            ? role : null;
    }

    static bool IsOfFilm(ReadText read, Stretch name, IReadOnlySet<string> others) =>
        !IsCompared(read.Page, name.Start)
        && !others.Contains(Spelling.OfName(read.Page[name]))
        && !read.Outline.IsOfDisc(read.Page.LineAt(name.Start))
        && !read.Terms.In(name, "disc_format", "audio_codec", "immersive", "hdr", "video_codec").Any();

    static bool IsInTitle(ReadText read, Stretch name) =>
        read.Page.Lines.Take(3).Any(line =>
            line.Kind is not LineKind.Paragraph && line.At.Length <= LongestTitle
            && read.Page[line.At].Contains(read.Page[name], StringComparison.OrdinalIgnoreCase));

    static void Add(List<Facts> cast, string text, Stretch name, Stretch? role, double sureness)
    {
        var said = text[name.Start..name.End];
        var member = cast.Find(one => Spelling.OfName(one.Text("name")!) == Spelling.OfName(said));
        if (member is null)
            cast.Add(member = new Facts().With("name", Fact.Exact(text, name, "film.cast", sureness)));
        if (role is { Length: > 0 } at && !text[at.Start..at.End].Equals(said, StringComparison.Ordinal))
            member.With("characters/0", Fact.Exact(text, at, "film.cast", sureness));
    }
}
