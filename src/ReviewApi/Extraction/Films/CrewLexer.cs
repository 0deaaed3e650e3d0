using System.Text.RegularExpressions;
using ReviewApi.Codes;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Films;

/// <summary>Who directed and wrote a film, and what it is based on.</summary>
internal static partial class CrewLexer
{
    public static IReadOnlyList<Fact> Directors(ReadText read) =>
        Persons(read, DirectorKey(), "film.directors", [(DirectedBy(), 0.96), (Director(), 0.94)]);

    public static IReadOnlyList<Fact> Writers(ReadText read) =>
        Persons(read, WriterKey(), "film.writers", [(WrittenBy(), 0.95), (Screenwriter(), 0.93)]);

    /// <summary>What the film is based on, with the authors.</summary>
    public static Facts? BasedOn(ReadText read)
    {
        var text = read.Page.Text;
        foreach (Match match in Based().Matches(text))
        {
            var at = new Stretch(match.Index, match.Index + match.Length);
            if (Guards.IsDenied(read.Page, at) || read.Outline.Section(read.Page.LineAt(at.Start)) is "extras" or "picture" or "sound")
                continue;
            var end = read.Page.Sentence(at.End - 1, 0, 160).End;
            var source = new Stretch(at.End, Math.Max(at.End, end));
            var kind = read
                .Terms.In(source, "film_relation_kind")
                .FirstOrDefault(term =>
                    Spelling.OfCode(text[term.At.Start..term.At.End]).Length > 3
                    && !text.AsSpan(source.Start..term.At.Start).ContainsAny(",;(")
                );
            if (kind is null)
                continue;
            var author = By().Match(text, kind.At.End, Math.Min(90, source.End - kind.At.End)) is { Success: true } by
                ? Names.At(text, by.Index + by.Length)
                : null;
            author ??= Possessive().Match(text, source.Start, kind.At.End - source.Start) is { Success: true } owner
                ? Names.Before(text, owner.Groups[1].Index + owner.Groups[1].Length)
                : null;
            var relation = new Facts()
                .With("relation", new("is_based_on", at, "film.relations", 0.95))
                .With("kind", new(kind.Code, kind.At, "film.relations", 0.95));
            if (author is { } person)
                relation.With("by/0", new(text[person.Start..person.End], person, "film.relations", 0.95) { Ground = Ground.Exact });
            return relation;
        }
        return null;
    }

    static List<Fact> Persons(ReadText read, Regex key, string rule, (Regex Words, double Sureness)[] prose)
    {
        var text = read.Page.Text;
        foreach (var line in read.Page.Lines)
            if (
                line.Kind is LineKind.KeyValue
                && key.IsMatch(read.Page[line.Key])
                && Facts(text, Names.List(text, line.Value), rule, 0.98) is { Count: > 0 } listed
            )
                return listed;
        foreach (var (words, sureness) in prose)
        {
            var found = new List<Fact>();
            foreach (Match match in words.Matches(text))
            {
                var at = new Stretch(match.Index, match.Index + match.Length);
                var sentence = read.Page.Sentence(at.Start, 60, 160);
                if (
                    OfOther().IsMatch(text.AsSpan(sentence.Start..at.Start))
                    || read.Page.LineAt(at.Start) is var number and >= 0
                        && read.Page.Lines[number].Kind is LineKind.KeyValue
                        && !read.Page.Lines[number].Value.Holds(at.Start)
                )
                    continue;
                found.AddRange(Facts(text, Names.List(text, new(at.End, sentence.End)).Take(3), rule, sureness));
            }
            if (key == DirectorKey())
                foreach (Match match in Directs().Matches(text))
                    if (Names.Before(text, match.Index) is { } name)
                        found.AddRange(Facts(text, [name], rule, sureness));
            // One who is named again and again is the one; others that are named as often stand beside.
            var ranked = found
                .GroupBy(fact => Spelling.OfName((string)fact.Value))
                .OrderByDescending(same => same.Count())
                .ThenBy(same => same.Min(fact => fact.At.Start))
                .ToList();
            if (ranked.Count == 0)
                continue;
            var first = found.First(fact => Spelling.OfName((string)fact.Value) == ranked[0].Key);
            var together = found
                .SkipWhile(fact => fact != first)
                .TakeWhile(fact => fact == first || fact.At.Start - first.At.End < 60 && Joins(text, first, fact))
                .DistinctBy(fact => fact.Value)
                .ToList();
            return together;
        }
        return [];
    }

