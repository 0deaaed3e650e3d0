using System.Text.Json.Nodes;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Judging;

/// <summary>A score of a section, with the label that names it.</summary>
internal sealed record Scored(string Section, PrintedScore Score, Stretch? Label, double Sureness);

/// <summary>The scores of the sections, by the label that stands beside each, or by the heading that it stands under.</summary>
internal static class ScoreLexer
{
    const int NearTitle = 3;
    const int LongestLabel = 100;

    public static readonly Phrases Plain = new(
        "rating, our rating, my rating, score, our score, grade, our grade, mark, wertung, note, bewertung, punkte");

    static readonly Phrases OfCertificates = new("rating, certificate, rated, mpaa, cut, version, fsk");

    public static void Put(ReadText read, IReadOnlyDictionary<int, Assigned> paragraphs, DraftBuilder draft)
    {
        var others = new Dictionary<string, int>();
        foreach (var same in All(read, paragraphs).GroupBy(one => IsOther(one.Section) ? $"{one.Section} {one.Label}" : one.Section))
        {
            var ranked = Chosen.Ranked(
                same, one => (one.Score.Value, one.Score.Scale, one.Score.State), one => (one.Sureness, one.Score.At));
            Put(read, draft, ranked[0], [.. ranked.Skip(1)], Pointer(ranked[0].Section, others, draft));
        }
    }

    static IEnumerable<Scored> All(ReadText read, IReadOnlyDictionary<int, Assigned> paragraphs)
    {
        var (page, said, prose, box) = (read.Page, Legend.Of(read.Page), new ScoreProse(read, paragraphs), new ScoreBox(read.Page));
        for (var number = 0; number < page.Lines.Count; number++)
        {
            var line = page.Lines[number];
            var legend = said.Or(box.ScaleAround(number));
            var rows = ScoreRows.Of(read, number, legend);
            foreach (var scored in rows)
                yield return scored;
            if (rows.Count > 0)
                continue;
            switch (line.Kind)
            {
                case LineKind.KeyValue when Keyed(read, number, legend) is { } keyed:
                    yield return keyed;
                    break;
                case LineKind.Heading or LineKind.Short or LineKind.Bullet or LineKind.Title
                    when InHeading(read, number, legend) is { } headed:
                    yield return headed;
                    break;
                case LineKind.Paragraph:
                    if (line.Score.Length > 0 && ScoreReading.Whole(page.Text, line.Score) is { } labelled)
                        yield return new(SectionNames.Of(page[line.Key])!, labelled, line.Key, 0.98);
                    foreach (var one in prose.Of(number, legend))
                        yield return one;
                    break;
            }
        }
    }

    // "Video: 4/5"; "Rating: 4/5" under the heading "Video".
    static Scored? Keyed(ReadText read, int number, Legend legend)
    {
        var line = read.Page.Lines[number];
        if (ScoreReading.Whole(read.Page.Text, line.Value, legend) is not { } score || score.State is not null
            && OfCertificates.IsIn(read.Page, line.Key))
            return null;
        var named = read.Outline.NamedBy(number);
        if (named is "overall"
            && Plain.Are(read.Page, line.Key)
            && HasSeveral(read)
            && number > read.Outline.Heading(number)
            && read.Outline.Section(number) is { } above and not ("overall" or Outline.Both))
            return new(above, score, null, 0.95);
        return named is null ? null : new(named, score, line.Key, 0.98);
    }

    // One that is printed once is of the whole.
    static bool HasSeveral(ReadText read) =>
        read.Page.Lines.Where(line => line.Kind is LineKind.KeyValue && Plain.Are(read.Page, line.Key)).Take(2).Count() > 1;

    // "Video (4/5)", "The Picture – B+", or a score that stands alone under a heading; at the title it is of the whole.
    static Scored? InHeading(ReadText read, int number, Legend legend)
    {
        var (line, text) = (read.Page.Lines[number], read.Page.Text);
        var above = read.Outline.Section(number);
        if (ScoreReading.Whole(text, line.At, line.Kind is LineKind.Title ? default : legend) is { State: null } alone)
            return above is Outline.Both || line.Kind is LineKind.Title ? null
                : above is not null ? new(above, alone, null, 0.93)
                : number is > 0 and <= NearTitle && alone.Scale is not "letter" ? new("overall", alone, null, 0.85)
                : null;
        if (line.Kind is LineKind.Title && ScoreReading.Leading(text, line.At).Score is { Length: > 0 } front
            && ScoreReading.Whole(text, front) is { State: null, Scale: not "letter" } first)
            return new("overall", first, null, 0.9);
        if (ScoreReading.Trailing(text, line.At, legend) is not var (label, score) || label.Length == 0)
            return null;
        if (line.Kind is LineKind.Title)
            return score.Scale is not "letter" && legend.Numbers is null && !char.IsAsciiDigit(text[score.At.Start])
                ? new("overall", score, null, 0.85) : null;
        // "Supplements get an A- from me. Overall: A".
        if (text.AsSpan(label.Start..label.End).LastIndexOf(". ") is var stop and > 0)
            label = new(label.Start + stop + 2, label.End);
        return SectionNames.OfHeading(text[label.Start..label.End]) is { } section ? new(section, score, label, 0.97) : null;
    }

    static void Put(ReadText read, DraftBuilder draft, Scored best, IReadOnlyList<Scored> others, string pointer)
    {
        var (text, score) = (read.Page.Text, best.Score);
        if (best.Label is { Length: > 0 and <= LongestLabel } label && draft.At($"{pointer}/label") is null)
            draft.Put(
                $"{pointer}/label",
                new(text[label.Start..label.End].TrimEnd(':', ' '), label, "section.label", 0.97) { Ground = Ground.Exact });
        if (score.State is { } state)
        {
            draft.Put($"{pointer}/state", new(state, score.At, "section.state", best.Sureness));
            draft.Put($"{pointer}/printed/value", new(score.Value, score.At, "section.printed", best.Sureness) { Ground = Ground.Exact });
            return;
        }
        draft.Put(
            $"{pointer}/printed/value",
            new(score.Value, score.At, "section.printed", best.Sureness)
            {
                Ground = text[score.At.Start..score.At.End] == score.Value ? Ground.Exact : Ground.Normalized,
                Alternatives = [.. others.Select(other =>
                    new Fact(other.Score.Value, other.Score.At, "section.printed", other.Sureness - 0.3))],
            });
        draft.Put(
            $"{pointer}/printed/scale",
            new(score.Scale!, score.At, "section.scale", best.Sureness)
            {
                Ground = score.Scale == "letter" ? Ground.Inferred : Ground.Normalized,
            });
    }

    static bool IsOther(string section) => section is not ("story" or "performances" or "picture" or "sound" or "extras" or "overall");

    static string Pointer(string section, Dictionary<string, int> others, DraftBuilder draft)
    {
        if (section is "overall")
            return "/overall";
        if (!IsOther(section))
            return $"/sections/{section}";
        others[section] = others.GetValueOrDefault(section);
        return $"/otherSections/{(draft.At("/otherSections") as JsonArray)?.Count ?? 0}";
    }
}
