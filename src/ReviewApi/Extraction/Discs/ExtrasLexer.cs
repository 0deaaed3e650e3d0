using System.Text.RegularExpressions;
using ReviewApi.Extraction.Judging;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Discs;

/// <summary>The extras: points of lists, values behind a key, and what prose about them names.</summary>
internal static partial class ExtrasLexer
{
    // Words that name an extra in a list, and many other things in prose.
    static readonly HashSet<string> Weak =
    [
        .. ("clip clips scene scenes game games book notes script short shorts essay essays soundtrack photos insert cd "
            + "commercial commercials conversation trivia intro pilot episode episodes chapters screenplay poster posters "
            + "quiz excerpt excerpts previews preview rehearsals audition promo activities castandcrew castcrew ontheset "
            + "stills galleries gallery cartoon cartoons comingsoon alsofrom alsoavailable original themesong thememusic "
            + "vignette vignettes introduction biography drehbuch scenario affiche promotion goofs bookmarks roundtable "
            + "unusedscenes other digital originalending moviefacts homemovies beforeandafter branching testfootage "
            + "additionalfootage ultraviolet leaflet pannen folge interview clipmusical dokumentation documentaire").Split(' '),
    ];

    public static void Put(ReadText read, IReadOnlyDictionary<int, Assigned> paragraphs, DraftBuilder draft)
    {
        var extras = new List<Facts>();
        for (var number = 0; number < read.Page.Lines.Count; number++)
            foreach (var extra in Of(read, number, paragraphs))
                Add(extras, extra, isProse: read.Page.Lines[number].Kind is LineKind.Paragraph);
        draft.PutAll("/release/extras", extras);
        if (extras.Count == 0)
            draft.Put("/release/extras", None(read, paragraphs));
    }

    /// <summary>Whether a term names an extra in prose too.</summary>
    public static bool IsStrong(Page page, Term term) =>
        term.Code is not ("menu_feature" or "other" or "scene_clip") && !Weak.Contains(page.Words.Folded(term.First, term.Last).ToString());

    static IEnumerable<Facts> Of(ReadText read, int number, IReadOnlyDictionary<int, Assigned> paragraphs)
    {
        var line = read.Page.Lines[number];
        var isInExtras = read.Outline.Section(number) is "extras";
        switch (line.Kind)
        {
            case LineKind.KeyValue when FactKeys.Extras().IsMatch(read.Page[line.Key]):
                return ExtraItems.Of(read.Page.Text, line.Value)
                    .Where(at => !Guards.IsDenied(read.Page, at))
                    .Select(at => ExtraReader.Line(read, at, 0.96))
                    .Where(extra => extra["kind"] is not null);
            case LineKind.KeyValue when isInExtras && read.Terms.In(line.At, "extra_kind").Any():
            case LineKind.Bullet or LineKind.Short when isInExtras:
                return Listed(read, line.At);
            case LineKind.Bullet
                when read.Outline.Section(number) is null
                    && read.Terms.In(line.At, "extra_kind").Any()
                    && !read.Terms.In(line.At, "audio_codec").Any():
                return Listed(read, line.At);
            case LineKind.Paragraph when paragraphs.GetValueOrDefault(number)?.Section is "extras" || isInExtras:
                return Said(read, line.HasKey ? line.Value : line.At);
            default:
                return [];
        }
    }

    static IEnumerable<Facts> Listed(ReadText read, Stretch at) =>
        NotHere().IsMatch(read.Page[at])
        || Guards.IsOfOther(read, new(at.Start, at.Start + 1)) && !read.Page[at].Contains('(', StringComparison.Ordinal)
            ? []
            : ExtraItems.Listed(read, at).Select(item => ExtraReader.Line(read, item, 0.97));