    static bool Joins(string text, Fact one, Fact other) =>
        other.At.Start > one.At.End && text[one.At.End..other.At.Start] is " and " or " & " or ", " or ", and " or " und " or " et ";

    static List<Fact> Facts(string text, IEnumerable<Stretch> names, string rule, double sureness) =>
        [.. names.Select(at => new Fact(text[at.Start..at.End], at, rule, sureness) { Ground = Ground.Exact })];

    [GeneratedRegex(
        @"^(?:directors?|directed by|regie|regisseur(?:in)?|réalisat(?:eur|rice|ion)s?|" + @"director\(s\)|réalisé par|un film de)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex DirectorKey();

    [GeneratedRegex(
        @"^(?:writers?|written by|screenplay(?: by)?|screenwriters?|drehbuch|scénario|" + @"scénaristes?|script|writer\(s\)|autor(?:en)?)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex WriterKey();

    [GeneratedRegex(
        @"\b(?:[Dd]irected (?:and (?:co-)?written |with [\p{L} ]{3,25} )?by|[Ww]ritten and directed by|"
            + @"[Hh]elmed by|[Rr]éalisée? par|[Rr]egie(?: führte|:)?(?: von)?|[Ii]nszeniert von|"
            + @"[Uu]nter der Regie von|[Dd]irection (?:of|by)|film de|[Ff]ilm by|[Mm]ovie by)\s+(?:(?:acclaimed|"
            + @"veteran|director|first-time|filmmaker|the great|legendary|visionary|the late) )?(?=\p{Lu})"
    )]
    private static partial Regex DirectedBy();

    [GeneratedRegex(
        @"\b(?:[Dd]irector|[Ww]riter[-/][Dd]irector|[Dd]irector[-/][Ww]riter|[Cc]o-[Dd]irectors|"
            + @"[Dd]irectors|[Rr]egisseur(?:in)?|[Rr]éalisat(?:eur|rice)|[Ff]ilmmaker|Regie-Altmeister) (?=\p{Lu})"
    )]
    private static partial Regex Director();

    [GeneratedRegex(@"(?<=\p{L}) (?:directs|directed|inszeniert|réalise)\b(?! by)")]
    private static partial Regex Directs();

    [GeneratedRegex(
        @"\b(?:(?<!novel |book |story |play |memoir )(?<!and )[Ww]ritten (?:and directed )?by|"
            + @"[Ss]creenplay(?: is| was|,)? by|[Ss]cript by|[Ss]cripted by|[Pp]enned by|[Dd]rehbuch(?: von|"
            + @": )|[Ss]cénario de|écrit(?: et réalisé)? par)\s+(?=\p{Lu})"
    )]
    private static partial Regex WrittenBy();

    [GeneratedRegex(@"\b(?:[Ss]creenwriters?|[Ww]riter[-/][Dd]irector|[Dd]rehbuchautor(?:in)?|[Ss]cénariste) (?=\p{Lu})")]
    private static partial Regex Screenwriter();

    [GeneratedRegex(
        @"\b(?:[Bb]ased (?:up)?on|[Aa]dapted from|[Aa]dapt(?:s|ing|ation of)|[Ff]rom the (?=novel|"
            + @"book|play|memoir)|[Bb]asier(?:t|end) auf|[Nn]ach (?:dem|einem|der) (?=Roman|"
            + @"Buch|Bühnenstück|Kurzgeschichte)|[Aa]daptée? d[eu'’]|[Dd]['’]après|[Tt]irée? d[eu'’])"
    )]
    private static partial Regex Based();

    [GeneratedRegex(
        @"\b(?:by|von|de|d['’]|from|of)\s(?:(?:author|novelist|playwright|acclaimed|bestselling|"
            + @"best-selling|journalist|the|late|writer|Autor|Schriftsteller|l['’]écrivain) )*(?=\p{Lu})"
    )]
    private static partial Regex By();

    [GeneratedRegex(@"(\p{Lu}[\p{L}.\-]+(?: \p{Lu}[\p{L}.\-]+){1,3})(?:['’]s|s['’])\s")]
    private static partial Regex Possessive();

    [GeneratedRegex(
        @"\b(?:remake|sequel|prequel|original|like|unlike|reminiscent|recalls?|inspired by|"
            + @"novel|book|also|later|previous|photography|assistant|second[- ]unit|second unit|"
            + @"casting|art|music|musical|short film|documentary|featurette)\b[^.]{0,25}$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex OfOther();
}
