using ReviewApi.Extraction.Judging;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Discs;

/// <summary>What says that a release has no extras.</summary>
internal static class NoExtras
{
    static readonly Phrases Nothing = new(
        "none, none at all, none whatsoever, no/none extras, no extras at all, no extras whatsoever, no special/bonus features, no "
        + "supplements, nothing, nothing at all, keine, kein, keine extras, aucun, aucun bonus, nil, zip, nada");

    static readonly Phrases Denied = new(
        "no/zero/any/keine/keinerlei/aucun real/actual/bonus/special/based/supplemental? "
        + "extra/extras/supplement/supplements/bonusmaterial/suppléments/supplément/features, no/zero/any special/bonus/supplemental "
        + "feature/features/material/materials/content, no/any disc based extras, no/any on disc extras, keine/keinerlei extras, aucun "
        + "bonus/supplément, no/any supplementary material");

    static readonly Phrases BeforeAny = new("not a single, without, devoid of, not one, aren't, isn't, are not, is not, don't have, "
        + "doesn't have");

    static readonly Phrases Except = new("other, beyond, besides, except, apart");

    public static Fact? Find(ReadText read, IReadOnlyDictionary<int, Assigned> paragraphs)
    {
        var page = read.Page;
        foreach (var line in FactKeys.Lines(read, FactKey.Extras))
            if (Nothing.Are(page, line.Value))
                return new(Array.Empty<string>(), line.Value, "extras.none", 0.97);
        for (var number = 0; number < page.Lines.Count; number++)
            if (read.Outline.Section(number) is "extras"
                && page.Lines[number] is { Kind: LineKind.Short or LineKind.Bullet or LineKind.Paragraph } line
                && Nothing.Are(page, line.At))
                return new(Array.Empty<string>(), line.At, "extras.none", 0.96);
        foreach (var said in Denied.In(page))
            if (paragraphs.GetValueOrDefault(page.LineAt(said.Start))?.Section is "extras" or "overall"
                && Except.Behind(page, said.End) is null
                && (!page[said].StartsWith("any", StringComparison.OrdinalIgnoreCase) || BeforeAny.Before(page, said.Start) is not null))
                return new(Array.Empty<string>(), said, "extras.none", 0.92);
        return null;
    }
}
