using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Discs;

/// <summary>The format of the release: from the title line and from keys, else from what the prose calls it.</summary>
internal static class FormatLexer
{
    const double LeastShare = 0.6;
    const int MostTerms = 300;
    const int NearTop = 3;

    // What is short for something else in prose, or comes along with a disc.
    static readonly HashSet<string> OfOther = ["digital_code", "cd", "dvd_audio", "other", "betamax", "umd", "cbhd", "svcd"];

    static readonly HashSet<string> Bygone = ["laserdisc", "vhs", "vcd", "d_vhs"];

    static readonly Phrases Pointers = new("this, new, on, the, auf, die, diese, en, ce, cette, to");

    public static Fact? Find(ReadText read)
    {
        var capacities = read.Terms.Of("capacity").Select(term => term.At.Start).ToHashSet();
        var weights = new Dictionary<string, (double Weight, Term Best, double BestWeight)>();
        foreach (var term in read.Terms.Of("disc_format").Take(MostTerms))
        {
            if (OfOther.Contains(term.Code) || capacities.Contains(term.At.Start) || IsWithinLonger(read, term))
                continue;
            var weight = Weight(read, term);
            if (weight <= 0)
                continue;
            var known = weights.GetValueOrDefault(term.Code, (0, term, 0));
            weights[term.Code] = (known.Weight + weight, weight > known.BestWeight ? term : known.Best, Math.Max(weight, known.BestWeight));
        }
        if (weights.Count == 0)
            return null;
        // A review of a 4K disc mentions Blu-ray too: the longer name is more certain.
        var ranked = weights
            .OrderByDescending(one => one.Value.BestWeight)
            .ThenByDescending(one => one.Value.Weight)
            .ThenBy(one => one.Key, StringComparer.Ordinal)
            .ToList();
        var (code, (most, best, top)) = ranked[0];
        var share = most / weights.Values.Sum(one => one.Weight);
        if (top < 3 && share < LeastShare)
            return null;
        return new(code, best.At, "release.format", Math.Min(0.99, top >= 3 ? 0.98 : 0.8 + 0.15 * share))
        {
            Alternatives = [.. ranked.Skip(1).Select(one => new Fact(one.Key, one.Value.Best.At, "release.format", 1 - share))],
        };
    }

    // "HD" of "HD DVD" begins another one.
    static bool IsWithinLonger(ReadText read, Term term) => read
        .Terms.In(new(Math.Max(0, term.At.Start - 12), term.At.End + 4), "disc_format", "capacity")
        .Any(term.IsWithin);

    static double Weight(ReadText read, Term term)
    {
        var page = read.Page;
        var number = page.LineAt(term.At.Start);
        var line = number < 0 ? null : page.Lines[number];
        var said = page[term.At];
        var isAlone = term.Words == 1 && said is "4K" or "UHD" or "BD" or "LD" or "Beta" or "Ultra HD";
        if (line is { Kind: LineKind.Title })
            return 5;
        if (line is { Kind: LineKind.KeyValue } && line.Value.Holds(term.At))
            return (line.Fact & FactKey.Format) != 0 ? 6
                : SectionNames.Of(page[line.Key]) is null && IsTitleKey(page[line.Key]) ? 4
                : 0;
        if (line is not null && number <= 5
            && (IsAll(read, line) || FactLines.Is(read, line) && FactLines.Parts(read).Any(part => IsAlone(page, term, part))))
            return 4;
        if (line is { Kind: LineKind.Short } && number < NearTop && !isAlone && IsOnly(read, line) && !Guards.IsOfOther(read, term.At))
            return 1;
        if (line is null || line.Kind is LineKind.Bullet or LineKind.Short || isAlone && said is not "BD")
            return 0;
        // "4K Ultra HD transfer", "2160p UHD": of the picture.
        if (Guards.IsOfOther(read, term.At) || Guards.IsDenied(page, term.At))
            return 0;
        // What few reviews are of, and many compare.
        if (Bygone.Contains(term.Code))
            return 0.5;
        return line.Kind is LineKind.Heading ? 2
            : Points(page, term) ? number < 2 || number == FirstProse(page) ? 3 : 2
            : 1;
    }

    /// <summary>Whether a line says a format, or "Blu-ray Review", and nothing else.</summary>
    public static bool IsAll(ReadText read, Line line) =>
        line.Kind is LineKind.Short or LineKind.Heading or LineKind.Bullet
        && read.Terms.In(line.At, "disc_format")
            .Any(term =>
                term.At.Start <= line.At.Start + 1
                && read.Page.Text.AsSpan(term.At.End..line.At.End).Trim() is var rest
                && (rest.Length <= 1 || rest.Equals("review", StringComparison.OrdinalIgnoreCase))
            );

    // "DVD" of "1980, 93 min, DVD. Directed by …".
    static bool IsAlone(Page page, Term term, Stretch part) =>
        part.Start == term.At.Start && (part.End == term.At.End || page.Text[term.At.End] == '.');

    // A line that names one format, and no more of them.
    static bool IsOnly(ReadText read, Line line) => read.Terms.In(line.At, "disc_format").Select(term => term.Code).Distinct().Count() == 1;

    static int FirstProse(Page page)
    {
        for (var number = 0; number < page.Lines.Count; number++)
            if (page.Lines[number].Kind is LineKind.Paragraph)
                return number;
        return -1;
    }

    // "This Blu-ray", "auf DVD".
    static bool Points(Page page, Term term) => Pointers.Before(page, term.At.Start) is not null;

    static bool IsTitleKey(string key) =>
        key.Contains("title", StringComparison.OrdinalIgnoreCase)
        || key.Contains("subject", StringComparison.OrdinalIgnoreCase)
        || key.Contains("titel", StringComparison.OrdinalIgnoreCase)
        || key.Contains("titre", StringComparison.OrdinalIgnoreCase)
        || key.Contains("discs", StringComparison.OrdinalIgnoreCase)
        || key.Contains("includes", StringComparison.OrdinalIgnoreCase)
        || key.Contains("edition", StringComparison.OrdinalIgnoreCase);
}
