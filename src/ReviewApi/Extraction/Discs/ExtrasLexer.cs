using ReviewApi.Extraction.Judging;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Discs;

/// <summary>The extras: points of lists, values behind a key, and what prose about them names.</summary>
internal static class ExtrasLexer
{
    const int Most = 300;

    // Words that name an extra in a list, and many other things in prose.
    static readonly HashSet<string> Weak =
    [
        .. ("clip clips scene scenes game games book notes script short shorts essay essays soundtrack photos insert cd commercial "
            + "commercials conversation trivia intro pilot episode episodes chapters screenplay poster posters quiz excerpt excerpts "
            + "previews preview rehearsals audition promo activities castandcrew castcrew ontheset stills galleries gallery cartoon "
            + "cartoons comingsoon alsofrom alsoavailable original themesong thememusic vignette vignettes introduction biography drehbuch "
            + "scenario affiche promotion goofs bookmarks roundtable unusedscenes other digital originalending moviefacts homemovies "
            + "beforeandafter branching testfootage additionalfootage ultraviolet leaflet pannen folge interview clipmusical dokumentation "
            + "documentaire").Split(' '),
    ];

    // Of these, what prose about extras names with an article or a number before it.
    static readonly HashSet<string> Named =
    [
        .. ("interview introduction short essay screenplay episode episodes dokumentation documentaire booklet gallery intro conversation "
            + "trivia essays shorts cd commercial commercials preview previews pilot cartoon cartoons stills galleries vignette "
            + "vignettes").Split(' '),
    ];

    static readonly Phrases Articles = new(
        "lange, minütige, ausführliche, kurze, neue, a, an, the, two, three, four, five, six, seven, some, several, new, original, and, "
        + "plus, with, short, brief, vintage, archival, eine, ein, einen, einer, einem, un, une, des, le, la, photo, still, still, audio, "
        + "video, bonus, longer, filmed, text");

    // "A short called …" is one, "a short but good list" is none.
    static readonly Phrases Called = new("called, titled, about, by, from, on, entitled, named");

    static readonly Phrases About = new("about the?, on the?, of the?, über das?, zu den?, sur le?");

    static readonly Phrases NotHere = new(
        "not included/carried/ported, not on this, missing from, dropped from, only on the, exclusive to the dvd/old, absent");

    static readonly Phrases Again = new(
        "the/this/that/said/its/der/dem/le/la/ce/each/every, the/this/that/said/its/each/every "
        + "same/aforementioned/first/second/new/short/main/longer/other");

    public static void Put(ReadText read, IReadOnlyDictionary<int, Assigned> paragraphs, DraftBuilder draft)
    {
        var (extras, isIntroduced) = (new List<Facts>(), false);
        for (var number = 0; number < read.Page.Lines.Count && extras.Count < Most; number++)
        {
            var line = read.Page.Lines[number];
            // "The following extras are included:" stands over the list.
            if (line.Kind is LineKind.Paragraph or LineKind.Heading)
                isIntroduced = paragraphs.GetValueOrDefault(number)?.Section is "extras" && read.Page.Text[line.At.End - 1] == ':';
            if (!read.Outline.IsOfOther(number) && read.Outline.Heading(number) != number || line.Kind is LineKind.Paragraph)
                foreach (var extra in Of(read, number, paragraphs, isIntroduced))
                    Add(read.Page, extras, extra, isProse: IsProse(read, line));
        }
        draft.PutAll("/release/extras", extras);
        if (extras.Count == 0)
            draft.Put("/release/extras", NoExtras.Find(read, paragraphs));
    }

    /// <summary>Whether a term is of many things beside extras.</summary>
    public static bool IsWeak(Page page, Term term) =>
        term.Code is "menu_feature" or "other" or "scene_clip" || Weak.Contains(page.Words.Folded(term.First, term.Last).ToString());

    /// <summary>Whether a term is what an extra is about: "a documentary on the making of the film".</summary>
    public static bool IsSubject(Page page, Term term) => term.Code is "making_of" && About.Before(page, term.At.Start) is not null;

    /// <summary>Whether a term names an extra in prose too.</summary>
    public static bool IsStrong(Page page, Term term)
    {
        var folded = page.Words.Folded(term.First, term.Last).ToString();
        return term.Code is not ("menu_feature" or "other" or "scene_clip")
            && !IsSubject(page, term)
            && (folded is not "short" || Called.Behind(page, term.At.End) is not null)
            && (!Weak.Contains(folded)
                || Named.Contains(folded) && term.First > 0 && page.Words.Start(term.First) - page.Words.End(term.First - 1) == 1
                    && (Articles.Are(page, page.Words.Run(term.First - 1, term.First - 1))
                        || page.Words[term.First - 1].EndsWith("minute")));
    }

