using ReviewApi.Codes;
using ReviewApi.Extraction.Discs;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Films;

/// <summary>
/// The film's title: from a key, the title line, "Title (1995)", or the name that the prose comes back to. What the catalogue knows
/// decides; one that it does not know needs a strong context.
/// </summary>
internal static class TitleLexer
{
    const int NearTop = 4;
    const int LeastNamed = 3;

    static readonly Phrases Reviews = new("review, kritik, critique, test, rezension, tested, filmkritik");

    // Behind a title that is spoken of as a film.
    static readonly Phrases AsFilm = new(
        "isn't, is a/an/the/not/essentially/one/based/still/quite, was a/an/the/made/released/directed/shot, has been/always, tells, "
        + "follows, stars, opens, begins, so, remains, concerns, ist, erzählt, est, raconte, suit, works, arrives, comes to, hits, looks");

    static readonly Phrases BeforeFilm = new(
        "seen in, watching, what makes, avoids using, of watching, film, movie, in, the making of, about, nothing about, as, than, brings, "
        + "bringt, released");

    static readonly Phrases On = new("on, comes to, arrives on, auf, en, hits");

    static readonly Phrases From = new("from, by, courtesy of, thanks to, von, chez, with");

    // What an opening in capitals goes on with.
    static readonly Phrases AfterCapitals = new("is, was, tells, follows, stars, opens, begins, has, arrives, comes, ist, erzählt, est, "
        + "raconte");

    public static Fact? Find(ReadText read, CatalogueNames catalogue, IReadOnlySet<string> persons) =>
        Keyed(read) ?? InLines(read, catalogue) ?? WithYear(read, persons) ?? OnDisc(read, persons) ?? Quoted(read, persons)
            ?? AllCapitals(read) ?? Repeated(read, catalogue, persons);

    static Fact? Keyed(ReadText read)
    {
        foreach (var line in FactKeys.Lines(read, FactKey.Title))
            if (!NoTitle.Is(read, line.Value, isOfFilm: (line.Fact & FactKey.Unsure) != 0)
                && TitleLine.Title(read, line.Value) is { } title)
                return Titled(read, title, 0.98);
        return null;
    }

    // The first of the lines at the top that is one for sure.
    static Fact? InLines(ReadText read, CatalogueNames catalogue)
    {
        for (var number = 0; number < Math.Min(NearTop, read.Page.Lines.Count); number++)
        {
            var line = read.Page.Lines[number];
            if (line.Kind is LineKind.Paragraph)
                return null;
            if (line.Kind is LineKind.Title or LineKind.Heading or LineKind.Short
                && !NoTitle.Is(read, line.At, isOfFilm: false)
                && !FactLines.Is(read, line)
                && (line.Kind is LineKind.Title || SectionNames.OfHeading(read.Page[line.At]) is null)
                && TitleLine.Title(read, line.At) is { } title
                && (IsSure(read, number, title) || catalogue.Film(read.Page[title], null) is not null))
                return Titled(read, title, 0.96);
        }
        return null;
    }

    static Fact Titled(ReadText read, Stretch at, double sureness) =>
        Fact.Exact(read.Page.Text, at, "film.title", sureness);

    // A line is the film's title where it says format, year or review too, stands over a line of facts, or where the text below comes back
    // to it. One that reads like a sentence needs the last.
    static bool IsSure(ReadText read, int number, Stretch title)
    {
        var (page, line) = (read.Page, read.Page.Lines[number]);
        var isRepeated = page.Text.IndexOf(page[title], line.At.End, StringComparison.OrdinalIgnoreCase) >= 0;
        if (IsLikeSentence(page, title) && page.Text.AsSpan(line.At.Start..title.Start).IndexOfAny(":–|") < 0)
            return isRepeated;
        var isTitled = read.Terms.In(line.At, "disc_format").Any()
            || Reviews.IsIn(page, line.At)
            || YearLexer.InBrackets(page.Text, line.At) is not null;
        var below = page.Lines.Skip(number + 1).Take(3).ToList();
        return isTitled
            || number > 0 && page.Lines[number - 1] is { Kind: LineKind.Title } above && TitleLine.Title(read, above.At) is null
                && (Reviews.IsIn(page, above.At) || read.Terms.In(above.At, "disc_format").Any())
            || below.Count > 0 && FactLines.Is(read, below[0])
            || line.Kind is LineKind.Title
                && (isRepeated || below.Exists(one => FormatLexer.IsAll(read, one) || Reviews.IsIn(page, one.At)
                && one.Kind is not LineKind.Paragraph
                || (one.Fact & (FactKey.Director | FactKey.Date | FactKey.Year)) != 0));
    }

