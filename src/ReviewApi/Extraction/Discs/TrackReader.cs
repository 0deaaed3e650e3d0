using System.Globalization;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Discs;

/// <summary>Reads a stretch that lists audio tracks, or names one, into tracks: "English DTS-HD Master Audio 5.1" is one.</summary>
internal static class TrackReader
{
    const int FarInList = 40;
    const int FarInProse = 6;
    const string Marks = " -–/(),:\n";

    static readonly string[] Vocabularies = ["immersive", "audio_codec", "channels", "language", "audio_purpose"];

    // Words that are codecs beside other words of a track only.
    static readonly HashSet<string> Weak =
        ["ma", "uncompressed", "dd", "highres", "highresaudio", "dca", "ogg", "vorbis", "mpeg1", "mpeg2", "dts.hd"];

    // Words that say less than their code where they stand alone.
    static readonly HashSet<string> Vague = ["surround", "effects", "narration", "primary", "quad", "music", "lcr", "soundeffects"];

    static readonly Phrases Fillers = new(
        "dub, dubs, mixes, options, is, comes, with, in, and, track, tracks, audio, surround, sound, mix, lossless, lossy, soundtrack, "
        + "channel, core, compatible, a, an, the, encoded, presented, discrete, full, via, mit, en, auf, als, à, ton, tonspur, spur, "
        + "fassung, liegt, liegen, piste, bande, son, is, comes");

    static readonly Phrases In = new("track/tracks/audio/mix/mixes/surround/sound/dub/dubs/version/versions? in/for/auf/en");

    /// <summary>The tracks of a stretch.</summary>
    /// <param name="read">The text.</param>
    /// <param name="zone">The stretch.</param>
    /// <param name="isList">Whether it is made of tracks; otherwise only what a codec or an immersive format anchors is read.</param>
    public static IEnumerable<Facts> Read(ReadText read, Stretch zone, bool isList)
    {
        var terms = Terms(read, zone, isList);
        var isLanguageFirst = terms.Count > 0 && terms[0].Vocabulary == "language";
        var (languages, last, end, page) = (new List<Term>(), new List<Term>(), 0, read.Page);
        foreach (var run in Runs(read.Page, terms, isList, isLanguageFirst))
        {
            var isNext = last.Count > 0 && run[0].At.Start - end <= FarInProse
                && page.Text.AsSpan(end..run[0].At.Start) is ", " or " and " or ", and " or " und " or " et " or "/";
            end = run[^1].At.End;
            if (run.TrueForAll(term => term.Vocabulary == "language") && (isList || isNext && IsLanguageLast(last)))
            {
                if (isList && isLanguageFirst)
                    languages.AddRange(run);
                else if (last.Count > 0)
                    // "DTS-HD Master Audio 5.1: German, English".
                    yield return Track(read.Page, [run[0], .. last.Where(term => term.Vocabulary != "language")], isList);
                continue;
            }
            foreach (var language in languages)
                yield return Track(read.Page, [language, .. run.Where(term => term.Vocabulary != "language")], isList);
            languages.Clear();
            last = isList ? last : [];
            if (!IsTrack(read, run, isList))
                continue;
            last = run;
            yield return Track(read.Page, run, isList);
        }
    }

    // "Dolby Digital 5.1 in French and Spanish".
    static bool IsLanguageLast(List<Term> track) => track is [_, .., { Vocabulary: "language" }];

    static bool IsTrack(ReadText read, List<Term> run, bool isList) => isList
        ? run.Exists(IsAnchor) || run.Exists(term => term.Vocabulary == "language") && run.Exists(term => term.Vocabulary == "channels")
        : run.Exists(term => IsAnchor(term) && !IsWeak(read, term, run));

    static IEnumerable<List<Term>> Runs(Page page, List<Term> terms, bool isList, bool isLanguageFirst)
    {
        var run = new List<Term>();
        foreach (var term in terms)
        {
            if (run.Count > 0 && Ends(page, run, term, isList, isLanguageFirst))
            {
                yield return run;
                run = [];
            }
            run.Add(term);
        }
        if (run.Count > 0)
            yield return run;
    }

    // The longest of those that begin at a place, none within another.
    static List<Term> Terms(ReadText read, Stretch zone, bool isList)
    {
        var (terms, end) = (new List<Term>(), 0);
        foreach (var start in read.Terms.In(zone, Vocabularies).GroupBy(term => term.At.Start))
        {
            if (start.Key < end)
                continue;
            var longest = start.OrderByDescending(term => term.At.End).ThenBy(term => Array.IndexOf(Vocabularies, term.Vocabulary)).First();
            var isVague = Vague.Contains(read.Page.Words.Folded(longest.First, longest.Last).ToString());
            if (isVague || !isList && longest.Vocabulary == "audio_purpose" && longest.Code is not ("dub" or "commentary"))
                continue;
            end = longest.At.End;
            terms.Add(longest);
        }
        return terms;
    }

