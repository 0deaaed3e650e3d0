using System.Text.RegularExpressions;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Judging;

/// <summary>The scores of the sections, by the label that stands beside each, or by the heading that it stands under.</summary>
internal static partial class ScoreLexer
{
    /// <summary>A score of a section, with the label that names it.</summary>
    internal sealed record Scored(string Section, PrintedScore Score, Stretch? Label, double Sureness);

    public static void Put(ReadText read, IReadOnlyDictionary<int, Assigned> paragraphs, DraftBuilder draft)
    {
        var others = new Dictionary<string, int>();
        foreach (var same in All(read, paragraphs).GroupBy(one => one.Section is var name && IsOther(name) ? $"{name} {one.Label}" : name))
        {
            var ranked = same.GroupBy(one => (one.Score.Value, one.Score.Scale, one.Score.State))
                .Select(equal => (Best: equal.MaxBy(one => one.Sureness)!, Count: equal.Count()))
                .OrderByDescending(one => one.Best.Sureness)
                .ThenByDescending(one => one.Count)
                .ThenBy(one => one.Best.Score.At.Start)
                .ToList();
            Put(read, draft, ranked[0].Best, [.. ranked.Skip(1).Select(one => one.Best)], Pointer(same.First().Section, others, draft));
        }
    }

    static IEnumerable<Scored> All(ReadText read, IReadOnlyDictionary<int, Assigned> paragraphs)
    {
        var (page, bare) = (read.Page, ScoreReading.Legend(read.Page.Text));
        for (var number = 0; number < page.Lines.Count; number++)
        {
            var line = page.Lines[number];
            switch (line.Kind)
            {
                case LineKind.KeyValue when Keyed(read, number, bare) is { } keyed:
                    yield return keyed;
                    break;
                case LineKind.Heading
                or LineKind.Short
                or LineKind.Bullet
                or LineKind.Title when InHeading(read, number, bare) is { } headed:
                    yield return headed;
                    break;
                case LineKind.Paragraph:
                    if (line.Score.Length > 0 && ScoreReading.Whole(page.Text, line.Score) is { } labelled)
                        yield return new(SectionNames.Of(page[line.Key])!, labelled, line.Key, 0.98);
                    foreach (var said in InProse(read, number, paragraphs))
                        yield return said;
                    break;
            }
        }
    }

    // "Video: 4/5"; "Rating: 4/5" under the heading "Video".
    static Scored? Keyed(ReadText read, int number, int? bare)
    {
        var line = read.Page.Lines[number];
        var key = read.Page[line.Key];
        if (ScoreReading.Whole(read.Page.Text, line.Value, bare) is not { } score || score.State is not null && Unclear().IsMatch(key))
            return null;
        var named = SectionNames.Of(key) ?? SectionNames.OfHeading(key);
        var above = read.Outline.Section(number);
        if (
            named is "overall"
            && Plain().IsMatch(key)
            && HasSeveral(read)
            && above is not (null or "overall" or Outline.Both)
            && number > read.Outline.Heading(number)
        )
            return new(above, score, null, 0.95);
        return named is null ? null : new(named, score, line.Key, 0.98);
    }

    // One that is printed once is of the whole.
    static bool HasSeveral(ReadText read) =>
        read.Page.Lines.Where(line => line.Kind is LineKind.KeyValue && Plain().IsMatch(read.Page[line.Key])).Take(2).Count() > 1;

    // "Video (4/5)", "The Picture – B+", or a score that stands alone under a heading.
    static Scored? InHeading(ReadText read, int number, int? bare)
    {
        var line = read.Page.Lines[number];
        var text = read.Page.Text;
        if (ScoreReading.Whole(text, line.At, bare) is { State: null } alone)
            return read.Outline.Section(number) is { } above and not Outline.Both ? new(above, alone, null, 0.93) : null;
        if (Behind().Match(text, line.At.Start, line.At.Length) is not { Success: true } match)
            return null;
        var label = LineReading.Trimmed(text, new(line.At.Start, match.Index));
        var value = new Stretch(match.Groups[1].Index, match.Groups[1].Index + match.Groups[1].Length);
        return
            label.Length > 0
            && SectionNames.Of(text[label.Start..label.End].TrimEnd(':', '-', '–', ' ')) is { } section
            && ScoreReading.Whole(text, value, bare) is { } score
            ? new(section, score, label, 0.97)
            : null;
    }

