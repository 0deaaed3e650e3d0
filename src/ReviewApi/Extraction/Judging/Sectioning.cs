using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Judging;

/// <summary>The section that a paragraph is put to.</summary>
/// <param name="Section">The section; other where it is of none.</param>
/// <param name="Confidence">How sure that is.</param>
/// <param name="Second">The section that it is also about.</param>
internal sealed record Assigned(string Section, double Confidence, string? Second);

/// <summary>Puts each paragraph to a section: by its heading, else by its words and by the order that reviews have.</summary>
internal static class Sectioning
{
    // What a step costs from a section to one that usually comes later, and to one that comes earlier.
    const double Forward = 0.15;
    const double Backward = 0.9;
    const double WithinFilm = 0.05;

    // What a paragraph about the disc costs that has no word of its section.
    const double Unsaid = -0.3;

    const int Opening = 20_000;
    const int LeastCodes = 3;
    const int MostWordsOfMotto = 12;
    const int LongestScores = 80;

    static readonly string[] Boilerplate =
    [
        "©", "copyright", "all rights reserved", "buy it", "buy this", "buy now", "click ", "follow us", "share this", "posted ",
            "reviewed by",
        "review by", "next week", "next month", "next time", "hello", "dear ",
        "thanks for", "got my", "welcome back", "this week's disc", "order ", "subscribe",
        "advertisement", "related ", "by our ", "scores are", "all scores", "ratings are",
    ];

    static readonly Phrases OfFilm = new(
        "film, films, movie, movies, director, cinema, screenplay, performance, performances, starring, regisseur, kino, kinos, "
        + "réalisateur, cinéma");

    public static IReadOnlyDictionary<int, Assigned> Assign(ReadText read)
    {
        var (page, assigned, open, legend) = (read.Page, new Dictionary<int, Assigned>(), new List<int>(), Legend.Of(read.Page));
        for (var number = 0; number < page.Lines.Count; number++)
        {
            var line = page.Lines[number];
            if (line.Kind is not LineKind.Paragraph || IsBoilerplate(page, line) || read.Outline.IsOfOther(number)
                || IsScores(read, number, legend))
                continue;
            if (read.Outline.Section(number) is not { } section || IsBehindLabel(read, number, section))
                open.Add(number);
            else
                assigned[number] = section is Outline.Both ? OfBoth(read, line) : new(section, 0.97, null);
        }
        // Where no heading says it, the words and what stands before and behind do.
        var headed = assigned.Keys.Order().ToArray();
        foreach (var stretch in Stretches(read, open, headed))
        {
            var place = ~Array.BinarySearch(headed, stretch[0]);
            // A verdict may stand in front.
            var before = place == 0 || place == 1 && assigned[headed[0]].Section is "overall" ? null : assigned[headed[place - 1]].Section;
            foreach (var (number, one) in ByWords(read, stretch, before, isLast: place == headed.Length))
                assigned[number] = one;
        }
        return assigned;
    }

    // "Four and a half out of five.", "In short: picture 9, sound 8".
    static bool IsScores(ReadText read, int number, Legend legend) =>
        read.Page.Lines[number].Prose is { Length: <= LongestScores } said
        && (ScoreReading.Whole(read.Page.Text, said, legend) is not null || ScoreRows.Of(read, number, legend).Count > 1);

    // A paragraph that follows a labelled one, and has no word of that one's section.
    static bool IsBehindLabel(ReadText read, int number, string section) =>
        read.Outline.Heading(number) is var heading && heading >= 0 && heading < number
        && read.Page.Lines[heading].Kind is LineKind.Paragraph
        && Array.IndexOf(SectionWords.Sections, section) is var place and > 1 and < 5
        && SectionWords.Of(read, read.Page.Lines[number].At)[place] == 0;

