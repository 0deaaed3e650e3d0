using System.Globalization;
using System.Text.RegularExpressions;
using ReviewApi.Codes;
using ReviewApi.Extraction.Reading;
using ReviewApi.Rules;

namespace ReviewApi.Extraction.Discs;

/// <summary>
/// What a release's fact box says beside picture and sound: who sells it, when, for how much, its code, regions and discs.
/// </summary>
internal static partial class ReleaseLexer
{
    static readonly BarcodeAttribute Codes = new();

    public static void Put(ReadText read, DraftBuilder draft)
    {
        draft.Put("/release/distributor", First(read, FactKeys.Distributor(), at => Text(read, at, "release.distributor", 200)));
        draft.Put("/release/releaseDate", First(read, FactKeys.Date(), at => Dates.Read(read.Page, at, "release.releaseDate")));
        foreach (var line in FactKeys.Lines(read, FactKeys.Price()))
            PutPrice(read.Page, line.Value, draft);
        draft.Put("/release/barcode", First(read, FactKeys.Barcode(), at => Barcode(read.Page, at)));
        draft.Put("/release/discCount", First(read, FactKeys.Discs(), at => Count(read.Page, at)) ?? SaidCount(read));
        draft.Put(
            "/release/packaging",
            FactKeys
                .Lines(read, FactKeys.Packaging())
                .SelectMany(line => read.Terms.In(line.Value, "packaging"))
                .Where(term => term.Code != "other")
                .Select(term => new Fact(term.Code, term.At, "release.packaging", 0.96))
                .FirstOrDefault()
        );
        draft.PutEach("/release/regions", Regions(read));
    }

    static Fact? First(ReadText read, Regex key, Func<Stretch, Fact?> value) =>
        FactKeys.Lines(read, key).Select(line => value(line.Value)).FirstOrDefault(fact => fact is not null);

    static Fact? Text(ReadText read, Stretch at, string rule, int most) =>
        at.Length <= most && !Absent().IsMatch(read.Page[at]) ? new(read.Page[at], at, rule, 0.96) { Ground = Ground.Exact } : null;

    static void PutPrice(Page page, Stretch at, DraftBuilder draft)
    {
        if (Price().Match(page[at]) is not { Success: true } match)
            return;
        var sign = match.Groups["s"].Success ? match.Groups["s"] : match.Groups["e"];
        var currency = sign.Value.ToUpperInvariant() switch
        {
            "$" or "US$" => "USD",
            "£" => "GBP",
            "€" => "EUR",
            "¥" => "JPY",
            var code => CodeBook.Named("currency").CodeOf(code),
        };
        if (currency is null)
            return;
        var amount = match.Groups["a"];
        draft.Put("/release/listPrice/amount", new(amount.Value.Replace(',', '.'), Of(at, amount), "release.price", 0.97));
        draft.Put("/release/listPrice/currency", new(currency, Of(at, sign), "release.price", sign.Value == "$" ? 0.9 : 0.97));
    }

    static Stretch Of(Stretch at, Group group) => new(at.Start + group.Index, at.Start + group.Index + group.Length);

    static Fact? Barcode(Page page, Stretch at)
    {
        if (Digits().Match(page[at]) is not { Success: true } match)
            return null;
        var digits = string.Concat(match.Value.Where(char.IsAsciiDigit));
        var found = new Stretch(at.Start + match.Index, at.Start + match.Index + match.Length);
        return Codes.Check(Codes.Canonical(digits)) is null or { IsWarning: true } ? new(digits, found, "release.barcode", 0.98) : null;
    }

    static Fact? Count(Page page, Stretch at)
    {
        var match = WholeNumber().Match(page[at]);
        return match.Success && long.TryParse(match.Value, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 100
            ? new(count, new(at.Start + match.Index, at.Start + match.Index + match.Length), "release.discCount", 0.96)
            : null;
    }

    // "This two-disc set".
    static Fact? SaidCount(ReadText read)
    {
        foreach (Match match in DiscSet().Matches(read.Page.Text))
        {
            var (at, said) = (new Stretch(match.Index, match.Index + match.Length), match.Groups[1].Value);
            var count = NumberWords.Of(said) ?? long.Parse(said, CultureInfo.InvariantCulture);
            if (count > 0 && Guards.Holds(read, at))
                return new(count, at, "release.discCount", 0.9);
        }
        return null;
    }

    static IEnumerable<Fact> Regions(ReadText read)
    {
        foreach (var line in FactKeys.Lines(read, FactKeys.Region()))
        {
            var terms = read.Terms.In(line.Value, "region").Select(term => new Fact(term.Code, term.At, "release.regions", 0.97)).ToList();
            foreach (Match match in RegionSign().Matches(read.Page[line.Value]))
                terms.Add(
                    new(
                        match.Value.ToUpperInvariant(),
                        new(line.Value.Start + match.Index, line.Value.Start + match.Index + match.Length),
                        "release.regions",
                        0.97
                    )
                );
            if (terms.Count > 0)
                return terms.Any(fact => fact.Value is "0")
                    ? terms.Where(fact => fact.Value is "0").Take(1)
                    : terms.DistinctBy(fact => fact.Value);
        }
        return read
            .Terms.Of("region")
            .Where(term =>
                term.Words > 1
                && read.Page.LineAt(term.At.Start) is var number and >= 0
                && read.Page.Lines[number].Kind is LineKind.Paragraph or LineKind.Bullet or LineKind.Short
                && Guards.Holds(read, term.At)
                && IsNamed(read.Page, term)
            )
            .Select(term => new Fact(term.Code, term.At, "release.regions", 0.93))
            .DistinctBy(fact => fact.Value)
            .Take(3);
    }

    // "All regions" and the like are said of a disc; "Code A" is not, nor is "free".
    static bool IsNamed(Page page, Term term) =>
        page[term.At] is var said
        && (said.StartsWith("region", StringComparison.OrdinalIgnoreCase) || said.Contains("region", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"^\W*(?:n/?a|none|unknown|tba|tbd|-|\?)\W*$", RegexOptions.IgnoreCase)]
    private static partial Regex Absent();

    [GeneratedRegex(
        @"(?<s>US\$|[$£€¥]|(?:USD|GBP|EUR|CAD|AUD|JPY)(?= ?[0-9]))\s?(?<a>[0-9]{1,5}(?:[.,][0-9]{2})?)(?![0-9])|"
            + @"(?<a>[0-9]{1,5}(?:[.,][0-9]{2})?)\s?(?<e>€|£|[Ee]uros?|EUR|USD|GBP|CAD|AUD|"
            + @"CHF)"
    )]
    private static partial Regex Price();

    [GeneratedRegex(@"[0-9](?:[ -]?[0-9]){7,13}(?![0-9])")]
    private static partial Regex Digits();

    [GeneratedRegex("[0-9]{1,3}")]
    private static partial Regex WholeNumber();

    [GeneratedRegex(
        @"\b([1-9][0-9]?|one|single|two|three|four|five|six|zwei|drei|deux|trois)[- ](?:dis[ck]s?)(?:[- ](?:set|"
            + @"edition|release|collection|package|box))",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex DiscSet();

    [GeneratedRegex(@"(?<![\p{L}\p{N}])(?:[ABC]|[0-8])(?![\p{L}\p{N}])")]
    private static partial Regex RegionSign();
}
