using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Discs;

/// <summary>Reads one extra of a stretch: kind, title, length, resolution, participants, count.</summary>
internal static class ExtraReader
{
    const int LongestTitle = 150;
    const int MostWordsOfItem = 12;

    static readonly Phrases Fill = new(
        "new, archival, the, a, an, original, theatrical, vintage, hd, sd, audio, video, feature, optional, and, with, of, for, film, two, "
        + "three, four, five, six, seven, eight, nine, ten, cast, crew, us, uk, international, exclusive, brand, all, die, der, das, le, "
        + "la, les, de, du, zwei, drei, short, brief, additional, selected, scene, specific, isolated, deux, trois, some, several, "
        + "various");

    static readonly Phrases NextItem = new("a, an, the, two, three, four, another, ein, eine, einen, un, une, le, la, les, des, plus, and "
        + "a/an/the");

    // Kinds whose persons are those of the film.
    static readonly HashSet<string> WithoutPersons = ["trailer", "teaser", "tv_spot", "still_gallery", "bonus_trailers"];

    /// <summary>The extra of a line of a list; nothing where the line names none.</summary>
    public static Facts Line(ReadText read, Stretch at, double sureness)
    {
        var name = ExtraNames.Of(read.Page, at);
        var (named, said) = (Kind(read, name, isList: true), Kind(read, FirstSentence(read.Page, at), isList: true, isRest: true));
        // "Close-Up on The Conversation - an archival featurette": a word of a title is less than what it is called.
        var kind = named is not null && said is not null && ExtrasLexer.IsWeak(read.Page, named) && !SaysKindOnly(read, name) ? said : named
            ?? said;
        var seconds = Lengths.First(read.Page.Text, at, "extras.seconds");
        var title = Title(read, at, name, isKnown: kind is null && seconds is not null);
        var extra = new Facts();
        if (kind is null && (title is null || seconds is null))
            return extra;
        extra.With("kind", kind is null ? null : new(kind.Code, kind.At, "extras.kind", sureness)).With("title", title);
        return Details(read, extra, at, name, kind);
    }

    /// <summary>The extra that a term of prose names.</summary>
    /// <param name="read">The text.</param>
    /// <param name="kind">The term.</param>
    /// <param name="around">What is said of it.</param>
    public static Facts Said(ReadText read, Term kind, Stretch around)
    {
        var extra = new Facts().With("kind", new(kind.Code, kind.At, "extras.kind", 0.93));
        around = Own(read.Page, kind, around);
        if (Quotations.First(read.Page.Text, around) is { Length: > 2 } title)
            extra.With("title", Fact.Exact(read.Page.Text, title, "extras.title", 0.9));
        return Details(read, extra, around, new(around.Start, kind.At.End), kind);
    }

    /// <summary>Whether a stretch is an extra by itself: its kind and no more, or one with a length.</summary>
    public static bool IsOne(ReadText read, Stretch at)
    {
        var name = ExtraNames.Of(read.Page, at);
        return Kind(read, name, isList: true) is not null
            && (SaysKindOnly(read, name) || Lengths.First(read.Page.Text, at, "extras.seconds") is not null);
    }

    /// <summary>Whether a paragraph is a point of a list, with its description: "The Making of Heat (59:13) – a look back at …".</summary>
    public static bool IsItem(ReadText read, Stretch at)
    {
        var (page, name) = (read.Page, ExtraNames.Of(read.Page, at));
        if (name.End >= at.End || page.Words.From(name.End) - page.Words.From(name.Start) > MostWordsOfItem)
            return false;
        var rest = page.Text.AsSpan(name.End..at.End).TrimStart("\"”’'*_");
        // "“Out to Sea” (29 min), an interview and a trailer" are several.
        if (rest.IndexOf(')') is var closed and > 0 && closed + 1 < rest.Length && rest[closed + 1] == ',')
            return false;
        return (rest.StartsWith(" (") || rest.StartsWith(" [") || rest.StartsWith(" - ") || rest.StartsWith(" – ") || rest.StartsWith(" — ")
            || rest.StartsWith(": "))
            && (SaysKindOnly(read, name) || IsTitled(page[name]));
    }

    // What stands before a closed bracket is of the extra before: "“Out to Sea” (29 min) and deleted scenes (4 min)".
    // And what stands behind ", a" is of the extra behind.
    static Stretch Own(Page page, Term kind, Stretch around)
    {
        var closed = kind.At.Start > around.Start ? page.Text.AsSpan(around.Start..kind.At.Start).LastIndexOfAny(")]") : -1;
        var start = closed < 0 || around.Start + closed + 2 >= kind.At.Start ? around.Start : around.Start + closed + 1;
        for (var comma = kind.At.End; comma < around.End; comma++)
            if (page.Text[comma] == ',' && comma + 2 < around.End && char.IsLetter(page.Text[comma + 2])
                && NextItem.Behind(page, comma + 1, around.End) is not null)
                return new(start, comma);
        return new(start, around.End);
    }