    // What each term names, with what is said between the terms before and after it.
    static IEnumerable<Facts> Said(ReadText read, Stretch at)
    {
        var all = read.Terms.In(at, "extra_kind").Where(term => IsStrong(read.Page, term) || term.Code is "interview").ToList();
        var heads = all.Where(term => !all.Exists(other => other != term && other.At.Holds(term.At) && other.At.Length > term.At.Length))
            .ToList();
        for (var number = 0; number < heads.Count; number++)
        {
            var term = heads[number];
            // "A making-of featurette": the second word is its head.
            if (number + 1 < heads.Count && read.Page.Text.AsSpan(term.At.End..heads[number + 1].At.Start) is " " or "-")
                continue;
            var isAgain = Again().IsMatch(read.Page.Text.AsSpan(Math.Max(at.Start, term.At.Start - 25)..term.At.Start));
            if (!Guards.Holds(read, term.At) || isAgain && heads.Take(number).Any(other => other.Code == term.Code))
                continue;
            var sentence = read.Page.Sentence(term.At.Start, 110, 170);
            var start =
                number == 0 ? sentence.Start : Math.Max(sentence.Start, Boundary(read.Page.Text, heads[number - 1].At.End, term.At.Start));
            var end =
                number + 1 == heads.Count
                    ? sentence.End
                    : Math.Min(sentence.End, Boundary(read.Page.Text, term.At.End, heads[number + 1].At.Start));
            yield return ExtraReader.Said(read, term, new(Math.Max(at.Start, start), Math.Max(term.At.End, Math.Min(at.End, end))));
        }
    }

    // The last comma, semicolon or "and" between two terms.
    static int Boundary(string text, int from, int to)
    {
        if (from >= to)
            return to;
        var last = text.AsSpan(from..to).LastIndexOfAny(",;.");
        var and = text.AsSpan(from..to).LastIndexOf(" and ");
        return from + Math.Max(0, Math.Max(last, and));
    }

    static void Add(List<Facts> extras, Facts extra, bool isProse)
    {
        if (extra.IsEmpty)
            return;
        // Prose comes back to what the list named.
        if (
            isProse
            && extras.Exists(known =>
                known.Text("kind") == extra.Text("kind")
                && (extra["title"] is null || known.Text("title") == extra.Text("title"))
                && (extra["seconds"] is null || known["seconds"] is null || Equals(known["seconds"]!.Value, extra["seconds"]!.Value))
            )
        )
            return;
        extras.Add(extra);
    }

    static Fact? None(ReadText read, IReadOnlyDictionary<int, Assigned> paragraphs)
    {
        foreach (var line in FactKeys.Lines(read, FactKeys.Extras()))
            if (Nothing().IsMatch(read.Page[line.Value]))
                return new(Array.Empty<string>(), line.Value, "extras.none", 0.97);
        foreach (
            var line in read.Page.Lines.Where(
                (line, number) => read.Outline.Section(number) is "extras" && line.Kind is LineKind.Short or LineKind.Bullet
            )
        )
            if (Nothing().IsMatch(read.Page[line.At]))
                return new(Array.Empty<string>(), line.At, "extras.none", 0.96);
        return
            NoExtras().EnumerateMatches(read.Page.Text) is var matches
            && matches.MoveNext()
            && read.Page.LineAt(matches.Current.Index) is var number
            && paragraphs.GetValueOrDefault(number)?.Section is "extras" or "overall"
            ? new(Array.Empty<string>(), new(matches.Current.Index, matches.Current.Index + matches.Current.Length), "extras.none", 0.92)
            : null;
    }

    [GeneratedRegex(
        @"\b(?:not (?:included|carried|ported|on this)|missing from|dropped from|only on the|" + @"exclusive to the (?:dvd|old)|absent)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex NotHere();

    [GeneratedRegex(
        @"\b(?:the|this|that|said|its|der|dem|le|la|ce|each|every)(?: (?:same|aforementioned|" + @"[\p{L}]{3,14}))?\s\z",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Again();

    [GeneratedRegex(
        @"^\W{0,2}(?:none|no(?:ne)? (?:extras|special features|supplements|bonus features)|"
            + @"nothing|keine?|aucun|nil|no extras)(?: at all| whatsoever)?\W{0,2}$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Nothing();

    [GeneratedRegex(
        @"\b(?:no|zero|not a single|without any|devoid of any|devoid of|not one|(?:aren['’]t|"
            + @"isn['’]t|are not) any|keine|keinerlei|aucun)(?: (?:real|actual|on-disc|bonus|"
            + @"special|disc-based|supplemental))? (?:extras?|supplements?|special features?|"
            + @"bonus (?:features?|materials?|content)|supplemental (?:features?|materials?)|"
            + @"supplementary material|features|bonusmaterial|suppléments?|bonus)\b(?! (?:other|"
            + @"beyond|besides|except|apart))",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex NoExtras();
}