    static bool IsLikeSentence(Page page, Stretch title)
    {
        var (small, all) = (0, 0);
        for (var word = page.Words.From(title.Start); word < page.Words.Count && page.Words.End(word) <= title.End; word++)
            (all, small) = (all + 1, small + (page.Words[word].Length > 3 && char.IsLower(page.Text[page.Words.Start(word)]) ? 1 : 0));
        return all > 3 && small * 10 >= all * 4;
    }

    // "Heat (1995)" in the first paragraphs.
    static Fact? WithYear(ReadText read, IReadOnlySet<string> persons)
    {
        foreach (var line in read.Page.Lines.Where(line => line.Kind is LineKind.Paragraph).Take(2))
            if (YearLexer.InBrackets(read.Page.Text, line.At) is var (bracket, _)
                && Capitals.Before(read.Page, bracket) is { } found
                && WithoutOwner(read, found) is { } title
                && !IsOther(read, title, persons))
                return Titled(read, title, 0.93);
        return null;
    }

    // "Oldboy on Blu-ray", in the first paragraphs.
    static Fact? OnDisc(ReadText read, IReadOnlySet<string> persons)
    {
        foreach (var line in read.Page.Lines.Where(line => line.Kind is LineKind.Paragraph).Take(2))
            foreach (var format in read.Terms.In(line.At, "disc_format"))
                if (On.Before(read.Page, format.At.Start, line.At.Start) is { } on
                    && Capitals.Before(read.Page, on.Start - 1) is { } title
                    && title.Start >= line.At.Start && title.End == on.Start - 1
                    && From.Before(read.Page, title.Start, line.At.Start) is null
                    && !IsOther(read, title, persons))
                    return Titled(read, title, 0.9);
        return null;
    }

    // "Andrei Tarkovsky's Stalker" is Stalker; "Rosemary's Baby" is whole. Where both may be, the text says which.
    static Stretch? WithoutOwner(ReadText read, Stretch title)
    {
        var text = read.Page.Text;
        var mark = text.AsSpan(title.Start..title.End).IndexOf("’s ") is var curled and > 0 ? curled
            : text.AsSpan(title.Start..title.End).IndexOf("'s ");
        if (mark < 0 || !text.AsSpan(title.Start, mark).Contains(' '))
            return title;
        var rest = new Stretch(title.Start + mark + 3, title.End);
        var isWhole = text.IndexOf(read.Page[title], title.End, StringComparison.Ordinal) >= 0;
        var isRest = text.IndexOf(read.Page[rest], title.End, StringComparison.Ordinal) >= 0;
        return isWhole ? title : isRest ? rest : null;
    }

    // “Heat” has been called …, in the first paragraphs.
    static Fact? Quoted(ReadText read, IReadOnlySet<string> persons)
    {
        var quoted = read.Page.Lines
            .Where(line => line.Kind is LineKind.Paragraph)
            .Take(3)
            .Select(line => Quotations.First(read.Page.Text, line.At))
            .OfType<Stretch>()
            .Where(at => char.IsUpper(read.Page.Text[at.Start]) && at.Length <= 60 && !IsOther(read, at, persons))
            .ToList();
        return quoted.DistinctBy(at => read.Page[at]).ToList() is [var only]
            && AsFilm.Behind(read.Page, Math.Min(read.Page.Text.Length, only.End + 1)) is not null
            ? Titled(read, only, 0.92)
            : null;
    }

