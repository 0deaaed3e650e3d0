using System.Text.RegularExpressions;
using ReviewApi.Codes;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Films;

/// <summary>
/// Who plays whom, in the forms that reviews have: "Ben (Nicolas Cage)", "Cage as Ben", "Ben, played by …", lists behind a
/// key.
/// </summary>
internal static partial class CastLexer
{
    /// <param name="read">The text.</param>
    /// <param name="others">Folded names of those who are known to be something else: directors, writers, authors.</param>
    public static IReadOnlyList<Facts> Find(ReadText read, IReadOnlySet<string> others)
    {
        var (text, cast) = (read.Page.Text, new List<Facts>());
        foreach (var line in read.Page.Lines)
            if (line.Kind is LineKind.KeyValue && CastKey().IsMatch(read.Page[line.Key]))
                foreach (var name in Names.List(text, line.Value))
                    Add(cast, text, name, RoleBehind(text, name, line.Value.End), 0.98);
        foreach (Match match in InBrackets().Matches(text))
            Bracketed(read, cast, match, others);
        foreach (Match match in As().Matches(text))
            if (
                Actor(read, cast, match.Index) is { } actor
                && Role(text, match.Index + match.Length) is { } role
                && IsOfFilm(read, actor, others)
            )
                Add(cast, text, actor, role, 0.94);
        foreach (Match match in PlayedBy().Matches(text))
            if (
                Names.Before(text, match.Index, words: 1) is { } role
                && Names.At(text, match.Index + match.Length) is { } actor
                && IsOfFilm(read, actor, others)
            )
                Add(cast, text, actor, role, 0.96);
        foreach (Match match in Starring().Matches(text))
        {
            var start = match.Index + match.Length;
            foreach (var name in Names.List(text, new(start, read.Page.Sentence(start, 0, 160).End)))
                if (IsOfFilm(read, name, others))
                    Add(cast, text, name, null, 0.93);
        }
        return [.. cast.OrderBy(member => member["name"]!.At.Start)];
    }

    // "Role (Actor)"; "Author (Another Work)" looks alike.
    static void Bracketed(ReadText read, List<Facts> cast, Match match, IReadOnlySet<string> others)
    {
        var (text, said) = (read.Page.Text, match.Groups[1]);
        var inside = WithoutAdjectives(text, new(said.Index, said.Index + said.Length));
        if (
            read.Page.LineAt(match.Index) is var number
            && number >= 0
            && (read.Outline.Section(number) is "extras" or "picture" or "sound" || read.Page.Lines[number].Kind is not LineKind.Paragraph)
        )
            return;
        if (!Names.Is(text, inside) || Names.Before(text, match.Index, words: 1) is not { } role || role.End != match.Index)
            return;
        var before = text[Math.Max(0, role.Start - 30)..role.Start];
        if (
            OfPerson().IsMatch(before)
            || others.Contains(Spelling.OfName(text[role.Start..role.End]))
            || !IsOfFilm(read, inside, others)
            || cast.Exists(member => member.Text("name") == text[role.Start..role.End])
        )
            return;
        Add(cast, text, inside, role, 0.95);
    }

    // "(a superb Julian Sands)", "(played by Julian Sands)".
    static Stretch WithoutAdjectives(string text, Stretch at)
    {
        var start = at.Start;
        while (start < at.End && !char.IsUpper(text[start]) && text.AsSpan(start..at.End).IndexOf(' ') is var blank and >= 0)
            start += blank + 1;
        return new(start, at.End);
    }

    // The full name before a word; a surname alone where the full name stands elsewhere.
    static Stretch? Actor(ReadText read, List<Facts> cast, int place)
    {
        if (Names.Before(read.Page.Text, place) is { } full)
            return full;
        if (Names.Before(read.Page.Text, place, words: 1) is not { } surname)
            return null;
        var said = read.Page[surname];
        return cast.Select(member => member["name"]!)
            .FirstOrDefault(name => ((string)name.Value).EndsWith($" {said}", StringComparison.Ordinal))
            ?.At;
    }

    static Stretch? Role(string text, int place)
    {
        var lead = LeadingWords().Match(text, place, Math.Min(70, text.Length - place));
        return
            Names.At(text, lead.Success && lead.Index == place ? place + lead.Length : place, words: 1) is { } role
            && !NotRole().IsMatch(text.AsSpan(role.Start..role.End))
            ? role
            : null;
    }

