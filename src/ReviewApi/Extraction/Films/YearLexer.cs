using System.Globalization;
using ReviewApi.Codes;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Films;

/// <summary>The year of a film, and none of a novel, an older film or a disc.</summary>
internal static class YearLexer
{
    const int Near = 8;
    const int NearTop = 3;

    // What a year is said to be of: "the 1992 film", "Mann's 1995 crime drama".
    static readonly Phrases Films = new(
        "_? _? _? "
        + "film/movie/thriller/drama/comedy/western/classic/picture/epic/hit/feature/romance/masterpiece/debut/musical/adaptation/noir/"
        + "saga/chiller/shocker/biopic/fantasy/adventure");

    static readonly Phrases Released = new(
        "released theatrically? in/to cinemas/theaters/theatres? in?, in cinemas in, in theaters/theatres in, aus dem jahr/jahre, gedreht, "
        + "sorti en, réalisé en, made in, filmed in");

    static readonly Phrases OfOther = new(
        "novel, book, play, remake, original, based on, adapted, like, unlike, sequel, prequel, blu ray, dvd, disc, edition, previous, "
        + "earlier, follow up to, also, reminiscent, recalls");

    /// <summary>The film's year: from a key, beside its title, from a line of facts, or as "Mann's 1995 thriller".</summary>
    public static Fact? Find(ReadText read, Fact? title) =>
        Keyed(read) ?? InTitleLine(read) ?? BesideTitle(read, title) ?? FactLines.Year(read) ?? WithCountry(read) ?? Said(read);

    /// <summary>The year in brackets of a stretch: "Heat (1995)", "(USA, 1995)"; the place of the bracket too.</summary>
    public static (int Bracket, Stretch Year)? InBrackets(string text, Stretch at)
    {
        for (var open = at.Start; open < at.End; open++)
            if (text[open] is '(' or '[')
            {
                var closed = text.AsSpan(open..Math.Min(at.End, open + 40)).IndexOfAny(")]") + open;
                if (closed > open + 4 && IsYear(text, new(closed - 4, closed)) && IsFree(text.AsSpan((open + 1)..(closed - 4))))
                    return (open, new(closed - 4, closed));
            }
        return null;

        // Nothing, or a country before it.
        static bool IsFree(ReadOnlySpan<char> before) =>
            before.Length == 0 || before[^1] is ' ' or ',' && !before.ContainsAnyInRange('0', '9');
    }

    static Fact? Keyed(ReadText read)
    {
        foreach (var line in FactKeys.Lines(read, FactKey.Year))
            if (First(read.Page.Text, line.Value) is { } year)
                return Of(read.Page, year, 0.98);
        // "Release Date(s): 1975 (March 25, 2025)".
        foreach (var line in FactKeys.Lines(read, FactKey.Date))
            if (line.Value.Length > 6 && First(read.Page.Text, new(line.Value.Start, line.Value.Start + 4)) is { } year
                && read.Page.Text.AsSpan(year.End).StartsWith(" ("))
                return Of(read.Page, year, 0.95);
        return null;
    }

    static Fact? InTitleLine(ReadText read)
    {
        for (var number = 0; number < read.Page.Lines.Count; number++)
        {
            var line = read.Page.Lines[number];
            if (line.Kind is not LineKind.Title && !(number < NearTop && line.Kind is LineKind.Heading or LineKind.Short))
                continue;
            if (InBrackets(read.Page.Text, line.At) is var (bracket, year))
                // "1948 (2010)": the second is the disc's.
                return bracket - 5 >= line.At.Start && IsYear(read.Page.Text, new(bracket - 5, bracket - 1))
                    ? Of(read.Page, new(bracket - 5, bracket - 1), 0.95)
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
            if (InBrackets(text, behind) is var (bracket, year) && text.AsSpan(behind.Start..bracket).Trim(" \"”’*_,").Length == 0)
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
            if (!IsYear(read.Page.Text, year) || read.Page.Text[year.Start - 1] is not (' ' or ','))
                continue;
            var countries = read.Page.Text[line.At.Start..year.Start].Split(['/', ',', '-', '|'],
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (countries.Length > 0 && countries.All(country => CodeBook.Named("territory").CodeOf(country) is not null))
                return Of(read.Page, year, 0.95);
        }
        return null;
    }

    static Fact? Said(ReadText read)
    {
        var found = new List<Fact>();
        for (var word = 0; word < read.Page.Words.Count; word++)
            if (read.Page.Words[word].Length is 4 or 6 && read.Page.Words[word][0] is '1' or '2')
            {
                var at = read.Page.Words.Run(word, word) is var run && read.Page.Words[word].EndsWith("er") ? new(run.Start, run.End - 2)
                    : run;
                if (IsYear(read.Page.Text, at) && IsOfFilm(read, at, run.End))
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

    static Stretch? First(string text, Stretch at)
    {
        for (var place = at.Start; place + 4 <= at.End; place++)
            if (IsYear(text, new(place, place + 4)))
                return new(place, place + 4);
        return null;
    }

    // From the first films to a few years ahead, and no part of a longer number.
    static bool IsYear(string text, Stretch at) =>
        int.TryParse(text.AsSpan(at.Start..at.End), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        && year is >= 1870 and < 2050
        && (at.Start == 0 || !char.IsAsciiDigit(text[at.Start - 1]))
        && (at.End == text.Length || !char.IsAsciiDigit(text[at.End]));

    /// <summary>A year as the film's.</summary>
    public static Fact Of(Page page, Stretch year, double sureness) =>
        new(long.Parse(page[year], CultureInfo.InvariantCulture), year, "film.year", sureness) { Ground = Ground.Exact };
}
