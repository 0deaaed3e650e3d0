using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Discs;

/// <summary>The subtitles: lists behind a key, and languages before "subtitles" or behind "subtitles in".</summary>
internal static class SubtitleLexer
{
    const int MostSaid = 100;
    const string Marks = " ,/()-\n";

    static readonly Phrases Said = new("subtitle, subtitles, subtitled, captions, untertitel, untertiteln, sous titres, sous titrage");

    static readonly Phrases Joints = new(
        "and, or, as well as, und, et, are, is, available, provided, offered, included, in, for, the, hearing, impaired, sdh, optional, "
        + "removable, en, auf, of, come, also, with, plus, liegen, vor, sind, sont, proposés, new, yellow, white, forced, pour, für, à");

    // "In Russian, with English subtitles" has one language of subtitles.
    static readonly Phrases JointsBefore = new(
        "and, or, as well as, und, et, hearing, impaired, sdh, optional, removable, new, yellow, white, forced, the");

    static readonly Phrases Nothing = new("none, no, keine, kein, aucun, n/a, no subtitles, nein, non");

    /// <summary>The subtitles, and what says that there are none.</summary>
    public static (IReadOnlyList<Facts> Subtitles, Fact? None) Find(ReadText read)
    {
        var (subtitles, none) = (new List<Facts>(), (Fact?)null);
        foreach (var line in FactKeys.Lines(read, FactKey.Subtitles))
        {
            if (Nothing.Are(read.Page, line.Value))
                none = new(Array.Empty<string>(), line.Value, "subtitles.none", 0.97);
            Add(subtitles, Read(read, line.Value, 0.98));
        }
        if (subtitles.Count == 0)
            foreach (var at in Said.In(read.Page).Take(MostSaid))
                if (read.Page.LineAt(at.Start) is var number and >= 0
                    && read.Page.Lines[number].Kind is LineKind.Paragraph or LineKind.Bullet or LineKind.Short
                    && read.Outline.Section(number) is not "extras"
                    && Guards.Holds(read, at))
                    Add(subtitles, Read(read, Around(read, at), 0.93));
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
            if (start <= term.At.End || JointsBefore.Fill(read.Page, new(term.At.End, start), Marks))
                start = term.At.Start;
        if (start < word.Start && read.Terms.In(new(start, word.Start), "language").Any())
            return new(start, KindEnd(read, end));
        foreach (var term in read.Terms.In(new(word.End, sentence.End), "language", "subtitle_kind"))
            if (IsJoined(read.Page, end, term.At.Start))
                end = Math.Max(end, term.At.End);
        return new(start, end);
    }

    // "English subtitles for the deaf and hard of hearing".
    static int KindEnd(ReadText read, int end) => read.Terms
        .In(new(end, Math.Min(read.Page.Text.Length, end + 60)), "subtitle_kind")
        .FirstOrDefault(term => term.At.Start <= end + 1)?.At.End ?? end;

    static bool IsJoined(Page page, int from, int to) => to <= from || Joints.Fill(page, new(from, to), Marks);

    static List<Facts> Read(ReadText read, Stretch zone, double sureness)
    {
        var (last, found) = ((Facts?)null, new List<Facts>());
        foreach (var term in read.Terms.In(zone, "language", "subtitle_kind"))
            if (term.Code is "zxx" or "und" or "mul")
                continue;
            else if (term.Vocabulary == "language" && (last is null || !last["language"]!.At.Meets(term.At)))
                found.Add(last = new Facts().With("language", new(term.Code, term.At, "subtitles.language", sureness)));
            else if (term is { Vocabulary: "subtitle_kind", Code: "sdh" or "closed_captions" or "forced" or "commentary" }
                && last is not null
                && !read.Page.Text.AsSpan(last.At.End..Math.Max(last.At.End, term.At.Start)).ContainsAny(",;/\n"))
                last.With("kind", new(term.Code, term.At, "subtitles.kind", sureness));
        return found;
    }
}
