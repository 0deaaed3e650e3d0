using ReviewApi.Codes;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Films;

/// <summary>Who directed and wrote a film.</summary>
internal static class CrewLexer
{
    const int MostTogether = 3;
    const int NearTogether = 60;

    // Each with what may stand between it and the name.
    static readonly Phrases DirectedBy = new(
        "directed by, directed and written/produced/edited/scored/shot by, written and directed by, helmed by, réalisé par, réalisée par, "
        + "écrit et réalisé par, regie führte, regie von, inszeniert von, unter der regie von, direction of/by, un film de, film by, movie "
        + "by");

    static readonly Phrases Director = new(
        "director, writer director, director writer, co directors, directors, regisseur, regisseurin, réalisateur, réalisatrice, "
        + "filmmaker, dir");

    static readonly Phrases Directs = new("directs, directed, inszeniert, inszenierte, réalise, wrote/writes and directed/directs, co "
        + "directed, dreht, drehte");

    static readonly Phrases WrittenBy = new(
        "adapted by, adapted for the screen by, written by, written and directed by, screenplay by, screenplay is/was by, script by, "
        + "script is/was by, scripted by, penned by, drehbuch von, scénario de, écrit par, écrit et réalisé par");

    static readonly Phrases Screenwriter = new("screenwriter, screenwriters, writer director, drehbuchautor, drehbuchautorin, scénariste");

    static readonly Phrases Wrote = new(
        "wrote, penned, wrote/writes and directed/directs, wrote/writes/penned the script/screenplay/it, wrote/writes/penned his/her own? "
        + "script/screenplay, schrieb das drehbuch, signe le scénario");

    // "Peter Shaffer, who also wrote the screenplay".
    static readonly Phrases WhoWrote = new("who also? wrote/adapted the/his/her/it own? script/screenplay/novel/play/book?");

    static readonly Phrases OwnScript = new("script, screenplay");

    static readonly Phrases Titles = new(
        "acclaimed, veteran, director, first time, filmmaker, the great, legendary, visionary, the late, writer, newcomer, debutant, a "
        + "young, brothers");

    static readonly Phrases WhoMade = new(
        "who made/directed/makes/directs it/this, the director, wer hat ihn/das gemacht, wer führte regie, "
        + "qui l a réalisé");

    static readonly Phrases OfOther = new(
        "remake, sequel, prequel, original, like, unlike, reminiscent, recall, recalls, inspired by, novel, book, also, later, previous, "
        + "photography, assistant, second unit, casting, art, music, musical, short film, documentary, featurette, commentary, interview, "
        + "interviews");

    public static IReadOnlyList<Fact> Directors(ReadText read) => Listed(read, FactKey.Director, "film.directors")
        ?? Together(read.Page.Text, [.. Behind(read, DirectedBy, 0.96, "film.directors"), .. Before(read, Directs, 0.95, "film.directors")])
        ?? Together(read.Page.Text, [.. Behind(read, Director, 0.94, "film.directors")])
        ?? Together(read.Page.Text, [.. OfQuestion(read)])
        ?? Together(read.Page.Text, [.. OnCommentary(read)])
        ?? [];

    public static IReadOnlyList<Fact> Writers(ReadText read) => Listed(read, FactKey.Writer, "film.writers")
        ?? Together(
            read.Page.Text,
            [.. Behind(read, WrittenBy, 0.95, "film.writers"), .. Before(read, Wrote, 0.94, "film.writers"), .. WhoAlsoWrote(read),
                .. Owners(read)])
        ?? Together(read.Page.Text, [.. Behind(read, Screenwriter, 0.93, "film.writers", isOfBook: true)])
        ?? [];

    static List<Fact>? Listed(ReadText read, FactKey key, string rule)
    {
        var text = read.Page.Text;
        foreach (var line in FactKeys.Lines(read, key))
            if (Names.List(text, line.Value).Select(at => Fact.Exact(text, at, rule, 0.98)).ToList() is { Count: > 0 } listed)
                return listed;
        return null;
    }

    static IEnumerable<Fact> Behind(ReadText read, Phrases words, double sureness, string rule, bool isOfBook = false)
    {
        var (page, text) = (read.Page, read.Page.Text);
        foreach (var at in words.In(page))
        {
            var sentence = page.Sentence(at.Start, 60, 160);
            if (!isOfBook && OfOther.IsIn(page, new(Math.Max(sentence.Start, at.Start - 30), at.Start)) || !IsOfFilm(read, at.Start))
                continue;
            var place = at.End;
            while (Titles.Behind(page, place, sentence.End) is { } title)
                place = title.End;
            while (place < sentence.End && text[place] is ' ' or '\n' or ':')
                place++;
            foreach (var name in Names.List(text, new(place, sentence.End)).Take(MostTogether))
                yield return Fact.Exact(text, name, rule, sureness);
        }
    }

