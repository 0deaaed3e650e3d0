using ReviewApi.Extraction.Discs;
using ReviewApi.Extraction.Judging;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Films;

/// <summary>
/// The film's title: from a key, the title line, a line of facts, else from the prose. What the catalogue knows decides; one that it does
/// not know needs a strong context.
/// </summary>
internal static class TitleLexer
{
    const int NearTop = 4;

    static readonly Phrases Reviews = new("review, kritik, critique, test, rezension, tested, filmkritik");

    // "Five words about the Stalker Blu-ray".
    static readonly Phrases About = new("about the, questions about, thoughts on, words on/about");

    public static Fact? Find(ReadText read, CatalogueNames catalogue, Persons persons) =>
        Keyed(read, catalogue) ?? InLines(read, catalogue) ?? OfFacts(read) ?? TitleProse.Find(read, catalogue, persons)
            ?? OfSubject(read, catalogue);

    static Fact? Keyed(ReadText read, CatalogueNames catalogue)
    {
        foreach (var line in FactKeys.Lines(read, FactKey.Title))
            if (!NoTitle.Is(read, line.Value, isOfFilm: (line.Fact & FactKey.Unsure) != 0)
                && TitleLine.Title(read, line.Value, catalogue) is { } title)
                return Titled(read, title, 0.98);
        return null;
    }

    // The first of the lines at the top that is one for sure; "8/10 – Withnail & I" begins with its score.
    static Fact? InLines(ReadText read, CatalogueNames catalogue)
    {
        for (var number = 0; number < Math.Min(NearTop, read.Page.Lines.Count); number++)
        {
            var line = read.Page.Lines[number];
            if (line.Kind is LineKind.Paragraph)
                return null;
            if (line.Kind is LineKind.Title or LineKind.Heading or LineKind.Short
                && ScoreReading.Leading(read.Page.Text, line.At).Prose is var said
                && !NoTitle.Is(read, said, isOfFilm: false)
                && !FactLines.Is(read, line)
                && (line.Kind is LineKind.Title || SectionNames.OfHeading(read.Page[line.At]) is null)
                && TitleLine.Title(read, said, catalogue) is { } title
                && (IsSure(read, number, title) || catalogue.Film(read.Page[title], null) is not null))
                return Titled(read, title, 0.96);
        }
        return null;
    }

    // "Sweet Smell of Success / Blu-ray / Criterion / $39.95".
    static Fact? OfFacts(ReadText read) => FactLines.Title(read) is { } line && TitleLine.Title(read, line) is { } title
        ? Titled(read, title, 0.93) : null;

    // "Subject: Rear Window on DVD": the title of a post.
    static Fact? OfSubject(ReadText read, CatalogueNames catalogue) =>
        read.Page.Keyed is [var first, ..]
        && first == read.Page.Lines[0]
        && read.Page[first.Key].Equals("subject", StringComparison.OrdinalIgnoreCase)
        && TitleLine.Title(read, first.Value, catalogue) is { } title
        && (read.Terms.In(first.Value, "disc_format").Any()
            || read.Page.Text.IndexOf(read.Page[title], first.At.End, StringComparison.OrdinalIgnoreCase) >= 0)
            ? Titled(read, title, 0.93)
            : null;

    /// <summary>A title as it stands in the text.</summary>
    public static Fact Titled(ReadText read, Stretch at, double sureness) => Fact.Exact(read.Page.Text, at, "film.title", sureness);

    // A line is the film's title where it says format, year or review too, stands over a line of facts, or where the text below comes back
    // to it. One that reads like a sentence needs the last.
    static bool IsSure(ReadText read, int number, Stretch title)
    {
        var (page, line) = (read.Page, read.Page.Lines[number]);
        var isRepeated = page.Text.IndexOf(page[title], line.At.End, StringComparison.OrdinalIgnoreCase) >= 0;
        if ((IsLikeSentence(page, title) || About.IsIn(page, title) && !isRepeated)
            && page.Text.AsSpan(line.At.Start..title.Start).IndexOfAny(":–|") < 0)
            return isRepeated;
        var isTitled = read.Terms.In(line.At, "disc_format").Any()
            || Reviews.IsIn(page, line.At)
            || YearLexer.InBrackets(read, line.At) is not null;
        var below = page.Lines.Skip(number + 1).Take(3).ToList();
        return isTitled
            || number > 0 && page.Lines[number - 1] is { Kind: LineKind.Title } above && TitleLine.Title(read, above.At) is null
                && (Reviews.IsIn(page, above.At) || read.Terms.In(above.At, "disc_format").Any())
            // A line of scores may stand between.
            || below.Count > 0 && FactLines.Is(read, below[0])
            || below.Count > 1 && ScoreReading.Trailing(page.Text, below[0].At) is not null && FactLines.Is(read, below[1])
            || line.Kind is LineKind.Title && (isRepeated || below.Exists(one => IsBelowTitle(read, one)));
    }

    static bool IsBelowTitle(ReadText read, Line line) =>
        FormatLexer.IsAll(read, line)
        || line.Kind is not LineKind.Paragraph && Reviews.IsIn(read.Page, line.At)
        || (line.Fact & (FactKey.Director | FactKey.Date | FactKey.Year)) != 0;

    static bool IsLikeSentence(Page page, Stretch title)
    {
        var (small, all) = (0, 0);
        for (var word = page.Words.From(title.Start); word < page.Words.Count && page.Words.End(word) <= title.End; word++)
            (all, small) = (all + 1, small + (page.Words[word].Length > 3 && char.IsLower(page.Text[page.Words.Start(word)]) ? 1 : 0));
        return all > 3 && small * 10 >= all * 4;
    }
}
