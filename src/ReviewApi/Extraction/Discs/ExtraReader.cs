using System.Text.RegularExpressions;
using ReviewApi.Extraction.Films;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Discs;

/// <summary>Reads one extra of a stretch: kind, title, length, resolution, participants, count.</summary>
internal static partial class ExtraReader
{
    /// <summary>The extra of a line of a list; nothing where the line names none.</summary>
    public static Facts Line(ReadText read, Stretch at, double sureness)
    {
        var (page, text) = (read.Page, read.Page.Text);
        var name = Name(text, at);
        var kind = Kind(read, name, isList: true) ?? Kind(read, FirstSentence(page, at), isList: true);
        var title = Title(read, at, name);
        var seconds = Lengths.Seconds(text, at);
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
        around = Own(read.Page.Text, kind, around);
        var quoted = Quoted(read.Page.Text, around);
        if (quoted is { } title)
            extra.With("title", new(read.Page[title], title, "extras.title", 0.9) { Ground = Ground.Exact });
        return Details(read, extra, around, new(around.Start, kind.At.End), kind);
    }

    /// <summary>Whether a stretch is an extra by itself: its kind and no more, or one with a length.</summary>
    public static bool IsOne(ReadText read, Stretch at)
    {
        var name = Name(read.Page.Text, at);
        return Kind(read, name, isList: true) is not null && (SaysKindOnly(read, name) || Lengths.Seconds(read.Page.Text, at) is not null);
    }

    // What stands before a closed bracket is of the extra before: "“Out to Sea” (29 min) and deleted scenes (4 min)".
    static Stretch Own(string text, Term kind, Stretch around)
    {
        var closed = kind.At.Start > around.Start ? text.AsSpan(around.Start..kind.At.Start).LastIndexOfAny(")]") : -1;
        return closed < 0 || around.Start + closed + 2 >= kind.At.Start ? around : new(around.Start + closed + 1, around.End);
    }

    // Whether a name says nothing beside the kind: "New theatrical trailer".
    static bool SaysKindOnly(ReadText read, Stretch name)
    {
        var rest = read.Page[name];
        foreach (var term in read.Terms.In(name, "extra_kind").OrderByDescending(term => term.At.Length))
            rest = rest.Replace(read.Page[term.At], "", StringComparison.Ordinal);
        return !Fill().Replace(rest, "").Any(char.IsLetter);
    }

    /// <summary>The term that a stretch names an extra by: the longest; of several as long, the last, which is its head.</summary>
    public static Term? Kind(ReadText read, Stretch at, bool isList)
    {
        var terms = read.Terms.In(at, "extra_kind").Where(term => isList || ExtrasLexer.IsStrong(read.Page, term)).ToList();
        var heads = terms
            .Where(term => !terms.Exists(other => other != term && other.At.Holds(term.At) && other.At.Length > term.At.Length))
            .ToList();
        return heads.MaxBy(term => (term.Words, term.At.Start));
    }

    static Facts Details(ReadText read, Facts extra, Stretch at, Stretch name, Term? kind)
    {
        var text = read.Page.Text;
        extra.With("seconds", Lengths.Seconds(text, at));
        extra.With(
            "resolution",
            read.Terms.In(at, "resolution")
                .Where(term => term.Code is not ("uhd" or "uhd_2160p") || text[term.At.Start..term.At.End] is not "Ultra HD")
                .Select(term => new Fact(term.Code, term.At, "extras.resolution", 0.95))
                .FirstOrDefault()
        );
        var number = 0;
        if (kind is null || kind.Code is not ("trailer" or "teaser" or "tv_spot" or "still_gallery"))
            foreach (var person in Participants(text, at).Take(20))
                extra.With(
                    $"participants/{number++}",
                    new(text[person.Start..person.End], person, "extras.participants", 0.93) { Ground = Ground.Exact }
                );
        return extra.With("count", ExtraCounts.Of(text, name, kind));
    }

    // What a line calls it: up to its length, its persons or its description.
    static Stretch Name(string text, Stretch at)
    {
        if (NameEnd().Match(text, at.Start, at.Length) is not { Success: true } end || end.Index == at.Start)
            return Marks.Without(text, at);
        return Marks.Without(text, LineReading.Trimmed(text, new(at.Start, end.Index)));
    }

