using System.Text.Json.Nodes;
using ReviewApi.Extraction.Reading;
using ReviewApi.Rules;

namespace ReviewApi.Extraction.Judging;

/// <summary>The texts of the sections: the paragraphs themselves, whole and in order, with the headings that they stand under.</summary>
internal static class SectionTexts
{
    const int MostText = 20_000;

    /// <summary>Puts the paragraphs into the draft: whole and in order.</summary>
    public static void Put(ReadText read, IReadOnlyDictionary<int, Assigned> paragraphs, DraftBuilder draft, List<Fault> warnings)
    {
        foreach (var same in paragraphs.OrderBy(one => one.Key).GroupBy(one => one.Value.Section).Where(same => same.Key != "other"))
        {
            var pointer = same.Key switch
            {
                "overall" => "/overall",
                _ when SectionWords.Sections.Contains(same.Key) => $"/sections/{same.Key}",
                _ => null,
            };
            if (pointer is null)
            {
                PutOther(read, same.Key, [.. same.Select(one => one.Key)], draft);
                continue;
            }
            if (draft.At($"{pointer}/label") is null && Label(read, same.First().Key) is { } label)
                draft.Put($"{pointer}/label", label);
            PutText(read, [.. same], $"{pointer}/text", draft, warnings);
        }
    }

    static void PutText(
        ReadText read, List<KeyValuePair<int, Assigned>> lines, string pointer, DraftBuilder draft, List<Fault> warnings)
    {
        var parts = lines.ConvertAll(one => (At: read.Page.Lines[one.Key].Prose, one.Value));
        var (texts, length) = (new List<string>(), 0);
        foreach (var (at, _) in parts)
        {
            length += read.Page.CodePoints(at.End) - read.Page.CodePoints(at.Start) + 2;
            if (length > MostText)
            {
                var detail = $"Only the first {texts.Count} of {parts.Count} paragraphs fit.";
                warnings.Add(new() { Pointer = pointer, Code = "text_too_long", Detail = detail });
                break;
            }
            texts.Add(read.Page[at]);
        }
        for (var number = 0; number < texts.Count; number++)
        {
            var (at, assigned) = parts[number];
            var fact = new Fact(string.Join("\n\n", texts), at, "section.text", assigned.Confidence)
            {
                Ground = Ground.Exact,
                Alternatives = assigned.Second is { } second ? [new(second, at, "section.text", 1 - assigned.Confidence)] : [],
            };
            if (number == 0)
                draft.Put(pointer, fact);
            else
                draft.PutMore(pointer, fact);
        }
    }

    static void PutOther(ReadText read, string section, List<int> lines, DraftBuilder draft)
    {
        if (Label(read, lines[0]) is not { } label)
            return;
        var place = (draft.At("/otherSections") as JsonArray)?.Count ?? 0;
        draft.Put($"/otherSections/{place}/label", label);
        var assigned = lines.ConvertAll(line => KeyValuePair.Create(line, new Assigned(section, 0.95, null)));
        PutText(read, assigned, $"/otherSections/{place}/text", draft, []);
    }

    static Fact? Label(ReadText read, int line)
    {
        var heading = read.Outline.Heading(line);
        if (heading < 0)
            return null;
        var at = read.Page.Lines[heading] is { HasKey: true } keyed ? keyed.Key : read.Page.Lines[heading].At;
        return at.Length is > 0 and <= 100 ? Fact.Exact(read.Page.Text, at, "section.label", 0.97) : null;
    }
}