    static bool IsBoilerplate(Page page, Line line)
    {
        var said = page.Text.AsSpan(line.At.Start..line.At.End);
        // A line of the film's.
        if (said[0] is '"' or '“' or '„' or '«' && Quotations.First(page.Text, line.At) is { } quoted && quoted.End + 2 >= line.At.End - 1)
            return true;
        // A motto right under the title.
        if (!line.IsApart && page.Lines.Count > 1 && page.Lines[1] == line && said.Count(' ') < MostWordsOfMotto
            && page.Lines[0].Kind is LineKind.Title)
            return true;
        foreach (var beginning in Boilerplate)
            if (said.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    static Assigned OfBoth(ReadText read, Line line) =>
        SectionWords.Of(read, line.At) is var said && said[3] > said[2]
            ? new("sound", 0.8, said[2] > 0.35 ? "picture" : null)
            : new("picture", 0.8, said[3] > 0.35 ? "sound" : null);

    // The open paragraphs that follow one another without one that a heading puts somewhere.
    static IEnumerable<List<int>> Stretches(ReadText read, List<int> open, int[] headed)
    {
        if (open.Count == 0 || !IsReview(read))
            yield break;
        var stretch = new List<int>();
        foreach (var number in open)
        {
            if (stretch.Count > 0 && Array.BinarySearch(headed, number) != Array.BinarySearch(headed, stretch[0]))
            {
                yield return stretch;
                stretch = [];
            }
            stretch.Add(number);
        }
        yield return stretch;
    }

    // The best way through the sections, as the words of each paragraph say and the order of reviews has it.
    static IEnumerable<(int, Assigned)> ByWords(ReadText read, List<int> lines, string? before, bool isLast)
    {
        var said = lines.ConvertAll(number => SectionWords.Of(read, read.Page.Lines[number].At));
        var count = SectionWords.Sections.Length;
        var (best, from) = (new double[lines.Count, count], new int[lines.Count, count]);
        for (var place = 0; place < lines.Count; place++)
            for (var section = 0; section < count; section++)
            {
                var (most, previous) = (place == 0 ? Begin(before, section) : double.MinValue, section);
                for (var other = 0; place > 0 && other < count; other++)
                    if (best[place - 1, other] - Step(other, section) is var through && through > most)
                        (most, previous) = (through, other);
                // The last words are of the whole.
                var bonus = section is >= 2 and < 5 && said[place][section] == 0 ? Unsaid
                    : section < 5 ? 0 : place == lines.Count - 1 && isLast ? 0.15 : -0.35;
                (best[place, section], from[place, section]) = (most + said[place][section] + bonus, previous);
            }
        var path = new int[lines.Count];
        path[^1] = Enumerable.Range(0, count).MaxBy(section => best[lines.Count - 1, section]);
        for (var place = lines.Count - 1; place > 0; place--)
            path[place - 1] = from[place, path[place]];
        return lines.Select((number, place) => (number, Named(said[place], path[place])));
    }

    // A review begins with the film; behind a heading's paragraphs it goes on.
    static double Begin(string? before, int section) => before is null
        ? section == 0 ? 0.3 : -0.2 * section
        : -Step(Math.Max(0, Array.IndexOf(SectionWords.Sections, before)), section);

    static Assigned Named(double[] said, int section)
    {
        var next = Enumerable.Range(0, said.Length).Where(other => other != section).MaxBy(other => said[other]);
        var margin = said[section] - said[next];
        return new(
            SectionWords.Sections[section],
            Math.Clamp(0.78 + 0.15 * margin, 0.55, 0.95),
            said[next] > 0.35 && margin < 0.6 ? SectionWords.Sections[next] : null);
    }

    // Story and performances are both of the film, and go to and fro.
    static double Step(int from, int to) => from == to ? 0
        : from <= 1 && to <= 1 ? WithinFilm
        : from < to ? Forward
        : Backward;

    // A text that speaks of a disc or of a film; a novel is none.
    static bool IsReview(ReadText read)
    {
        var codes = read.Terms.Of("audio_codec").Count + read.Terms.Of("video_codec").Count + (read.Format is null ? 0 : LeastCodes);
        var length = Math.Min(Opening, read.Page.Text.Length);
        var ofFilm = OfFilm.In(read.Page, new(0, length)).Count();
        return codes >= LeastCodes || ofFilm >= 2 && read.Page.Text.Length < Opening * ofFilm / 4;
    }
}
