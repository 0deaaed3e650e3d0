using System.Buffers;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Judging;

/// <summary>What scores without a scale are of, as a text says it once for all.</summary>
/// <param name="Numbers">What numbers are of: "all scores out of 10".</param>
/// <param name="Stars">What stars are of, where some print shows all of them.</param>
internal readonly record struct Legend(int? Numbers, int? Stars)
{
    const int MostStars = 5;
    const int LongestRange = 16;

    static readonly SearchValues<char> Signs = SearchValues.Create("★✭✮✯⭐*");

    static readonly Phrases LegendWords = new(
        "max, maximal, maximum, höchstens, out of, out of a possible, from a possible, von maximal, scale of 0/1/one/zero to, skala von "
        + "0/1/null/eins bis, échelle de 0/1 à, notes sur");

    static readonly Phrases Scored = new(
        "wertung, wertungen, punktewertung, rating, ratings, score, scores, scored, mark, marks, grades, stars, all, each, everything, "
        + "bewertung, bewertungen, note, notes, punkte");

    // "Scores (0–10)", "Notes /20", "Wertung von 1 bis 10": where a scale begins.
    static readonly string[] Ranges =
        ["0-", "0–", "0 - ", "0 – ", "1-", "1–", "1 - ", "1 – ", "/", "0 to ", "1 to ", "0 bis ", "1 bis ", "0 à "];

    public static Legend Of(Page page)
    {
        var numbers = Said(page) ?? Ranged(page);
        return new(numbers, numbers is 4 or MostStars ? numbers : Shown(page.Text));
    }

    /// <summary>The same with what a box of scores says of its own.</summary>
    public Legend Or(int? numbers) => this with { Numbers = Numbers ?? numbers };

    // "All scores out of 10".
    static int? Said(Page page)
    {
        foreach (var said in LegendWords.In(page))
        {
            var place = said.End;
            while (place < page.Text.Length && page.Text[place] is ' ' or '.' or ':')
                place++;
            var (end, of) = ScoreForms.Number(page.Text, place);
            var before = page.Text.AsSpan(Math.Max(0, said.Start - 12)..said.Start).TrimEnd(' ');
            var line = page.LineAt(said.Start);
            if (end > 0 && ScoreForms.IsScale(of)
                && !(before.Length > 0 && (char.IsAsciiDigit(before[^1]) || before[^1] is '½'))
                && line >= 0
                && (Scored.IsIn(page, new(Math.Max(page.Lines[line].At.Start, said.Start - 40), said.Start)) || page[said].Contains(' ')
                    && said.Length > 8))
                return of;
        }
        return null;
    }

    static int? Ranged(Page page)
    {
        foreach (var said in Scored.In(page))
        {
            var behind = page.Text.AsSpan(said.End..Math.Min(page.Text.Length, said.End + LongestRange));
            var rest = behind.TrimStart(" (:");
            foreach (var range in Ranges)
                if (behind.Length > rest.Length && rest.StartsWith(range)
                    && ScoreForms.Number(page.Text, said.End + behind.Length - rest.Length + range.Length) is var (end, of)
                    && end > 0
                    && ScoreForms.IsScale(of))
                    return of;
        }
        return null;
    }

    // Five stars behind a word: of five are the others too.
    static int? Shown(string text)
    {
        for (var place = text.AsSpan().IndexOfAny(Signs); place >= 0;)
        {
            var end = place;
            while (end < text.Length && text[end] == text[place])
                end++;
            if (end - place == MostStars && place > 1 && text[place - 1] == ' ' && text[place - 2] is not '\n'
                && (end == text.Length || text[end] is '\n' or '\r' or ' '))
                return MostStars;
            var next = text.AsSpan(end).IndexOfAny(Signs);
            place = next < 0 ? -1 : end + next;
        }
        return null;
    }
}
