using System.Text.RegularExpressions;
using ReviewApi.Extraction.Reading;
using ReviewApi.Rules;

namespace ReviewApi.Extraction.Discs;

/// <summary>Aspect ratios: the disc's, and the one that the film was made in.</summary>
internal static partial class RatioLexer
{
    static readonly AspectRatioAttribute Rule = new();

    /// <summary>The disc's ratio and the film's, each with its alternatives.</summary>
    public static (Fact? OfDisc, Fact? OfFilm) Find(ReadText read)
    {
        var (disc, film) = (new List<Fact>(), new List<Fact>());
        foreach (var match in Ratio().EnumerateMatches(read.Page.Text))
            if (Read(read, new(match.Index, match.Index + match.Length)) is var (fact, isOfFilm) && fact is not null)
                (isOfFilm ? film : disc).Add(fact);
        return (Chosen.Of(disc), Chosen.Of(film));
    }

    static (Fact? Fact, bool IsOfFilm) Read(ReadText read, Stretch at)
    {
        var (page, number) = (read.Page, read.Page.LineAt(at.Start));
        var printed = page[at].Replace(',', '.').Replace(" to ", ":", StringComparison.OrdinalIgnoreCase);
        var canonical = Rule.Canonical(printed);
        if (number < 0 || Rule.Check(canonical) is { IsWarning: false })
            return default;
        var line = page.Lines[number];
        var isBare = !page[at].AsSpan().ContainsAny(':', 'x', 'X') && !printed.Contains(':', StringComparison.Ordinal);
        var ground = page[at] == canonical ? Ground.Exact : Ground.Normalized;
        if (line is { Kind: LineKind.KeyValue, HasKey: true } && line.Value.Holds(at))
        {
            var key = page[line.Key];
            var isOriginal =
                FactKeys.OriginalRatio().IsMatch(key)
                || Original().IsMatch(page.Text.AsSpan(Math.Max(line.Value.Start, at.Start - 25)..at.Start));
            if (
                !isOriginal && !FactKeys.Ratio().IsMatch(key) && !FactKeys.Video().IsMatch(key)
                || isBare
                    && !key.Contains("atio", StringComparison.Ordinal)
                    && !key.Contains("ormat", StringComparison.Ordinal)
                    && !isOriginal
            )
                return default;
            return (new(canonical, at, "video.aspectRatio", 0.97) { Ground = ground }, isOriginal);
        }
        if (read.Outline.Section(number) is "extras" || line.Kind is LineKind.Bullet or LineKind.Title && isBare || !Guards.Holds(read, at))
            return default;
        var before = page.Text.AsSpan(page.Sentence(at.Start, 90, 0).Start..at.Start);
        var after = page.Text.AsSpan(at.End..Math.Min(page.Text.Length, at.End + 30));
        if (
            isBare && !Word().IsMatch(before) && !Word().IsMatch(after)
            || page[at].StartsWith("16", StringComparison.Ordinal) && (Enhanced().IsMatch(before) || EnhancedAfter().IsMatch(after))
        )
            return default;
        // "released in its theatrical ratio of" is the disc's, "its theatrical ratio of" the film's.
        var original = Original().Match(before.ToString());
        var isFilms =
            original.Success
            && !Presented().IsMatch(before[..original.Index])
            && !Presented().IsMatch(before[(original.Index + original.Length)..]);
        return (new(canonical, at, "video.aspectRatio", original.Success ? 0.9 : 0.94) { Ground = ground }, isFilms);
    }

    [GeneratedRegex(
        @"(?<![0-9.:,])(?:[1-3][.,][0-9]{1,3}(?:\s?[:x/]\s?1(?![0-9])| to 1(?![0-9])|"
            + @"(?![0-9.,:]|\s?(?:%|/|GHz|GB|Mbps|kHz|hours?|stars?|out|min|surround|ch)))|"
            + @"(?:16|4|21)\s?:\s?(?:9|3)(?![0-9.]))",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Ratio();

    [GeneratedRegex(
        @"\b(?:ratio|aspect|framed|framing|widescreen|bildformat|seitenverhältnis|format|" + @"frame|scope|presented|letterboxed)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Word();

    [GeneratedRegex(
        @"\b(?:original(?:ly)?|theatrical(?:ly)?(?! correct)|oar|kino|shot|filmed|photographed|"
            + @"composed|cinemas?|ursprünglich\w*|originalformat|d['’]origine|tourné)\b(?! version)",
        RegexOptions.IgnoreCase | RegexOptions.RightToLeft
    )]
    private static partial Regex Original();

    [GeneratedRegex(
        @"\b(?:presented|presents|presentation|released|framed|shown|transferred|encoded|"
            + @"preserv\w{1,4}|maintain\w{0,3}|retain\w{0,3}|restor\w{1,4}|comes?|offers?|offered|"
            + @"correct|delivered|arrives?|served|mastered|respect\w{0,4}|conform\w{0,3}|präsentiert|"
            + @"vorliegt|liegt|présentée?|proposée?|respecte|conserve|transfer)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Presented();

    [GeneratedRegex(@"(?:enhanced (?:for )?|anamorphic |optimi[sz]ed for |on (?:a|your) |for (?:a )?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Enhanced();

    [GeneratedRegex(
        @"^\W?\s?(?:enhanced|anamorph|tvs?\b|televisions?|displays?|sets?\b|screens?\b|" + @"monitors?|friendly)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex EnhancedAfter();
}

/// <summary>Of facts that say the same thing, the surest, with those that say otherwise as alternatives.</summary>
internal static class Chosen
{
    // A value that is as sure as another one is not chosen in silence: it loses half of the doubt.
    const double LeastShare = 0.5;

    public static Fact? Of(IReadOnlyList<Fact> facts)
    {
        if (facts.Count == 0)
            return null;
        var ranked = facts
            .GroupBy(fact => fact.Value)
            .Select(same => (Best: same.MaxBy(fact => fact.Confidence)!, Count: same.Count()))
            .OrderByDescending(one => one.Best.Confidence)
            .ThenByDescending(one => one.Count)
            .ThenBy(one => one.Best.At.Start)
            .ToList();
        var (best, others) = (ranked[0].Best, ranked.Skip(1).Take(10).Select(one => one.Best).ToList());
        return others.Count == 0
            ? best
            : best with
            {
                Confidence = Math.Max(LeastShare, best.Confidence - 0.15 * others.Max(other => other.Confidence)),
                Alternatives = others,
            };
    }
}