    // "earns 4 out of 5 for its picture": of the section that the sentence names, else of the one that the paragraph is of.
    static IEnumerable<Scored> InProse(ReadText read, int number, IReadOnlyDictionary<int, Assigned> paragraphs)
    {
        var line = read.Page.Lines[number];
        foreach (var score in ScoreReading.Within(read.Page.Text, line.Score.Length > 0 ? line.Value : line.At))
        {
            var sentence = read.Page.Sentence(score.At.Start, 110, 60);
            var said = read.Page[sentence];
            if (!Judges().IsMatch(said) || Guards.IsOfOther(read, score.At))
                continue;
            var section = OfDisc().IsMatch(said) ? "overall" : paragraphs.GetValueOrDefault(number)?.Section;
            if (section is not null and not "other")
                yield return new(section, score, null, 0.88);
        }
    }

    static void Put(ReadText read, DraftBuilder draft, Scored best, IReadOnlyList<Scored> others, string pointer)
    {
        var text = read.Page.Text;
        var score = best.Score;
        if (best.Label is { Length: > 0 and <= 100 } label && draft.At($"{pointer}/label") is null)
            draft.Put(
                $"{pointer}/label",
                new(text[label.Start..label.End].TrimEnd(':', ' '), label, "section.label", 0.97) { Ground = Ground.Exact }
            );
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
                Alternatives =
                [
                    .. others.Select(other => new Fact(other.Score.Value, other.Score.At, "section.printed", other.Sureness - 0.3)),
                ],
            }
        );
        draft.Put(
            $"{pointer}/printed/scale",
            new(score.Scale!, score.At, "section.scale", best.Sureness)
            {
                Ground = score.Scale == "letter" ? Ground.Inferred : Ground.Normalized,
            }
        );
    }

    static bool IsOther(string section) => section is not ("story" or "performances" or "picture" or "sound" or "extras" or "overall");

    static string Pointer(string section, Dictionary<string, int> others, DraftBuilder draft)
    {
        if (section is "overall")
            return "/overall";
        if (!IsOther(section))
            return $"/sections/{section}";
        others[section] = others.GetValueOrDefault(section);
        return $"/otherSections/{(draft.At("/otherSections") as System.Text.Json.Nodes.JsonArray)?.Count ?? 0}";
    }

    [GeneratedRegex(
        @"[\s:(\[–—-]+([0-9]{1,3}(?:[.,][0-9]{1,2})?[½¼¾]? ?(?:/|out of|von|sur) ?[0-9]{1,3}|"
            + @"[0-9]{1,3} ?%|[A-DF](?:\+{1,2}|-)?|[★☆½✭✮⭐*]{1,12})(?: stars?| points?| sterne|"
            + @" punkte| étoiles)?[)\]\s.]*\z",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Behind();

    [GeneratedRegex(@"^(?:(?:our |my )?(?:rating|score|grade|mark|wertung|note|bewertung|punkte))$", RegexOptions.IgnoreCase)]
    private static partial Regex Plain();

    [GeneratedRegex(@"\b(?:rating|certificate|rated|mpaa|cut|version)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Unclear();

    [GeneratedRegex(
        @"\b(?:g[ai]ve[ns]?|giving|earn(?:s|ed)?|rate[sd]?|rating|award(?:s|ed)?|scor(?:e|"
            + @"es|ed|ing)|deserves|gets?|verdict|grade[sd]?|overall|final|bekommt|erhält|vergeb\w+|"
            + @"note|mérite|obtient|wertung)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Judges();

    [GeneratedRegex(
        @"\b(?:overall|all in all|final (?:score|rating|verdict|grade)|this (?:disc|release|"
            + @"set|package|blu-?ray|edition)|insgesamt|gesamt\w*|globale)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex OfDisc();
}