    // Whether a term begins another track.
    static bool Ends(Page page, List<Term> run, Term next, bool isList, bool isLanguageFirst)
    {
        var between = new Stretch(run[^1].At.End, next.At.Start);
        var gap = page.Text.AsSpan(between.Start..between.End);
        if (gap.ContainsAny("\n;|•") && (isList || gap is not "\n") || gap.Length > FarInList || !isList
            && !Fillers.Fill(page, between, Marks))
            return true;
        if (next.Vocabulary == "language"
            && (isLanguageFirst || !isList && run.Exists(IsAnchor) && !IsOfTrack(page, between) && !IsRightBehind(page, between, next)))
            return true;
        var same = run.Find(term => term.Vocabulary == next.Vocabulary);
        if (same is not null)
            return (same.Code != next.Code || gap.Contains(" and ", StringComparison.Ordinal) || gap.Contains(','))
                && !(next.Vocabulary == "channels" && next.Code.StartsWith($"{same.Code}_", StringComparison.Ordinal))
                && !(next.Vocabulary == "audio_codec" && run.Exists(term => term.Vocabulary == "immersive") && IsCore(gap));
        // "Dolby Atmos, Dolby TrueHD 7.1" are two rows, "Dolby Atmos/TrueHD 7.1" is one.
        return isList && gap.Contains(',') && next.Vocabulary is "audio_codec" or "immersive" && run.Exists(IsAnchor);
    }

    // "DTS-HD MA 7.1 Korean, …".
    static bool IsRightBehind(Page page, Stretch gap, Term next) =>
        gap.Length == 1 && (next.At.End == page.Text.Length || page.Text[next.At.End] is ',' or '.' or ';' or ')' or '\n');

    // "… 5.1 in English", "… 5.1 (English)".
    static bool IsOfTrack(Page page, Stretch gap) =>
        page.Text.AsSpan(gap.Start..gap.End).Contains('(') || In.Behind(page, gap.Start, gap.End) is not null;

    static bool IsCore(ReadOnlySpan<char> gap) => gap.ContainsAny("(/") || gap.Contains("core", StringComparison.OrdinalIgnoreCase);

    static bool IsAnchor(Term term) => term.Vocabulary is "audio_codec" or "immersive";

    static bool IsWeak(ReadText read, Term term, List<Term> run) =>
        term.Words == 1
        && (Weak.Contains(read.Page.Words[term.First].ToString()) || char.IsLower(read.Page.Text[term.At.Start]) && term.At.Length < 5)
        && !run.Exists(other => other.Vocabulary == "channels");

    static Facts Track(Page page, List<Term> terms, bool isList)
    {
        var (track, sureness) = (new Facts(), isList ? 0.98 : 0.95);
        foreach (var term in terms)
        {
            var member = term.Vocabulary switch { "audio_codec" => "codec", "audio_purpose" => "purposes/0", var name => name };
            var ground = page[term.At] == term.Code ? Ground.Exact : Ground.Normalized;
            track.With(member, new(term.Code, term.At, $"audio.{term.Vocabulary}", sureness) { Ground = ground });
        }
        var last = terms.Max(term => term.At.End);
        var rest = page.Text.AsSpan(last..Math.Min(page.Text.Length, last + FarInList));
        if (rest.IndexOfAny("\n;|") is var stop and >= 0)
            rest = rest[..stop];
        return track
            .With("hz", Number(page.Text, rest.IndexOf("kHz", StringComparison.OrdinalIgnoreCase), last, 1000m, "audio.hz"))
            .With("bits", Number(page.Text, rest.IndexOf("bit", StringComparison.OrdinalIgnoreCase), last, 1, "audio.bits"));
    }

    // The number before a unit: "48 kHz", "24-bit".
    static Fact? Number(string text, int unit, int last, decimal times, string rule)
    {
        var end = last + unit;
        while (unit >= 0 && end > last && text[end - 1] is ' ' or '-')
            end--;
        var start = end;
        while (unit >= 0 && start > last && (char.IsAsciiDigit(text[start - 1]) || text[start - 1] == '.'))
            start--;
        return unit >= 0
            && decimal.TryParse(text[start..end], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && (times == 1 ? number is 16 or 20 or 24 or 32 : number is >= 22 and <= 384)
            ? new((long)(number * times), new(start, end), rule, 0.97)
            : null;
    }
}