    static Stretch FirstSentence(Page page, Stretch at) =>
        new(at.Start, Math.Min(at.End, Math.Max(at.Start + 1, page.Sentence(at.Start + 1, 0, 160).End)));

    // In quotation marks, or a name that says more than the kind.
    static Fact? Title(ReadText read, Stretch at, Stretch name)
    {
        var text = read.Page.Text;
        if (Quoted(text, at) is { } quoted && quoted.Start < name.End + 60)
            return new(text[quoted.Start..quoted.End], quoted, "extras.title", 0.96) { Ground = Ground.Exact };
        var said = text[name.Start..name.End];
        return
            name.Length is > 3 and <= 150
            && !SaysKindOnly(read, name)
            && char.IsUpper(said.First(char.IsLetterOrDigit) is var first ? first : ' ')
            && Titled(said)
            ? new(said, name, "extras.title", 0.95) { Ground = Ground.Exact }
            : null;
    }

    // Most of its longer words are capitalised.
    static bool Titled(string said)
    {
        var words = said.Split([' ', '-', ':'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Count(char.IsLetter) > 3)
            .ToList();
        return words.Count > 0 && words.Count(word => char.IsUpper(word.First(char.IsLetter))) * 3 >= words.Count * 2;
    }

    static Stretch? Quoted(string text, Stretch at) =>
        Quotes().Match(text, at.Start, at.Length) is { Success: true } match
        && match.Groups.Values.Skip(1).First(group => group.Success) is var inside
            ? LineReading.Trimmed(text, new(inside.Index, inside.Index + inside.Value.TrimEnd(',', '.', ' ').Length))
            : null;

    static IEnumerable<Stretch> Participants(string text, Stretch at)
    {
        var match = With().Match(text, at.Start, at.Length);
        return match.Success ? Names.List(text, new(match.Index + match.Length, at.End)) : [];
    }

    [GeneratedRegex(
        @"\s\(|\s\[|\s[–—-]\s|:\s(?!\p{Lu}[\p{L}’']+ (?:\p{Lu}|of|and|the))|,\s|;\s|\.\s|"
            + @"\s(?:with|featuring|by|hosted|narrated|mit|von|avec|par|in (?=HD|SD|1080p|480|"
            + @"high|standard))\b|\s[0-9]{1,3}:[0-9]{2}"
    )]
    private static partial Regex NameEnd();

    [GeneratedRegex(
        @"[“„""]([^“”""\n]{3,120})[”""“]|(?<![\p{L}])[‘']([^‘’'\n]{3,80}(?:[’'](?=\p{L})[^‘’'\n]{1,60})?)[’'](?!"
            + @"\p{L})|«\s?([^«»\n]{3,120}?)\s?»"
    )]
    private static partial Regex Quotes();

    [GeneratedRegex(
        @"\b(?:with|featuring|by|from|hosted by|narrated by|mit|von|avec|par|de)\s(?:(?:the |"
            + @"both |its |director|directors|writer|writers|writer[/-]director|actor|actors|"
            + @"actress|actresses|star|stars|producer|producers|cinematographer|composer|editor|"
            + @"film|historian|historians|critic|critics|author|filmmaker|co-|screenwriter|"
            + @"novelist|regisseur|réalisateur|le |la |den |dem |der |darsteller|,|and|und|"
            + @"et|scholar|scholars|professor|biographer|lead|leads)[\s/]?)*(?=\p{Lu})"
    )]
    private static partial Regex With();

    [GeneratedRegex(
        @"\b(?:new|archival|the|an?|original|theatrical|vintage|hd|sd|audio|video|feature|"
            + @"optional|and|with|of|for|film|two|three|four|five|six|seven|eight|nine|ten|"
            + @"[0-9]+|cast|crew|us|uk|international|exclusive|brand|all-new|die|der|das|les?|"
            + @"la|de|du|zwei|drei|short|brief|additional|selected|scene|specific|isolated|"
            + @"[#]\d)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Fill();
}