    static IEnumerable<Facts> Of(ReadText read, int number, IReadOnlyDictionary<int, Assigned> paragraphs, bool isIntroduced)
    {
        var line = read.Page.Lines[number];
        var (section, hasKind) = (isIntroduced ? "extras" : read.Outline.Section(number), read.Terms.Has("extra_kind", line.At));
        switch (line.Kind)
        {
            case LineKind.KeyValue when FactKeys.Is(line, FactKey.Extras):
                return ExtraItems.Of(read.Page.Text, line.Value)
                    .Where(at => !Guards.IsDenied(read.Page, at) && !read.Page[at].EndsWith("none", StringComparison.OrdinalIgnoreCase))
                    .Select(at => ExtraReader.Line(read, at, 0.96))
                    .Where(extra => extra["kind"] is not null);
            case LineKind.KeyValue when section is "extras" && line.Fact is FactKey.None
                && (hasKind || Lengths.First(read.Page.Text, line.Value, "") is not null):
            case LineKind.Bullet or LineKind.Short when section is "extras":
                return Listed(read, line.At);
            case LineKind.Bullet when section is null
                && read.Terms.In(line.At, "extra_kind").Any(term => !IsWeak(read.Page, term) || term.At.Start == line.At.Start
                    && Lengths.First(read.Page.Text, line.At, "") is not null)
                && !read.Terms.In(line.At, "audio_codec").Any():
                return Listed(read, line.At);
            case LineKind.Paragraph when section is "extras" && !IsProse(read, line):
                return Listed(read, line.Prose);
            case LineKind.Paragraph when paragraphs.GetValueOrDefault(number)?.Section is "extras" || section is "extras":
                return WithTitles(read, line.Prose, [.. Said(read, line.Prose)]);
            case LineKind.Paragraph:
                return ExtraSentences.Of(read, line.Prose, isOfFilm: section is "story")
                    .SelectMany(at => WithTitles(read, at, [.. Said(read, at)]));
            default:
                return [];
        }
    }

    static bool IsProse(ReadText read, Line line) => line.Kind is LineKind.Paragraph && !ExtraReader.IsItem(read, line.Prose);

    static IEnumerable<Facts> Listed(ReadText read, Stretch at) =>
        NotHere.IsIn(read.Page, at) || Guards.IsOfOther(read, new(at.Start, at.Start + 1))
            && !read.Page[at].Contains('(', StringComparison.Ordinal)
            ? []
            : ExtraItems.Listed(read, at).Select(item => ExtraReader.Line(read, item, 0.97));

    // What each term names, with what is said between the terms before and after it.
    static IEnumerable<Facts> Said(ReadText read, Stretch at)
    {
        var text = read.Page.Text;
        var all = read.Terms.In(at, "extra_kind").Where(term => IsStrong(read.Page, term)).ToList();
        var heads = all.Where(term => !all.Exists(term.IsWithin)).ToList();
        for (var number = 0; number < heads.Count; number++)
        {
            var term = heads[number];
            // "A making-of featurette": the second word is its head.
            if (number + 1 < heads.Count
                && text.AsSpan(term.At.End..Math.Max(term.At.End, heads[number + 1].At.Start)) is " " or "-" or "\n")
                continue;
            var isAgain = Again.Before(read.Page, term.At.Start, at.Start) is not null;
            if (!Guards.HoldsOfExtra(read, term.At) || isAgain && heads.Take(number).Any(other => other.Code == term.Code))
                continue;
            var sentence = read.Page.Sentence(term.At.Start, 110, 170);
            var start = number == 0
                ? Boundary(text, Math.Max(at.Start, sentence.Start), term.At.Start)
                    : Math.Max(sentence.Start, Boundary(text, heads[number - 1].At.End, term.At.Start));
            var end = number + 1 == heads.Count ? sentence.End
                : Math.Min(sentence.End, Boundary(text, term.At.End, heads[number + 1].At.Start));
            yield return ExtraReader.Said(read, term, new(Math.Max(at.Start, start), Math.Max(term.At.End, Math.Min(at.End, end))));
        }
    }

    // And what has a title in quotation marks and its length: “Maximum Fury” (29 min).
    static List<Facts> WithTitles(ReadText read, Stretch at, List<Facts> said)
    {
        var text = read.Page.Text;
        for (var rest = at; Quotations.First(text, rest) is { } quoted; rest = new(Math.Min(at.End, quoted.End + 1), at.End))
            if (quoted.End + 3 < at.End
                && text.AsSpan(quoted.End..at.End).TrimStart("”\"’'“,. ").StartsWith("(")
                && text.IndexOf('(', quoted.End, Math.Min(6, at.End - quoted.End)) is var open and > 0
                && Lengths.First(text, new(open, Math.Min(at.End, open + 14)), "extras.seconds") is { } seconds
                && !said.Exists(extra => extra["title"]?.At == quoted || extra["seconds"]?.At == seconds.At))
                said.Add(new Facts()
                    .With("title", Fact.Exact(text, quoted, "extras.title", 0.9))
                    .With("seconds", seconds));
        return [.. said.OrderBy(extra => extra.At.Start)];
    }

    // The last comma, semicolon or "and" between two terms.
    static int Boundary(string text, int from, int to)
    {
        if (from >= to)
            return to;
        var between = text.AsSpan(from..to);
        return from + Math.Max(0,
            Math.Max(between.LastIndexOfAny(",;."), Math.Max(between.LastIndexOf(" and "), between.LastIndexOf(" und "))));
    }

    static void Add(Page page, List<Facts> extras, Facts extra, bool isProse)
    {
        // Prose comes back to what the list named; of one sentence two are two.
        var isKnown = isProse && !extra.IsEmpty && extras.Exists(known =>
            !page.Sentence(extra.At.Start, 400, 400).Holds(known.At)
            && known.Text("kind") == extra.Text("kind")
            && (extra["title"] is null || known.Text("title") == extra.Text("title"))
            && (extra["seconds"] is null || known["seconds"] is null || Equals(known["seconds"]!.Value, extra["seconds"]!.Value)));
        if (!extra.IsEmpty && !isKnown)
            extras.Add(extra);
    }
}
