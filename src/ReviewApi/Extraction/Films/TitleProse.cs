using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Films;

/// <summary>A title that the prose says: "Heat (1995)", "Heat on Blu-ray", “Heat” is …, or the name that it comes back to.</summary>
internal static class TitleProse
{
    const int LeastNamed = 3;
    const int MostNames = 2000;

    // Behind a title that is spoken of as a film.
    static readonly Phrases AsFilm = new(
        "isn't, is a/an/the/not/essentially/one/based/still/quite, was a/an/the/made/released/directed/shot, has been/always, tells, "
        + "follows, stars, opens, begins, so, remains, concerns, ist, erzählt, est, raconte, suit, works, arrives, comes to, hits, looks");

    static readonly Phrases BeforeFilm = new(
        "seen in, put on, watched, rewatched, saw, dvd/ray/disc/copy/release/edition of, presents, directed, watching, "
        + "what makes, avoids using, of watching, film, movie, in, the making of, about, nothing about, as, than, brings, "
        + "bringt, released");

    static readonly Phrases On = new("on, on the/this/a new? _? _?, comes to, arrives on, auf, en, hits");

    static readonly Phrases From = new("from, by, courtesy of, thanks to, von, chez, with");

    // What an opening in capitals goes on with.
    static readonly Phrases AfterCapitals = new("is, was, tells, follows, stars, opens, begins, has, arrives, comes, ist, erzählt, est, "
        + "raconte");

    public static Fact? Find(ReadText read, CatalogueNames catalogue, Persons persons) =>
        WithYear(read, persons) ?? OnDisc(read, persons) ?? BeforeDisc(read, persons) ?? Quoted(read, persons) ?? AllCapitals(read)
            ?? Repeated(read, catalogue, persons);

    // "Heat (1995)" in the first paragraphs.
    static Fact? WithYear(ReadText read, Persons persons)
    {
        foreach (var line in read.Page.Lines.Where(line => line.Kind is LineKind.Paragraph).Take(2))
            if (YearLexer.InBrackets(read, line.At) is var (bracket, _)
                && Capitals.Before(read.Page, bracket) is { } found
                && WithoutOwner(read, found) is { } title
                && !IsOther(read, title, persons))
                return TitleLexer.Titled(read, title, 0.93);
        return null;
    }

    // "Oldboy on Blu-ray", in the first paragraphs.
    static Fact? OnDisc(ReadText read, Persons persons)
    {
        foreach (var line in read.Page.Lines.Where(line => line.Kind is LineKind.Paragraph).Take(2))
            foreach (var format in read.Terms.In(line.At, "disc_format"))
                if (On.Before(read.Page, format.At.Start, line.At.Start) is { } on
                    && Capitals.Before(read.Page, on.Start - 1) is { } title
                    && title.Start >= line.At.Start && title.End == on.Start - 1
                    && From.Before(read.Page, title.Start, line.At.Start) is null
                    && !IsOther(read, title, persons))
                    return TitleLexer.Titled(read, title, 0.9);
        return null;
    }

    // "Ten questions about the Amadeus Blu-ray": a line about a disc, with a name that the text mentions again.
    static Fact? BeforeDisc(ReadText read, Persons persons)
    {
        var page = read.Page;
        if (page.Lines is not [{ Kind: LineKind.Title } line, ..])
            return null;
        foreach (var format in read.Terms.In(line.At, "disc_format"))
            if (Capitals.Before(page, format.At.Start) is { } title
                && title.End == format.At.Start - 1
                && title.Start > line.At.Start + 1
                && page.Text.IndexOf(page[title], line.At.End, StringComparison.Ordinal) >= 0
                && !IsOther(read, title, persons))
                return TitleLexer.Titled(read, title, 0.92);
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
    static Fact? Quoted(ReadText read, Persons persons)
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
            ? TitleLexer.Titled(read, only, 0.92)
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
            ? TitleLexer.Titled(read, new(first.At.Start, page.Words.End(last)), 0.93)
            : null;
    }

    // The capitalised phrase that the prose comes back to, where it is spoken of as a film.
    static Fact? Repeated(ReadText read, CatalogueNames catalogue, Persons persons)
    {
        var counts = new Dictionary<string, (int Count, int AsFilm, int Lines, int LastLine, Stretch First)>();
        foreach (var line in read.Page.Lines.Where(line => line.Kind is LineKind.Paragraph or LineKind.Title or LineKind.Heading))
            foreach (var at in Capitals.In(read.Page, line.At))
            {
                if (counts.Count > MostNames)
                    break;
                if (persons.HasRole(read.Page[at]) || IsOther(read, at, persons))
                    continue;
                var whole = Whole(read.Page.Text, at);
                var said = read.Page[whole];
                var (count, asFilm, lines, lastLine, first) = counts.GetValueOrDefault(said, (0, 0, 0, -1, whole));
                counts[said] = (
                    count + 1,
                    asFilm + (IsAsFilm(read, whole) ? 1 : 0),
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
            ? TitleLexer.Titled(read, best.Value.First, 0.9)
            : null;
    }

    static bool IsOther(ReadText read, Stretch at, Persons persons) =>
        persons.Has(read.Page[at])
            || read.Terms.In(at, "disc_format", "audio_codec", "immersive", "hdr", "video_codec", "language", "territory").Any(term =>
                term.At == at || term.Vocabulary is not ("language" or "territory"));

    // "Paris, Texas", where the text has the two together again; else the one.
    static Stretch Whole(string text, Stretch at)
    {
        if (at.End + 3 >= text.Length || text[at.End] is not ',' || text[at.End + 1] is not ' ' || !char.IsUpper(text[at.End + 2]))
            return at;
        var end = at.End + 2;
        while (end < text.Length && char.IsLetter(text[end]))
            end++;
        var whole = text[at.Start..end];
        return text.IndexOf(whole, StringComparison.Ordinal) < at.Start || text.IndexOf(whole, end, StringComparison.Ordinal) > 0
            ? new(at.Start, end) : at;
    }

    static bool IsAsFilm(ReadText read, Stretch at)
    {
        var page = read.Page;
        var end = at.End < page.Text.Length && page.Text[at.End] is '”' or '"' or '’' or '*' ? at.End + 1 : at.End;
        return AsFilm.Behind(page, end) is not null || BeforeFilm.Before(page, at.Start) is not null
            || YearLexer.InBrackets(read, new(end, Math.Min(page.Text.Length, end + 8))) is var (bracket, _) && bracket == end + 1;
    }

    static bool IsUpper(string word) => !word.Any(char.IsLower) && word.Any(char.IsLetterOrDigit);
}