    static IEnumerable<Fact> Before(ReadText read, Phrases words, double sureness, string rule)
    {
        foreach (var at in words.In(read.Page))
            if (IsOfFilm(read, at.Start) && at.Start > 0 && (read.Page[at] is not ("wrote" or "penned") || IsTitleBehind(read.Page, at.End))
                && !read.Page.Text.AsSpan(at.End).StartsWith(" by "))
                foreach (var name in Names.ListBefore(read.Page.Text, at.Start - 1))
                    if (!CastLexer.IsCompared(read.Page, name.Start))
                        yield return Fact.Exact(read.Page.Text, name, rule, sureness);
    }

    // "Who made it?" over "Milos Forman, from the play …".
    static IEnumerable<Fact> OfQuestion(ReadText read)
    {
        for (var number = 1; number < read.Page.Lines.Count; number++)
            if (read.Page.Lines[number - 1] is { Kind: LineKind.Heading or LineKind.Short, At.Length: > 8 } asked
                && WhoMade.IsIn(read.Page, asked.At)
                && Names.At(read.Page.Text, read.Page.Lines[number].At.Start) is { } name)
                yield return Fact.Exact(read.Page.Text, name, "film.directors", 0.9);
    }

    // "Commentary by director Anna Lindqvist".
    static IEnumerable<Fact> OnCommentary(ReadText read)
    {
        foreach (var at in Director.In(read.Page))
            if (read.Outline.Section(read.Page.LineAt(at.Start)) is "extras"
                && read.Terms.In(new(Math.Max(0, at.Start - NearTogether), at.Start),
                    "extra_kind").LastOrDefault() is { Code: "audio_commentary" } term
                && !read.Page.Text.AsSpan(term.At.End..at.Start).ContainsAny(",;.\n")
                && Names.At(read.Page.Text, at.End + 1) is { } name)
                yield return Fact.Exact(read.Page.Text, name, "film.directors", 0.88);
    }

    static IEnumerable<Fact> WhoAlsoWrote(ReadText read)
    {
        foreach (var at in WhoWrote.In(read.Page))
            if (read.Page.Text.AsSpan(0, at.Start).EndsWith(", ") && IsOfFilm(read, at.Start)
                && Names.Before(read.Page.Text, at.Start - 2) is { } name)
                yield return Fact.Exact(read.Page.Text, name, "film.writers", 0.92);
    }

    // "Francis Ford Coppola wrote The Conversation": what the first line says too.
    static bool IsTitleBehind(Page page, int place)
    {
        foreach (var line in page.Lines.Take(2).Where(line => line.Kind is LineKind.Title or LineKind.Heading or LineKind.Short))
            if (Capitals.In(page, new(place, Math.Min(page.Text.Length, place + 60))).FirstOrDefault() is { Length: > 4 } named
                && named.Start == place + 1 && page[line.At].Contains(page[named], StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    // "Graham Greene's script".
    static IEnumerable<Fact> Owners(ReadText read)
    {
        foreach (var at in OwnScript.In(read.Page))
        {
            var before = read.Page.Text.AsSpan(Math.Max(0, at.Start - 3)..at.Start);
            var mark = before is "'s " or "’s " ? at.Start - 3 : before.EndsWith("s' ") || before.EndsWith("s’ ") ? at.Start - 2 : -1;
            if (mark > 0 && IsOfFilm(read, at.Start) && Names.Before(read.Page.Text, mark) is { } name)
                yield return Fact.Exact(read.Page.Text, name, "film.writers", 0.92);
        }
    }

    // One who is named again and again is the one, with those who are named together with them.
    static List<Fact>? Together(string text, List<Fact> found)
    {
        var first = found
            .GroupBy(fact => Spelling.OfName((string)fact.Value))
            .OrderByDescending(same => same.Count())
            .ThenBy(same => same.Min(fact => fact.At.Start))
            .FirstOrDefault()?.MinBy(fact => fact.At.Start);
        if (first is null)
            return null;
        var (together, last) = (new List<Fact> { first }, first);
        foreach (var fact in found.Where(fact => fact.At.Start > first.At.End).OrderBy(fact => fact.At.Start))
            if (fact.At.Start - last.At.End < NearTogether && Joins(text[last.At.End..fact.At.Start]))
                together.Add(last = fact);
        return together.DistinctBy(fact => fact.Value).ToList();
    }

    static bool Joins(string gap) => gap is " and " or " & " or ", " or ", and " or " und " or " et ";

    /// <summary>Whether the text is about the film at a place: not in a section about the disc, nor in the key of a line.</summary>
    public static bool IsOfFilm(ReadText read, int place)
    {
        var number = read.Page.LineAt(place);
        return number >= 0
            && !read.Outline.IsOfDisc(number)
            && (read.Page.Lines[number].Kind is not LineKind.KeyValue || read.Page.Lines[number].Value.Holds(place));
    }
}
