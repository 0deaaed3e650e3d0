using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Judging;

/// <summary>The scores within paragraphs, and at their ends.</summary>
internal sealed class ScoreProse(ReadText read, IReadOnlyDictionary<int, Assigned> paragraphs)
{
    const int LongestEnd = 14;

    static readonly Phrases Judges = new(
        "give/gives/given/gave, giving, earn, earns, earned, rate, rates, rated, rating, award, awards, awarded, score, scores, scored, "
        + "scoring, deserves, get, gets, verdict, grade, grades, graded, overall, final, bekommt, erhält, vergeb*, note, mérite, obtient, "
        + "wertung");

    static readonly Phrases OfDisc = new(
        "overall, all in all, final score/rating/verdict/grade, the/this disc/release/set/package/edition, this blu ray, insgesamt, "
        + "gesamt*, globale");

    // One letter in brackets may be anything.
    readonly bool hasGrades = read.Page.Lines.Where(line => line.Kind is LineKind.Paragraph && Grade(read.Page.Text, line.At) is not null)
        .Take(2).Count() > 1;

    /// <summary>The scores of a paragraph.</summary>
    public IEnumerable<Scored> Of(int number, Legend legend) =>
        InProse(number).Concat(Behind(number, legend)).Concat(AtEnd(number, legend));

    // "earns 4 out of 5 for its picture", or nothing but the score: of the section that the sentence names, else of the paragraph's.
    IEnumerable<Scored> InProse(int number)
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
    IEnumerable<Scored> Behind(int number, Legend legend)
    {
        var (page, line) = (read.Page, read.Page.Lines[number]);
        if (legend == default || paragraphs.GetValueOrDefault(number)?.Section is not { } section || section is "other")
            yield break;
        foreach (var label in ScoreLexer.Plain.In(page, line.At))
            if (page.Text.AsSpan(label.End..line.At.End).StartsWith(": ")
                && ScoreForms.At(page.Text, label.End + 2, line.At.End, legend) is { } score
                && page.Text.AsSpan(score.At.End..line.At.End).TrimStart(" starspointkuée.").Length == 0)
                yield return new(section, score, null, 0.9);
    }

    // "… glasses and a red coat. *****", "… behind it. (A-)": of the paragraph's section.
    IEnumerable<Scored> AtEnd(int number, Legend legend)
    {
        var (text, line) = (read.Page.Text, read.Page.Lines[number]);
        if (paragraphs.GetValueOrDefault(number)?.Section is not { } section || section is "other")
            yield break;
        var last = new Stretch(Math.Max(line.At.Start, line.At.End - LongestEnd), line.At.End);
        var score = hasGrades ? Grade(text, line.At)
            : ScoreReading.Trailing(text, last, legend) is var (_, stars) && IsStar(text[stars.At.Start]) ? stars
            : null;
        if (score is not null && score.At.Length < line.At.Length)
            yield return new(section, score, null, 0.9);
    }

    static bool IsStar(char letter) => !char.IsLetterOrDigit(letter) && letter is not '½';

    // "(A-)" at the end.
    static PrintedScore? Grade(string text, Stretch at) =>
        at.Length > LongestEnd
        && text[at.End - 1] is ')'
        && text.LastIndexOf(" (", at.End - 1, LongestEnd, StringComparison.Ordinal) is var open and > 0
        && ScoreForms.At(text, open + 2, at.End) is { Scale: "letter" } letter && letter.At.End == at.End - 1
            ? letter : null;
}