    // Whether a name says nothing beside the kind: "New theatrical trailer".
    static bool SaysKindOnly(ReadText read, Stretch name)
    {
        var covered = name.Start;
        foreach (var term in read.Terms.In(name, "extra_kind").OrderBy(term => term.At.Start).ThenByDescending(term => term.At.End))
            if (term.At.Start >= covered)
            {
                if (!IsFill(read.Page, new(covered, term.At.Start)))
                    return false;
                covered = term.At.End;
            }
        return covered > name.Start && IsFill(read.Page, new(covered, name.End));

        static bool IsFill(Page page, Stretch gap)
        {
            for (var word = page.Words.From(gap.Start); word < page.Words.Count && page.Words.End(word) <= gap.End; word++)
                if (!char.IsAsciiDigit(page.Words[word][0]) && !Fill.Are(page, page.Words.Run(word, word)))
                    return false;
            return true;
        }
    }

    /// <summary>The term that a stretch names an extra by: the longest; of several as long, the last, which is its head.</summary>
    public static Term? Kind(ReadText read, Stretch at, bool isList, bool isRest = false)
    {
        var terms = read.Terms.In(at, "extra_kind")
            .Where(term => read.Page.Words.Folded(term.First, term.Last) is not "chapters" && !ExtrasLexer.IsSubject(read.Page, term))
            .Where(term => isRest ? !ExtrasLexer.IsWeak(read.Page, term) : isList || ExtrasLexer.IsStrong(read.Page, term))
            .ToList();
        // Documentary "The Making of Heat": a kind that stands within its title is only part of the title.
        if (Quotations.First(read.Page.Text, at) is { } quoted && terms.Exists(term => !quoted.Holds(term.At)))
            terms.RemoveAll(term => quoted.Holds(term.At));
        return terms
            .Where(term => !terms.Exists(term.IsWithin))
            .MaxBy(term => (term.Words, term.At.Start));
    }

    static Facts Details(ReadText read, Facts extra, Stretch at, Stretch name, Term? kind)
    {
        var text = read.Page.Text;
        extra.With("seconds", Lengths.First(text, at, "extras.seconds"));
        extra.With("resolution", read.Terms.In(at, "resolution")
            .Where(term => term.Code is not ("uhd" or "uhd_2160p") || text[term.At.Start..term.At.End] is not "Ultra HD")
            .Select(term => new Fact(term.Code, term.At, "extras.resolution", 0.95))
            .FirstOrDefault());
        if (kind is null || !WithoutPersons.Contains(kind.Code))
            foreach (var (number, person) in Participants.Of(read.Page, at).Index())
                extra.With($"participants/{number}", Fact.Exact(text, person, "extras.participants", 0.93));
        return extra.With("count", ExtraCounts.Of(read.Page, name, kind));
    }

    static Stretch FirstSentence(Page page, Stretch at) =>
        new(at.Start, Math.Min(at.End, Math.Max(at.Start + 1, page.Sentence(at.Start + 1, 0, 160).End)));

    // In quotation marks, or a name that says more than the kind.
    static Fact? Title(ReadText read, Stretch at, Stretch name, bool isKnown)
    {
        var text = read.Page.Text;
        if (Quotations.First(text, at) is { Length: > 2 } quoted && quoted.Start < name.End + 60)
            return Fact.Exact(text, quoted, "extras.title", 0.96);
        return name.Length is > 3 and <= LongestTitle && !SaysKindOnly(read, name)
            && (IsTitled(read.Page[name]) || isKnown && char.IsUpper(read.Page.Text[name.Start]))
            ? Fact.Exact(text, name, "extras.title", 0.95)
            : null;
    }

    // Begins with a capital, as most of its longer words do.
    static bool IsTitled(string said)
    {
        if (!char.IsUpper(said.FirstOrDefault(char.IsLetterOrDigit)) && !char.IsAsciiDigit(said.FirstOrDefault(char.IsLetterOrDigit)))
            return false;
        var words = said.Split([' ', '-', ':'], StringSplitOptions.RemoveEmptyEntries).Where(word =>
            word.Count(char.IsLetter) > 3).ToList();
        return words.Count > 0 && words.Count(word => char.IsUpper(word.First(char.IsLetter))) * 3 >= words.Count * 2;
    }
}
