using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Discs;

/// <summary>The regions of a release.</summary>
internal static class RegionLexer
{
    // "Blu-ray A - America".
    static readonly Phrases RegionOfDvd = new("r1/r2/r3/r4/r5/r6 dvd");

    static readonly Phrases RegionOfFormat = new("blu ray a, blu ray b, blu ray c, bd a, bd b");

    /// <summary>The regions that a key says, else what is said in prose, else what the format says.</summary>
    public static IEnumerable<Fact> Find(ReadText read)
    {
        var keyed = FactKeys.Lines(read, FactKey.Region).Select(line => InValue(read, line.Value)).Where(facts => facts.Count > 0).ToList();
        if (keyed is [var regions, ..])
            return WithOthers([.. Said(regions)], keyed.Skip(1).SelectMany(Said));
        var said = read.Terms.Of("region")
            .Where(term => term.Words > 1 && IsSaid(read, term))
            .Select(term => new Fact(term.Code, term.At, "release.regions", 0.93))
            .DistinctBy(fact => fact.Value)
            .Take(3)
            .ToList();
        return said.Count > 0 ? said : OfFormat(read);
    }

    // Region free is that alone.
    static IEnumerable<Fact> Said(IReadOnlyList<Fact> regions) =>
        regions.Where(fact => fact.Value is "0").Take(1) is var free && free.Any() ? free : regions.DistinctBy(fact => fact.Value);

    // What other lines say otherwise is an alternative.
    static IEnumerable<Fact> WithOthers(List<Fact> regions, IEnumerable<Fact> others) => regions.Take(1)
        .Select(first => first with
        {
            Alternatives = [.. others.ExceptBy(regions.Select(fact => fact.Value), other => other.Value)],
        })
        .Concat(regions.Skip(1));

    // Up to "untested": "A (B, C untested)" says A.
    static List<Fact> InValue(ReadText read, Stretch at)
    {
        var (page, regions) = (read.Page, new List<Fact>());
        var end = page.Text.AsSpan(at.Start..at.End).IndexOf("untested", StringComparison.OrdinalIgnoreCase) is var untested and > 0
            && page.Text.LastIndexOf('(', at.Start + untested) is var open && open > at.Start ? open : at.End;
        var zone = new Stretch(at.Start, end);
        regions.AddRange(read.Terms.In(zone, "region").Select(term => new Fact(term.Code, term.At, "release.regions", 0.97)));
        for (var word = page.Words.From(zone.Start); word < page.Words.Count && page.Words.End(word) <= zone.End; word++)
            if (page.Words[word] is [(>= 'a' and <= 'c') or (>= '0' and <= '8')]
                && page.Text[page.Words.Start(word)] is not (>= 'a' and <= 'c'))
                regions.Add(new(page.Words[word].ToString().ToUpperInvariant(), page.Words.Run(word, word), "release.regions", 0.97));
        return regions;
    }

    // "All regions" and the like are said of a disc; "Code A" is not, nor is "free".
    static bool IsSaid(ReadText read, Term term)
    {
        var (page, number) = (read.Page, read.Page.LineAt(term.At.Start));
        return number >= 0
            && page.Lines[number] is { Kind: not LineKind.Heading } line
            && (line.Kind is not LineKind.KeyValue || (line.Fact & (FactKey.Distributor | FactKey.Format)) != 0)
            && !read.Outline.IsOfOther(number)
            && page[term.At].Contains("region", StringComparison.OrdinalIgnoreCase)
            && (line.Kind is not LineKind.Paragraph || Guards.Holds(read, term.At));
    }

    static IEnumerable<Fact> OfFormat(ReadText read)
    {
        // "The Matrix (R1 DVD)".
        foreach (var line in read.Page.Lines.Take(4).Where(line => line.Kind is not LineKind.Paragraph))
            foreach (var at in RegionOfDvd.In(read.Page, line.At))
                if (read.Page.Text[at.Start] is 'R' && char.IsAsciiDigit(read.Page.Text[at.Start + 1]))
                    return [new(read.Page.Text[(at.Start + 1)..(at.Start + 2)], new(at.Start, at.Start + 2), "release.regions", 0.93)];
        foreach (var line in read.Page.Lines.Take(4).Where(line => line.Kind is LineKind.Short or LineKind.Heading))
            if (RegionOfFormat.Behind(read.Page, line.At.Start, line.At.End) is { } at
                && read.Page.Text.AsSpan(at.End..line.At.End).StartsWith(" - ")
                && read.Page.Text[at.End - 1] is 'A' or 'B' or 'C')
                return [new(read.Page.Text[(at.End - 1)..at.End], new(at.End - 1, at.End), "release.regions", 0.9)];
        return [];
    }
}
