using System.Globalization;
using ReviewApi.Codes;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Films;

/// <summary>The year of a film, and none of a novel, an older film or a disc.</summary>
internal static class YearLexer
{
    const int Near = 8;
    const int NearTop = 3;
    const int FarInLine = 80;

    // What a year is said to be of: "the 1992 film", "Mann's 1995 crime drama".
    static readonly Phrases Films = new(
        "_? _? _? "
        + "film/movie/thriller/drama/comedy/western/classic/picture/epic/hit/feature/romance/masterpiece/debut/musical/adaptation/noir/"
        + "saga/chiller/shocker/biopic/fantasy/adventure");

    static readonly Phrases Released = new(
        "released theatrically? in/to cinemas/theaters/theatres? in?, in cinemas in, in theaters/theatres in, aus dem jahr/jahre, gedreht, "
        + "sorti en, réalisé en, made it? in, filmed in");

    static readonly Phrases OfOther = new(
        "novel, book, play, remake, original, based on, adapted, like, unlike, sequel, prequel, blu ray, dvd, disc, edition, previous, "
        + "earlier, follow up to, also, reminiscent, recalls");

    /// <summary>The film's year: from a key, beside its title, from a line of facts, or as "Mann's 1995 thriller".</summary>
    public static Fact? Find(ReadText read, Fact? title) =>
        BothOf(Keyed(read), InTitleLine(read, title)) ?? BesideTitle(read, title) ?? FactLines.Year(read) ?? WithCountry(read)
            ?? Said(read, title);

    /// <summary>The year in brackets of a stretch: "Heat (1995)", "(USA, 1995)"; the place of the bracket too.</summary>
    public static (int Bracket, Stretch Year)? InBrackets(ReadText read, Stretch at)
    {
        var text = read.Page.Text;
        for (var open = at.Start; open < at.End; open++)
            if (text[open] is '(' or '[')
            {
                var closed = text.AsSpan(open..Math.Min(at.End, open + 40)).IndexOfAny(")]") + open;
                if (closed > open + 4 && read.Years.Has(text, new(closed - 4, closed)) && IsFree(text.AsSpan((open + 1)..(closed - 4))))
                    return (open, new(closed - 4, closed));
            }
        return null;

        // Nothing, or a country before it.
        static bool IsFree(ReadOnlySpan<char> before) =>
            before.Length == 0 || before[^1] is ' ' or ',' && !before.ContainsAnyInRange('0', '9');
    }

    /// <summary>The year that a key says.</summary>
    public static Fact? Keyed(ReadText read)
    {
        foreach (var line in FactKeys.Lines(read, FactKey.Year))
            if (First(read, line.Value) is { } year)
                return Of(read.Page, year, 0.98);
        // "Release Date(s): 1975 (March 25, 2025)".
        foreach (var line in FactKeys.Lines(read, FactKey.Date))
            if (line.Value.Length > 6 && First(read, new(line.Value.Start, line.Value.Start + 4)) is { } year
                && read.Page.Text.AsSpan(year.End).StartsWith(" ("))
                return Of(read.Page, year, 0.95);
        return null;
    }

    // What a key says counts, and what the title line says otherwise is an alternative.
    static Fact? BothOf(Fact? keyed, Fact? titled) =>
        keyed is null || titled is null || Equals(keyed.Value, titled.Value) ? keyed ?? titled : keyed with { Alternatives = [titled] };

    static Fact? InTitleLine(ReadText read, Fact? title)
    {
        for (var number = 0; number < read.Page.Lines.Count; number++)
        {
            var line = read.Page.Lines[number];
            if (line.Kind is not LineKind.Title && !(number < NearTop && line.Kind is LineKind.Heading or LineKind.Short))
                continue;
            if (InBrackets(read, line.At) is not var (bracket, year))
                continue;
            // "1948 (2010)": the second is the disc's, unless the first is of the title.
            var before = new Stretch(bracket - 5, bracket - 1);
            return before.Start >= line.At.Start && read.Years.Has(read.Page.Text, before) && title?.At.Meets(before) is not true
                ? Of(read.Page, before, 0.95)
                : Of(read.Page, year, 0.97);
        }
        return null;
    }

