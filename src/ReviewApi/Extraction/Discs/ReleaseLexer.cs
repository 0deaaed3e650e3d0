using System.Globalization;
using ReviewApi.Extraction.Films;
using ReviewApi.Extraction.Reading;
using ReviewApi.Rules;

namespace ReviewApi.Extraction.Discs;

/// <summary>
/// What a release's fact box says beside picture and sound: who sells it, when, for how much, its code, regions and discs.
/// </summary>
internal static class ReleaseLexer
{
    const int LongestDistributor = 200;
    const int LongestSeller = 40;
    const int MostFormats = 20;
    const int ShortestCode = 8;
    const int LongestCode = 14;

    static readonly BarcodeAttribute Codes = new();

    static readonly Phrases From = new("disc? from, disc? courtesy of, disc? via");

    static readonly Phrases Absent = new("n/a, na, none, unknown, tba, tbd");

    static readonly Phrases DiscSets = new(
        "1/2/3/4/5/6/7/8/9/10/one/single/two/three/four/five/six/zwei/drei/deux/trois disc/discs/disk/disks "
        + "set/edition/release/collection/package/box, single disc");

    public static void Put(ReadText read, DraftBuilder draft)
    {
        draft.Put("/release/distributor", First(read, FactKey.Distributor, line => Distributor(read, line.Value))
            ?? FactLines.Distributor(read) ?? FromSeller(read));
        draft.Put("/release/releaseDate", First(read, FactKey.Date, line => Date(read, line.Value)) ?? FactLines.Date(read));
        var prices = FactKeys.Lines(read, FactKey.Price)
            .Select(line => Prices.First(read.Page, line.Value, isAnyDollar: (line.Fact & FactKey.Unsure) != 0))
            .OfType<(Fact Amount, Fact Currency)>().ToList();
        if (prices.Count == 0 && FactLines.Price(read) is { } said)
            prices.Add(said);
        var amount = Chosen.Of([.. prices.Select(price => price.Amount)]);
        draft.Put("/release/listPrice/amount", amount);
        draft.Put("/release/listPrice/currency", prices.Find(price => price.Amount.At == amount!.At).Currency);
        draft.Put("/release/barcode", First(read, FactKey.Barcode, line => Barcode(read.Page, line.Value)));
        draft.Put("/release/discCount", First(read, FactKey.Discs, line => Count(read.Page, line.Value)) ?? SaidCount(read));
        draft.Put("/release/packaging", First(read, FactKey.Packaging, line => Packaging(read, line.Value)));
        draft.PutEach("/release/regions", RegionLexer.Find(read));
    }

    // Of lines that contradict each other the others are alternatives.
    static Fact? First(ReadText read, FactKey key, Func<Line, Fact?> value) =>
        Chosen.Of([.. FactKeys.Lines(read, key).Select(value).OfType<Fact>()]);

    // Up to a remark: "Indicator - Region FREE - Blu-ray", "good!movies (16:9, 1.85:1)".
    static Fact? Distributor(ReadText read, Stretch at)
    {
        var said = read.Page.Text.AsSpan(at.Start..at.End);
        var end = said.IndexOfAny("([|;");
        foreach (var apart in (ReadOnlySpan<string>)[" - ", " – ", " // "])
            if (said.IndexOf(apart) is var place and > 0 && (end < 0 || place < end))
                end = place;
        var name = LineReading.Trimmed(read.Page.Text, end > 0 ? new(at.Start, at.Start + end) : at);
        return name.Length is > 1 and <= LongestDistributor && !Absent.Are(read.Page, name) && read.Page[name].Any(char.IsLetter)
            ? Fact.Exact(read.Page.Text, name, "release.distributor", 0.96)
            : null;
    }

    // "On Blu-ray from Criterion": the words behind the format.
    static Fact? FromSeller(ReadText read)
    {
        foreach (var format in read.Terms.Of("disc_format").Take(MostFormats))
            if (From.Behind(read.Page, format.At.End) is { } from
                && read.Page.LineAt(format.At.Start) is var number and >= 0
                && read.Page.Lines[number].Kind is LineKind.Paragraph or LineKind.Title or LineKind.Short
                && Capitals.In(read.Page, new(from.End, Math.Min(read.Page.Text.Length, from.End + LongestSeller))).FirstOrDefault()
                    is { Length: > 0 } name
                && name.Start == from.End + 1
                && Guards.Holds(read, format.At))
                return Fact.Exact(read.Page.Text, name, "release.distributor", 0.88);
        return null;
    }

    // "1975 (March 25, 2025)" is the film's year and the disc's date.
    static Fact? Date(ReadText read, Stretch at)
    {
        var bracket = read.Page.Text.AsSpan(at.Start..at.End).IndexOf('(');
        return bracket > 0 && Dates.Read(read, new(at.Start + bracket + 1, at.End), "release.releaseDate") is { } inside
            ? inside
            : Dates.Read(read, at, "release.releaseDate");
    }

    static Fact? Packaging(ReadText read, Stretch at) => read.Terms.In(at, "packaging")
        .Where(term => term.Code != "other")
        .Select(term => new Fact(term.Code, term.At, "release.packaging", 0.96))
        .FirstOrDefault();

    static Fact? Barcode(Page page, Stretch at)
    {
        var (text, start) = (page.Text, at.Start);
        while (start < at.End && !char.IsAsciiDigit(text[start]))
            start++;
        var end = start;
        while (end < at.End && (char.IsAsciiDigit(text[end]) || text[end] is ' ' or '-' && end + 1 < at.End
            && char.IsAsciiDigit(text[end + 1])))
            end++;
        var digits = string.Concat(text[start..end].Where(char.IsAsciiDigit));
        return digits.Length is >= ShortestCode and <= LongestCode && Codes.Check(Codes.Canonical(digits)) is null or { IsWarning: true }
            ? new(digits, new(start, end), "release.barcode", 0.98)
            : null;
    }

    // "2", "2 Blu-rays"; "BD-50" and "50GB Blu-ray Disc" are no counts.
    static Fact? Count(Page page, Stretch at)
    {
        var word = page.Words.From(at.Start);
        if (word == page.Words.Count || page.Words.End(word) > at.End)
            return null;
        var first = page.Words.Run(word, word);
        var count = NumberWords.Of(page[first])
            ?? (first.Length <= 2 && int.TryParse(page[first], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : 0);
        return count is > 0 and <= 100 ? new((long)count, first, "release.discCount", 0.96) : null;
    }

    // "This two-disc set".
    static Fact? SaidCount(ReadText read)
    {
        foreach (var at in DiscSets.In(read.Page))
        {
            var word = read.Page.Words.From(at.Start);
            var first = read.Page[read.Page.Words.Run(word, word)];
            var count = NumberWords.Of(first) ?? int.Parse(first, CultureInfo.InvariantCulture);
            var isNamed = !(count == 1 && read.Page.Lines[Math.Max(0, read.Page.LineAt(at.Start))].Kind is LineKind.Paragraph);
            if (isNamed && Guards.Holds(read, at))
                return new((long)count, at, "release.discCount", 0.9);
        }
        return null;
    }
}