    // "LEAVING LAS VEGAS is the story of …", at the start.
    static Fact? AllCapitals(ReadText read)
    {
        var page = read.Page;
        if (page.Lines.FirstOrDefault(line => line.Kind is LineKind.Paragraph) is not { } first)
            return null;
        var (word, last) = (page.Words.From(first.At.Start), -1);
        for (; word < page.Words.Count && page.Words.End(word) <= first.At.End && IsUpper(page[page.Words.Run(word, word)]); word++)
            last = word;
        return last >= 0 && page.Words.End(last) - first.At.Start is > 2 and < 80
            && AfterCapitals.Behind(page, page.Words.End(last)) is not null
            ? Titled(read, new(first.At.Start, page.Words.End(last)), 0.93)
            : null;
    }

    // The capitalised phrase that the prose comes back to, where it is spoken of as a film.
    static Fact? Repeated(ReadText read, CatalogueNames catalogue, IReadOnlySet<string> persons)
    {
        var counts = new Dictionary<string, (int Count, int AsFilm, int Lines, int LastLine, Stretch First)>();
        foreach (var line in read.Page.Lines.Where(line => line.Kind is LineKind.Paragraph or LineKind.Title or LineKind.Heading))
            foreach (var at in Capitals.In(read.Page, line.At))
            {
                if (IsOther(read, at, persons) || IsCut(read.Page.Text, at))
                    continue;
                var said = read.Page[at];
                var (count, asFilm, lines, lastLine, first) = counts.GetValueOrDefault(said, (0, 0, 0, -1, at));
                counts[said] = (
                    count + 1,
                    asFilm + (IsAsFilm(read.Page, at) ? 1 : 0),
                    lines + (lastLine == line.At.Start ? 0 : 1),
                    line.At.Start,
                    first);
            }
        var ranked = counts
            .Where(one => one.Value.AsFilm > 0
                && (one.Value.Count >= LeastNamed && one.Value.Lines >= 2 && one.Key.Contains(' ', StringComparison.Ordinal)
                    || one.Value.Count >= 2 && catalogue.Film(one.Key, null) is not null
                    || one.Value.Count >= 2 && one.Value.AsFilm >= 2 && one.Value.Lines >= 2))
            .OrderByDescending(one => one.Value.Count + 2 * one.Value.AsFilm)
            .ThenBy(one => one.Value.First.Start)
            .ToList();
        return ranked is [var best, ..]
            && (ranked.Count == 1 || best.Value.Count > ranked[1].Value.Count || best.Value.AsFilm > ranked[1].Value.AsFilm)
            ? Titled(read, best.Value.First, 0.9)
            : null;
    }

    static bool IsOther(ReadText read, Stretch at, IReadOnlySet<string> persons)
    {
        var name = Spelling.OfName(read.Page[at]);
        return persons.Contains(name)
            || persons.Any(person =>
                person.EndsWith($" {name}", StringComparison.Ordinal) || person.StartsWith($"{name} ", StringComparison.Ordinal))
            || read.Terms.In(at, "disc_format", "audio_codec", "immersive", "hdr", "video_codec", "language", "territory").Any(term =>
                term.At == at || term.Vocabulary is not ("language" or "territory"));
    }

    // "Paris" of "Paris, Texas", where the text has them together again.
    static bool IsCut(string text, Stretch at)
    {
        if (at.End + 3 >= text.Length || text[at.End] is not ',' || text[at.End + 1] is not ' ' || !char.IsUpper(text[at.End + 2]))
            return false;
        var end = at.End + 2;
        while (end < text.Length && char.IsLetter(text[end]))
            end++;
        var whole = text[at.Start..end];
        return text.IndexOf(whole, StringComparison.Ordinal) < at.Start || text.IndexOf(whole, end, StringComparison.Ordinal) > 0;
    }

    static bool IsAsFilm(Page page, Stretch at)
    {
        var end = at.End < page.Text.Length && page.Text[at.End] is '”' or '"' or '’' or '*' ? at.End + 1 : at.End;
        return AsFilm.Behind(page, end) is not null || BeforeFilm.Before(page, at.Start) is not null
            || page.Text.AsSpan(end).StartsWith(" (19") || page.Text.AsSpan(end).StartsWith(" (20");
    }

    static bool IsUpper(string word) => !word.Any(char.IsLower) && word.Any(char.IsLetterOrDigit);
}
