using System.Text.RegularExpressions;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Discs;

/// <summary>The subtitles: lists behind a key, and languages before "subtitles" or behind "subtitles in".</summary>
internal static partial class SubtitleLexer
{
    /// <summary>The subtitles, and what says that there are none.</summary>
    public static (IReadOnlyList<Facts> Subtitles, Fact? None) Find(ReadText read)
    {
        var (subtitles, none) = (new List<Facts>(), (Fact?)null);
        foreach (var line in FactKeys.Lines(read, FactKeys.Subtitles()))
        {
            if (None().IsMatch(read.Page[line.Value]))
                none = new(Array.Empty<string>(), line.Value, "subtitles.none", 0.97);
            Add(subtitles, Read(read, line.Value, 0.98));
        }
        if (subtitles.Count == 0)
            foreach (var match in Prose().EnumerateMatches(read.Page.Text))
            {
                var at = new Stretch(match.Index, match.Index + match.Length);
                if (
                    read.Page.LineAt(at.Start) is var number and >= 0
                    && read.Page.Lines[number].Kind is LineKind.Paragraph or LineKind.Bullet
                    && Guards.Holds(read, at)
                )
                    Add(subtitles, Read(read, Around(read, at), 0.93));
            }
        return (subtitles, subtitles.Count == 0 ? none : null);
    }

    static void Add(List<Facts> subtitles, IEnumerable<Facts> found)
    {
        foreach (var one in found)
            if (!subtitles.Exists(known => known.Text("language") == one.Text("language") && known.Text("kind") == one.Text("kind")))
                subtitles.Add(one);
    }

    // The languages that stand together with the word.
    static Stretch Around(ReadText read, Stretch word)
    {
        var sentence = read.Page.Sentence(word.Start, 120, 140);
        var (start, end) = (word.Start, word.End);
        foreach (var term in read.Terms.In(new(sentence.Start, word.Start), "language", "subtitle_kind").Reverse())
            if (Joined().IsMatch(read.Page.Text.AsSpan(term.At.End..Math.Max(term.At.End, start))))
                start = term.At.Start;
        if (start == word.Start)
            foreach (var term in read.Terms.In(new(word.End, sentence.End), "language", "subtitle_kind"))
                if (Joined().IsMatch(read.Page.Text.AsSpan(end..Math.Max(end, term.At.Start))))
                    end = Math.Max(end, term.At.End);
        return new(start, end);
    }

    static List<Facts> Read(ReadText read, Stretch zone, double sureness)
    {
        Facts? last = null;
        var found = new List<Facts>();
        foreach (var term in read.Terms.In(zone, "language", "subtitle_kind"))
            if (term.Vocabulary == "language" && (last is null || !last["language"]!.At.Meets(term.At)))
                found.Add(last = new Facts().With("language", new(term.Code, term.At, "subtitles.language", sureness)));
            else if (
                term.Vocabulary == "subtitle_kind"
                && term.Code is "sdh" or "closed_captions" or "forced" or "commentary"
                && last is not null
                && !read.Page.Text.AsSpan(last.At.End..Math.Max(last.At.End, term.At.Start)).ContainsAny(",;/\n")
            )
                last.With("kind", new(term.Code, term.At, "subtitles.kind", sureness));
        return found;
    }

    [GeneratedRegex(@"\b(?:subtitles?|untertiteln?|sous-titres|subtitled|captions)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Prose();

    [GeneratedRegex(
        @"^[\s,/()]{0,3}(?:(?:and|or|as well as|und|et|are|is|available|provided|offered|"
            + @"included|in|for|the|hearing|impaired|sdh|optional|removable|en|auf|of|come|"
            + @"also|with|plus|liegen|vor|sind|sont|proposés)[\s,/()]{1,3}){0,5}$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Joined();

    [GeneratedRegex(@"^\W{0,2}(?:none|no|keine?|aucun|n/a|no subtitles)\W{0,2}$", RegexOptions.IgnoreCase)]
    private static partial Regex None();
}
