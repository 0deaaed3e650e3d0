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

    static readonly Phrases Plain = new(
        "rating, our rating, my rating, score, our score, grade, our grade, mark, wertung, note, bewertung, punkte");

    static readonly Phrases OfCertificates = new("rating, certificate, rated, mpaa, cut, version, fsk");

    static readonly Phrases Judges = new(
        "give/gives/given/gave, giving, earn, earns, earned, rate, rates, rated, rating, award, awards, awarded, score, scores, scored, "
        + "scoring, deserves, get, gets, verdict, grade, grades, graded, overall, final, bekommt, erhält, vergeb*, note, mérite, obtient, "
        + "wertung");

    static readonly Phrases OfDisc = new(
        "overall, all in all, final score/rating/verdict/grade, the/this disc/release/set/package/edition, this blu ray, insgesamt, "
        + "gesamt*, globale");

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
        var (page, bare) = (read.Page, ScoreReading.Legend(read.Page));
        for (var number = 0; number < page.Lines.Count; number++)
        {
            var line = page.Lines[number];
            var rows = ScoreRows.Of(read, number, bare);
            foreach (var scored in rows)
                yield return scored;
            if (rows.Count > 0)
                continue;
            switch (line.Kind)
            {
                case LineKind.KeyValue when Keyed(read, number, bare) is { } keyed:
                    yield return keyed;
                    break;
                case LineKind.Heading or LineKind.Short or LineKind.Bullet or LineKind.Title when InHeading(read, number,
                    bare) is { } headed:
                    yield return headed;
                    break;
                case LineKind.Paragraph:
                    if (line.Score.Length > 0 && ScoreReading.Whole(page.Text, line.Score) is { } labelled)
                        yield return new(SectionNames.Of(page[line.Key])!, labelled, line.Key, 0.98);
                    foreach (var said in InProse(read, number, paragraphs).Concat(Behind(read, number, bare, paragraphs)))
                        yield return said;
                    break;
            }
        }
    }

    // "Video: 4/5"; "Rating: 4/5" under the heading "Video".
    static Scored? Keyed(ReadText read, int number, int? bare)
    {
        var line = read.Page.Lines[number];
        if (ScoreReading.Whole(read.Page.Text, line.Value, bare) is not { } score || score.State is not null
            && OfCertificates.IsIn(read.Page, line.Key))
            return null;
        var named = SectionNames.OfHeading(read.Page[line.Key]);
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
    static Scored? InHeading(ReadText read, int number, int? bare)
    {
        var (line, text) = (read.Page.Lines[number], read.Page.Text);
        var above = read.Outline.Section(number);
        if (ScoreReading.Whole(text, line.At, line.Kind is LineKind.Title ? null : bare) is { State: null } alone)
            return above is Outline.Both || line.Kind is LineKind.Title ? null
                : above is not null ? new(above, alone, null, 0.93)
                : number is > 0 and <= NearTitle && alone.Scale is not "letter" ? new("overall", alone, null, 0.85)
                : null;
        if (ScoreReading.Trailing(text, line.At, bare) is not var (label, score) || label.Length == 0)
            return null;
        if (line.Kind is LineKind.Title)
            return score.Scale is not "letter" && bare is null && !char.IsAsciiDigit(text[score.At.Start])
                ? new("overall", score, null, 0.85) : null;
        return SectionNames.OfHeading(text[label.Start..label.End]) is { } section ? new(section, score, label, 0.97) : null;
    }

    // "earns 4 out of 5 for its picture", or nothing but the score: of the section that the sentence names, else of the paragraph's.
    static IEnumerable<Scored> InProse(ReadText read, int number, IReadOnlyDictionary<int, Assigned> paragraphs)
    {
        var (page, line) = (read.Page, read.Page.Lines[number]);
        foreach (var score in ScoreReading.Within(page.Text, line.Score.Length > 0 ? line.Value : line.At))
        {
            var sentence = page.Sentence(score.At.Start, 110, 60);
            var before = page.Text[Math.Max(sentence.Start, line.At.Start)..score.At.Start].Trim(' ', '*', '(', '_', '\n');
            var isAlone = before.Length == 0
                && page.Text.AsSpan(score.At.End..Math.Min(sentence.End, line.At.End)).Trim(" *).!_").Length == 0;
            // A line of its own without a heading, which at the end is of the whole.
            var isApart = isAlone && line.At.Length < score.At.Length + 4 && read.Outline.Section(number) is null;
            if (before.EndsWith(':') && SectionNames.Of(before) is { } named)
                yield return new(named, score, null, 0.93);
            else if ((isAlone || Judges.IsIn(page, sentence))
                && !Guards.IsOfOther(read, score.At)
                && !(isApart && number < page.Lines.Count - 1)
                && (isApart || OfDisc.IsIn(page, sentence) ? "overall"
                    : paragraphs.GetValueOrDefault(number)?.Section) is { } section and not "other")
                yield return new(section, score, null, 0.88);
        }
    }

    // "… Rating: 3 stars" at the end of a paragraph, where the text says what they are of.
    static IEnumerable<Scored> Behind(ReadText read, int number, int? bare, IReadOnlyDictionary<int, Assigned> paragraphs)
    {
        var (page, line) = (read.Page, read.Page.Lines[number]);
        if (bare is null || paragraphs.GetValueOrDefault(number)?.Section is not { } section || section is "other")
            yield break;
        foreach (var label in Plain.In(page, line.At))
            if (page.Text.AsSpan(label.End..line.At.End).StartsWith(": ")
                && ScoreForms.At(page.Text, label.End + 2, line.At.End, bare) is { } score
                && page.Text.AsSpan(score.At.End..line.At.End).TrimStart(" starspointkuée.").Length == 0)
                yield return new(section, score, null, 0.9);
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