    // Of "A (Ben), B as Sera": the role of a name of a list.
    static Stretch? RoleBehind(string text, Stretch name, int end)
    {
        var match = Behind().Match(text, name.End, Math.Min(70, end - name.End));
        return match.Success && match.Index == name.End
            ? new(match.Groups["role"].Index, match.Groups["role"].Index + match.Groups["role"].Length)
            : null;
    }

    static bool IsOfFilm(ReadText read, Stretch name, IReadOnlySet<string> others)
    {
        var before = read.Page.Text.AsSpan(Math.Max(0, name.Start - 40)..name.Start);
        return !Compared().IsMatch(before)
            && !others.Contains(Spelling.OfName(read.Page[name]))
            && read.Outline.Section(read.Page.LineAt(name.Start)) is not ("extras" or "picture" or "sound");
    }

    static void Add(List<Facts> cast, string text, Stretch name, Stretch? role, double sureness)
    {
        var said = text[name.Start..name.End];
        var member = cast.Find(one => Spelling.OfName(one.Text("name")!) == Spelling.OfName(said));
        if (member is null)
            cast.Add(member = new Facts().With("name", new(said, name, "film.cast", sureness) { Ground = Ground.Exact }));
        if (role is { } at && at.Length > 0 && !text[at.Start..at.End].Equals(said, StringComparison.Ordinal))
            member.With("characters/0", new(text[at.Start..at.End], at, "film.cast", sureness) { Ground = Ground.Exact });
    }

    [GeneratedRegex(
        @"^(?:cast|starring|stars|actors?|featuring|darsteller(?:innen)?|mit|besetzung|"
            + @"acteurs|avec|distribution|casting|interprètes)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex CastKey();

    [GeneratedRegex(@" \(([^()\n]{4,60})\)")]
    private static partial Regex InBrackets();

    [GeneratedRegex(
        @"(?: is(?: [\p{Ll}]{3,14})?| stars| co-stars| shines)? (?:as|plays|portrays|playing|portraying|spielt|"
            + @"verkörpert|als|incarne|joue|dans le rôle (?:de|d['’])) (?=\p{L})"
    )]
    private static partial Regex As();

    [GeneratedRegex(
        @",? (?:\()?(?:who is |is |was )?(?:(?:superbly|brilliantly|well|memorably|wonderfully|"
            + @"here) )?(?:played|portrayed|embodied|gespielt|incarnée?|interprétée?|jouée?)(?: (?:superbly|"
            + @"brilliantly|well|memorably|wonderfully|with [\p{Ll} ]{3,25}))? (?:by|von|par) (?=\p{Lu})"
    )]
    private static partial Regex PlayedBy();

    [GeneratedRegex(
        @"\b(?:[Ss]tarring|[Ss]tars(?! as)|[Cc]o-stars|[Tt]he cast (?:includes|features|"
            + @"is led by)|[Ii]n den Hauptrollen|[Mm]it (?=\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+ (?:und|"
            + @"in))|[Aa]vec (?=\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+ et))\s?(?=\p{Lu})"
    )]
    private static partial Regex Starring();

    [GeneratedRegex(
        @"\G(?:(?:an?|the|his|her|their|young|title|real-life|down-on-[\p{Ll}\-]+|eine?n?|"
            + @"den|die|der|le|la|un|une|[\p{Ll}\-’']+) ){0,6}(?=\p{Lu})"
    )]
    private static partial Regex LeadingWords();

    [GeneratedRegex("^(?:The|A|An|I|It|He|She|They|His|Her|Blu|DVD|HD|Well|Good|Part|One|Oscar)$")]
    private static partial Regex NotRole();

    [GeneratedRegex(@"\G(?: \((?<role>[^()\n]{2,40})\)| (?:as|als) (?<role>\p{Lu}[^,;/()\n]{1,38}))")]
    private static partial Regex Behind();

    [GeneratedRegex(
        @"\b(?:director|writer|novelist|author|by|composer|cinematographer|producer|screenwriter|"
            + @"from|regisseur|réalisateur|playwright|editor)s?,? $",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex OfPerson();

    [GeneratedRegex(
        @"\b(?:like|unlike|reminiscent of|recall(?:s|ing)|evokes?|than|à la|a la|channel(?:s|"
            + @"ing)|remind(?:s|ed)? (?:me |one |us )?of|not since|compared (?:to|with)|echo(?:es|"
            + @"ing)|imagine|instead of|originally|was offered to|think|wie|comme)\s(?:[\p{L}\-]+ ){0,2}$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Compared();
}
