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
        .Where(part => IsYear(read.Page, part))
        .Select(part => YearLexer.Of(read.Page, part, 0.93))
        .FirstOrDefault();

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
            Dates.Read(read.Page, line.At, "release.releaseDate") is { Value: string { Length: 10 } } date ? date with { Confidence = 0.9 }
            : null)
        .FirstOrDefault(date => date is not null);

    /// <summary>The release's price.</summary>
    public static (Fact Amount, Fact Currency)? Price(ReadText read) => Parts(read)
        .Select(part => Prices.First(read.Page, part, isAnyDollar: false))
        .FirstOrDefault(price => price is not null);

    static bool IsFact(ReadText read, Stretch part) =>
        IsYear(read.Page, part)
        || Lengths.First(read.Page.Text, part, "") is { } time && time.At.Start == part.Start
        || Prices.First(read.Page, part, isAnyDollar: false) is { } price && price.Currency.At.Start == part.Start
        || Dates.Read(read.Page, part, "") is { Value: string { Length: 10 } }
        || read.Terms.In(part, "disc_format", "territory").Any(term => term.At == part)
        || NoTitle.IsCertificate(read.Page, part);

    static bool IsYear(Page page, Stretch part) =>
        part.Length == 4 && page.Text.AsSpan(part.Start..part.End) is var said && !said.ContainsAnyExceptInRange('0', '9')
        && said[..2] is "18" or "19" or "20";

    // By the first of the separators that it has.
    static List<Stretch> Split(string text, Stretch at)
    {
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
