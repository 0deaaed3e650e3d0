using System.Text.RegularExpressions;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Judging;

/// <summary>The section that a paragraph is put to.</summary>
/// <param name="Section">The section; other where it is of none.</param>
/// <param name="Confidence">How sure that is.</param>
/// <param name="Second">The section that it is also about.</param>
internal sealed record Assigned(string Section, double Confidence, string? Second);

/// <summary>Puts each paragraph to a section: by its heading, else by its words and by the order that reviews have.</summary>
internal static partial class Sectioning
{
    // What a step costs from a section to one that usually comes later, and to one that comes earlier.
    const double Forward = 0.15;
    const double Backward = 0.9;
    const double WithinFilm = 0.05;

    public static IReadOnlyDictionary<int, Assigned> Assign(ReadText read)
    {
        var (page, assigned) = (read.Page, new Dictionary<int, Assigned>());
        var open = new List<int>();
        for (var number = 0; number < page.Lines.Count; number++)
        {
            if (page.Lines[number].Kind is not LineKind.Paragraph || Boilerplate().IsMatch(page[page.Lines[number].At]))
                continue;
            if (read.Outline.Section(number) is not { } section)
            {
                if (read.Outline.Heading(number) < 0 || !read.Outline.HasHeadings)
                    open.Add(number);
                continue;
            }
            if (section is Outline.Both)
                section = SectionWords.Of(read, page.Lines[number].At) is var said && said[3] > said[2] ? "sound" : "picture";
            assigned[number] = new(section, 0.97, null);
        }
        // Before the first heading of a section, what is not of the disc is of the film.
        foreach (var (number, one) in ByWords(read, open))
            assigned[number] = one;
        return assigned;
    }

    static IEnumerable<(int, Assigned)> ByWords(ReadText read, List<int> lines)
    {
        if (lines.Count == 0 || !IsReview(read))
            yield break;
        var said = lines.ConvertAll(number => SectionWords.Of(read, read.Page.Lines[number].At));
        var sections = SectionWords.Sections.Length;
        var (best, from) = (new double[lines.Count, sections], new int[lines.Count, sections]);
        for (var place = 0; place < lines.Count; place++)
            for (var section = 0; section < sections; section++)
            {
                var (most, before) = (
                    place == 0
                        ? section == 0
                            ? 0.3
                            : -0.2 * section
                        : double.MinValue,
                    section
                );
                for (var previous = 0; place > 0 && previous < sections; previous++)
                    if (best[place - 1, previous] - Step(previous, section) is var through && through > most)
                        (most, before) = (through, previous);
                // The last words are of the whole.
                var bonus =
                    section == 5
                        ? place == lines.Count - 1
                            ? 0.15
                            : -0.35
                        : 0;
                (best[place, section], from[place, section]) = (most + said[place][section] + bonus, before);
            }
        var path = new int[lines.Count];
        path[^1] = Enumerable.Range(0, sections).MaxBy(section => best[lines.Count - 1, section]);
        for (var place = lines.Count - 1; place > 0; place--)
            path[place - 1] = from[place, path[place]];
        for (var place = 0; place < lines.Count; place++)
        {
            var (own, next) = (
                said[place][path[place]],
                Enumerable.Range(0, sections).Where(one => one != path[place]).MaxBy(one => said[place][one])
            );
            var margin = own - said[place][next];
            yield return (
                lines[place],
                new(
                    SectionWords.Sections[path[place]],
                    Math.Clamp(0.78 + 0.15 * margin, 0.55, 0.95),
                    said[place][next] > 0.35 && margin < 0.6 ? SectionWords.Sections[next] : null
                )
            );
        }
    }

    // Story and performances are both of the film, and go to and fro.
    static double Step(int from, int to) =>
        from == to ? 0
        : from <= 1 && to <= 1 ? WithinFilm
        : from < to ? Forward
        : Backward;

    // A text that speaks of a disc or of a film; a novel is none.
    static bool IsReview(ReadText read)
    {
        var about = read.Terms.Of("audio_codec").Count + read.Terms.Of("video_codec").Count + (read.Format is null ? 0 : 3);
        var ofFilm = OfFilm().Count(read.Page.Text.Length > 20_000 ? read.Page.Text[..20_000] : read.Page.Text);
        return about >= 3 || ofFilm >= 2 && read.Page.Text.Length < 20_000 * ofFilm / 4;
    }

    [GeneratedRegex(
        @"^(?:©|copyright|all rights reserved|buy (?:it|this|now)|click |follow us|share this|"
            + @"posted |reviewed by|order |subscribe|advertisement|related )",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Boilerplate();

    [GeneratedRegex(
        @"\b(?:films?|movies?|director|cinema|screenplay|performances?|starring|Regisseur|" + @"Kinos?|réalisateur|cinéma)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex OfFilm();
}
