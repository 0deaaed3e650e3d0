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

    static readonly SearchValues<char> Stops = SearchValues.Create(",.;:!?");
    static readonly SearchValues<char> BracketEnds = SearchValues.Create(")\n(");

    static readonly Phrases As = new(
        "réalise/écrit et joue, directs/directed/wrote/writes and plays/played, "
        + "is? as, directs/directed himself/herself as, directs and stars as, is? "
        + "superb/brilliant/excellent/terrific/great/wonderful/perfect/marvellous/outstanding as, stars/shines/appears/turns up/co? as?, "
        + "stars as, co stars as, who? plays/portrays/played, playing, portraying, spielt, verkörpert, "
        + "ist/glänzt/überzeugt/brilliert/auftritt als, in der rolle des/der, incarne, joue, campe, interprète, dans le rôle de/d");

    static readonly Phrases PlayedBy = new(
        "who? is? was? superbly/brilliantly/well/memorably/wonderfully/here? played/portrayed/embodied "
        + "superbly/brilliantly/well/memorably/wonderfully? by, gespielt von, incarné/incarnée/interprété/interprétée/joué/jouée par");

    static readonly Phrases Starring = new(
        "starring, stars, co stars, the cast includes/features, the cast is led by, in den hauptrollen, mit, avec");

    static readonly Phrases Are = new("is");

    static readonly Phrases Voices = new("voices, voiced, lends/gives/provides _? _? _? _? voice, leiht _? _? stimme, prête sa voix");

    // Behind two names or more.
    static readonly Phrases Star = new("star, co star, play, shine, lead the cast, head the cast, are the leads, spielen, glänzen, jouent");

    static readonly Phrases OfPerson = new(
        "director, directors, writer, novelist, author, by, composer, cinematographer, producer, screenwriter, from, regisseur, "
        + "réalisateur, playwright, editor, critic, historian");

    static readonly Phrases Compared = new(
        "like, unlike, reminiscent of, recall, recalls, recalling, evoke, evokes, than, à la, a la, channels, channelling, channeling, "
        + "remind/reminds/reminded me/one/us? of, not since, compared to/with, echo, echoes, echoing, imagine, instead of, originally, was "
        + "offered to, think, wie, comme");

    static readonly Phrases Many = new("family, families, brothers, sisters, twins, clan, gang");

    static readonly HashSet<string> Nobody = [];

    /// <param name="read">The text.</param>
    /// <param name="others">Folded names of those who are known to be something else: directors, writers, authors.</param>
    public static IReadOnlyList<Facts> Find(ReadText read, IReadOnlySet<string> others)
    {
        var (text, cast) = (read.Page.Text, new CastList(read.Page.Text));
        foreach (var line in FactKeys.Lines(read, FactKey.Cast))
            foreach (var name in Names.List(text, line.Value))
                cast.Add(name, Roles.Behind(read.Page, name, line.Value.End), 0.98);
        foreach (var (role, actor) in Bracketed(read, others))
            cast.Add(actor, role, 0.95);
        foreach (var at in PlayedBy.In(read.Page))
            if (Names.At(text, at.End + 1) is { } actor && IsOfFilm(read, actor, others))
                cast.Add(actor, Roles.Before(text, at.Start), 0.96);
        foreach (var at in As.In(read.Page))
            if (ActorNames.Before(read, cast, at.Start) is { } actor && Roles.Of(read.Page, at.End) is { } role
                && IsOfFilm(read, actor, Nobody))
                cast.Add(actor, IsOfMany(read.Page, role) ? null : role, 0.94);
        foreach (var at in Voices.In(read.Page))
            if (Names.Before(text, at.Start - 1) is { } actor && IsOfFilm(read, actor, others))
                cast.Add(actor, null, 0.9);
        foreach (var at in Star.In(read.Page))
            if (at.Start > 0 && Names.ListBefore(text, at.Start - 1) is { Count: > 1 } stars)
                foreach (var actor in stars.Where(actor => IsOfFilm(read, actor, others)))
                    cast.Add(actor, null, 0.9);
        foreach (var at in Are.In(read.Page))
            if (Names.Before(text, at.Start - 1) is { } actor && Roles.OfIs(read.Page, at.End) is { } role && IsOfFilm(read, actor, others)
                && !IsInTitle(read, actor))
                cast.Add(actor, role, 0.9);
        foreach (var at in Starring.In(read.Page))
            AddStars(read, cast, at, others);
        return cast.InOrder;
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

    static void AddStars(ReadText read, CastList cast, Stretch at, IReadOnlySet<string> others)
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
                cast.Add(name, Roles.Behind(read.Page, name, name.End + 60), 0.93);
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

    static bool IsOfFilm(ReadText read, Stretch name, IReadOnlySet<string> others) =>
        !IsCompared(read.Page, name.Start)
        && !others.Contains(Spelling.OfName(read.Page[name]))
        && !read.Outline.IsOfDisc(read.Page.LineAt(name.Start))
        && !read.Terms.In(name, "disc_format", "audio_codec", "immersive", "hdr", "video_codec").Any();

    static bool IsInTitle(ReadText read, Stretch name) =>
        read.Page.Lines.Take(3).Any(line =>
            line.Kind is not LineKind.Paragraph && line.At.Length <= LongestTitle
            && read.Page[line.At].Contains(read.Page[name], StringComparison.OrdinalIgnoreCase));
}
