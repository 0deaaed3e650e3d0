using ReviewApi.Extraction.Discs;
using ReviewApi.Extraction.Films;

namespace ReviewApi.Extraction.Reading;

/// <summary>
/// A line near the beginning that lists facts without keys, with bars or slashes between them: "Universal | 1975 | 124 min | PG". Only
/// what has the form of a fact beyond doubt counts as one.
/// </summary>
internal static class FactLines
{
    const int Near = 8;
    const int Longest = 160;
    const int MostWordsOfName = 4;
    const string Frame = "*=#[]-_";

    static readonly string[] Separators = [" // ", " | ", " · ", " • ", " – ", " / ", ", "];

    static readonly Phrases Reviewed = new("review, reviewed, posted, published, by, updated");

    /// <summary>The parts of the lines that are made of facts.</summary>
    public static IEnumerable<Stretch> Parts(ReadText read) =>
        read.Page.Lines.Take(Near).Where(line => Is(read, line)).SelectMany(line => Split(read.Page.Text, line.At));

    /// <summary>Whether a line is made of facts.</summary>
    public static bool Is(ReadText read, Line line) =>
        line.Kind is LineKind.Short or LineKind.Heading
        && line.At.Length <= Longest
        && Split(read.Page.Text, line.At) is { Count: > 1 } parts
        && parts.Count(part => IsFact(read, part)) > 1;

    /// <summary>The film's year.</summary>
    public static Fact? Year(ReadText read) => Parts(read)
        .Where(part => read.Years.Has(read.Page.Text, part))
        .Select(part => YearLexer.Of(read.Page, part, 0.93))
        .FirstOrDefault();

    /// <summary>The part that a title may be: the first, where the others are facts.</summary>
    public static Stretch? Title(ReadText read) => read.Page.Lines.Take(Near)
        .Where(line => Is(read, line))
        .Select(line => Split(read.Page.Text, line.At))
        .Where(parts => !IsFact(read, parts[0]) && parts.Skip(1).Count(part => IsFact(read, part)) > 1)
        .Select(parts => (Stretch?)parts[0])
        .FirstOrDefault();

    /// <summary>Who sells the disc: in a line that says a format or a price, the only part after the first that is not a fact.</summary>
    public static Fact? Distributor(ReadText read) => read.Page.Lines.Take(Near)
        .Where(line => Is(read, line))
        .Select(line => Split(read.Page.Text, line.At))
        .Where(parts => parts.Exists(part =>
            read.Terms.In(part, "disc_format").Any(term => term.At == part)
            || Prices.First(read.Page, part, isAnyDollar: false) is not null))
        .Select(parts => parts.Skip(1).Where(part => !IsFact(read, part)).ToList() is [var only] && IsName(read.Page, only)
            ? Fact.Exact(read.Page.Text, only, "release.distributor", 0.9) : null)
        .FirstOrDefault(fact => fact is not null);

    /// <summary>How long the film is.</summary>
    public static Fact? RunningTime(ReadText read) => Parts(read)
        .Select(part =>
            Lengths.First(read.Page.Text, part, "film.runtimeSeconds") is { } time && time.At.Start == part.Start
            && time.At.End + 2 >= part.End ? time : null)
        .FirstOrDefault(time => time is not null);

    /// <summary>The release's day, where the line has one.</summary>
    public static Fact? Date(ReadText read) => read.Page.Lines.Take(Near)
        .Where(line => Is(read, line) && !Reviewed.IsIn(read.Page, line.At))
        .Select(line =>
            Dates.Read(read, line.At, "release.releaseDate") is { Value: string { Length: 10 } } date ? date with { Confidence = 0.9 }
            : null)
        .FirstOrDefault(date => date is not null);

    /// <summary>The release's price.</summary>
    public static (Fact Amount, Fact Currency)? Price(ReadText read) => Parts(read)
        .Select(part => Prices.First(read.Page, part, isAnyDollar: false))
        .FirstOrDefault(price => price is not null);

    static bool IsFact(ReadText read, Stretch part) =>
        read.Years.Has(read.Page.Text, part)
        || Lengths.First(read.Page.Text, part, "") is { } time && time.At.Start == part.Start
        || Prices.First(read.Page, part, isAnyDollar: false) is { } price && price.Currency.At.Start == part.Start
        || Dates.Read(read, part, "") is { Value: string { Length: 10 } }
        || read.Terms.In(part, "disc_format", "territory").Any(term => term.At == part)
        || NoTitle.IsCertificate(read.Page, part);

    // A few words, each with a capital.
    static bool IsName(Page page, Stretch part)
    {
        var (first, last) = (page.Words.From(part.Start), page.Words.From(part.End) - 1);
        return last - first < MostWordsOfName && part.Length > 2
            && Enumerable.Range(first, last - first + 1).All(word => char.IsUpper(page.Text[page.Words.Start(word)]));
    }

    // By the first of the separators that it has.
    static List<Stretch> Split(string text, Stretch line)
    {
        var at = line;
        while (at.Length > 0 && Frame.Contains(text[at.Start]) && Frame.Contains(text[at.End - 1]))
            at = new(at.Start + 1, Math.Max(at.Start + 1, at.End - 1));
        at = LineReading.Trimmed(text, at);
        var separator = Array.Find(Separators, one => text.AsSpan(at.Start..at.End).Contains(one, StringComparison.Ordinal));
        var (parts, start) = (new List<Stretch>(), at.Start);
        while (separator is not null && start < at.End)
        {
            var end = text.IndexOf(separator, start, at.End - start, StringComparison.Ordinal) is var place and >= 0 ? place : at.End;
            if (LineReading.Trimmed(text, new(start, end)) is { Length: > 0 } part)
                parts.Add(part);
            start = end + separator.Length;
        }
        return parts;
    }
}