    static Fact? BesideTitle(ReadText read, Fact? title)
    {
        if (title?.Value is not string { Length: > 0 } name)
            return null;
        var text = read.Page.Text;
        for (var place = text.IndexOf(name, StringComparison.Ordinal); place >= 0; place = text.IndexOf(name, place + name.Length,
            StringComparison.Ordinal))
        {
            var behind = new Stretch(place + name.Length, Math.Min(text.Length, place + name.Length + 30));
            if (InBrackets(read, behind) is var (bracket, year) && text.AsSpan(behind.Start..bracket).Trim(" \"”’*_,").Length == 0)
                return Of(read.Page, year, 0.96);
        }
        return null;
    }

    // "UK 1957", "Deutschland/Österreich 2016", "D/F 1987": a line of its own.
    static Fact? WithCountry(ReadText read)
    {
        foreach (var line in read.Page.Lines.Take(Near).Where(line =>
            line.Kind is LineKind.Short or LineKind.Heading && line.At.Length is > 6 and < 50))
        {
            var year = new Stretch(line.At.End - 4, line.At.End);
            if (!read.Years.Has(read.Page.Text, year) || read.Page.Text[year.Start - 1] is not (' ' or ','))
                continue;
            var countries = read.Page.Text[line.At.Start..year.Start].Split(['/', ',', '-', '|'],
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (countries.Length > 0 && countries.All(country => CodeBook.Named("territory").CodeOf(country) is not null))
                return Of(read.Page, year, 0.95);
        }
        return BehindCountry(read);
    }

    // "Silent film, Germany 1927. With …", in a line of facts that ends as a sentence does.
    static Fact? BehindCountry(ReadText read)
    {
        var text = read.Page.Text;
        foreach (var line in read.Page.Lines.Take(NearTop + 1))
            foreach (var country in read.Terms.In(new(line.At.Start, Math.Min(line.At.End, line.At.Start + FarInLine)), "territory"))
                if (country.At.End + 1 is var start && start + 4 <= line.At.End && text[start - 1] is ' ' or ','
                    && read.Years.Has(text, new(start, start + 4))
                    && (start + 4 == line.At.End || text[start + 4] is '.' or ',' or ';' or ')' or '|')
                    && (country.At.Start == line.At.Start || text[country.At.Start - 1] is '(' or '/'
                        || text.AsSpan(0, country.At.Start).EndsWith(", ")))
                    return Of(read.Page, new(start, start + 4), 0.93);
        return null;
    }

    static Fact? Said(ReadText read, Fact? title)
    {
        var found = new List<Fact>();
        for (var word = 0; word < read.Page.Words.Count; word++)
            if (read.Page.Words[word].Length is 4 or 6 && read.Page.Words[word][0] is '1' or '2')
            {
                var at = read.Page.Words.Run(word, word) is var run && read.Page.Words[word].EndsWith("er") ? new(run.Start, run.End - 2)
                    : run;
                if (read.Years.Has(read.Page.Text, at) && IsOfFilm(read, at, run.End)
                    && !$"{title?.Value}".Contains(read.Page[at], StringComparison.Ordinal))
                    found.Add(Of(read.Page, at, 0.9));
            }
        return Chosen.Of(found) is { Confidence: >= 0.85 } year ? year : null;
    }

    static bool IsOfFilm(ReadText read, Stretch year, int end)
    {
        var (page, number) = (read.Page, read.Page.LineAt(year.Start));
        var sentence = page.Sentence(year.Start, 45, 60);
        return number >= 0
            && page.Lines[number].Kind is LineKind.Paragraph
            && read.Outline.Section(number) is null or "story" or "performances" or "overall"
            && (year.Start == 0 || page.Text[year.Start - 1] is not ('$' or '£' or '€' or '’' or '\''))
            && !OfOther.IsIn(page, new(sentence.Start, year.Start))
            && (end < page.Text.Length && page.Text[end] == ' ' && Films.Behind(page, end, sentence.End) is not null
                || Released.Before(page, year.Start) is not null);
    }

    static Stretch? First(ReadText read, Stretch at)
    {
        for (var place = at.Start; place + 4 <= at.End; place++)
            if (read.Years.Has(read.Page.Text, new(place, place + 4)))
                return new(place, place + 4);
        return null;
    }

    /// <summary>A year as the film's.</summary>
    public static Fact Of(Page page, Stretch year, double sureness) =>
        new(long.Parse(page[year], CultureInfo.InvariantCulture), year, "film.year", sureness) { Ground = Ground.Exact };
}
