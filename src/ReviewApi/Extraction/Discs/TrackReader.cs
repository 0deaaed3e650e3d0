using System.Globalization;
using System.Text.RegularExpressions;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Discs;

/// <summary>Reads a stretch that lists audio tracks, or names one, into tracks: "English DTS-HD Master Audio 5.1" is one.</summary>
internal static partial class TrackReader
{
    const int FarInList = 40;

    static readonly string[] Vocabularies = ["immersive", "audio_codec", "channels", "language", "audio_purpose"];

    // Words that are codecs beside other words of a track only.
    static readonly HashSet<string> Weak =
    [
        "ma",
        "uncompressed",
        "dd",
        "highres",
        "highresaudio",
        "dca",
        "ogg",
        "vorbis",
        "mpeg1",
        "mpeg2",
    ];

    /// <summary>The tracks of a stretch.</summary>
    /// <param name="read">The text.</param>
    /// <param name="zone">The stretch.</param>
    /// <param name="isList">Whether it is made of tracks; otherwise only what a codec or an immersive format anchors is read.</param>
    public static IEnumerable<Facts> Read(ReadText read, Stretch zone, bool isList)
    {
        var terms = WithoutOverlaps(read.Terms.In(zone, Vocabularies)).ToList();
        var isLanguageFirst = terms.Count > 0 && terms[0].Vocabulary == "language";
        var (runs, run) = (new List<List<Term>>(), new List<Term>());
        foreach (var term in terms)
        {
            if (run.Count > 0 && Ends(read.Page, run, term, isList, isLanguageFirst))
            {
                runs.Add(run);
                run = [];
            }
            run.Add(term);
        }
        runs.Add(run);
        var languages = new List<Term>();
        foreach (var one in runs.Where(one => one.Count > 0))
        {
            if (isList && isLanguageFirst && one.TrueForAll(term => term.Vocabulary == "language"))
            {
                languages.AddRange(one);
                continue;
            }
            foreach (var language in languages)
                yield return Track(read.Page, [language, .. one.Where(term => term.Vocabulary != "language")], isList);
            languages.Clear();
            if (
                isList
                    ? one.Exists(IsAnchor)
                        || one.Exists(term => term.Vocabulary == "language") && one.Exists(term => term.Vocabulary == "channels")
                    : one.Exists(term => IsAnchor(term) && !IsWeak(read, term, one))
            )
                yield return Track(read.Page, one, isList);
        }
    }

    static IEnumerable<Term> WithoutOverlaps(IEnumerable<Term> terms)
    {
        var end = 0;
        foreach (var start in terms.GroupBy(term => term.At.Start))
            if (start.Key >= end)
            {
                var longest = start
                    .OrderByDescending(term => term.At.End)
                    .ThenBy(term => Array.IndexOf(Vocabularies, term.Vocabulary))
                    .First();
                end = longest.At.End;
                yield return longest;
            }
    }

    // Whether a term begins another track.
    static bool Ends(Page page, List<Term> run, Term next, bool isList, bool isLanguageFirst)
    {
        var gap = page.Text.AsSpan(run[^1].At.End..next.At.Start);
        if (gap.ContainsAny("\n;|•") || gap.Length > FarInList || !isList && !Filler().IsMatch(gap))
            return true;
        if (next.Vocabulary == "language" && (isLanguageFirst || !isList && run.Exists(IsAnchor) && !In().IsMatch(gap)))
            return true;
        var same = run.Find(term => term.Vocabulary == next.Vocabulary);
        if (same is not null)
            return same.Code != next.Code
                && !(next.Vocabulary == "channels" && next.Code.StartsWith($"{same.Code}_", StringComparison.Ordinal))
                && !(next.Vocabulary == "audio_codec" && run.Exists(term => term.Vocabulary == "immersive") && Core().IsMatch(gap));
        // "Dolby Atmos, Dolby TrueHD 7.1" are two rows, "Dolby Atmos/TrueHD 7.1" is one.
        return isList && gap.Contains(',') && next.Vocabulary is "audio_codec" or "immersive" && run.Exists(IsAnchor);
    }

    static bool IsAnchor(Term term) => term.Vocabulary is "audio_codec" or "immersive";

    static bool IsWeak(ReadText read, Term term, List<Term> run) =>
        term.Words == 1
        && (Weak.Contains(read.Page.Words[term.First].ToString()) || char.IsLower(read.Page.Text[term.At.Start]) && term.At.Length < 5)
        && !run.Exists(other => other.Vocabulary == "channels");

    static Facts Track(Page page, List<Term> terms, bool isList)
    {
        var (track, sureness) = (new Facts(), isList ? 0.98 : 0.95);
        foreach (var term in terms)
            track.With(
                term.Vocabulary switch
                {
                    "audio_codec" => "codec",
                    "audio_purpose" => "purposes/0",
                    var name => name,
                },
                new(term.Code, term.At, $"audio.{term.Vocabulary}", sureness)
                {
                    Ground = page[term.At] == term.Code ? Ground.Exact : Ground.Normalized,
                }
            );
        var (first, last) = (terms.Min(term => term.At.Start), terms.Max(term => term.At.End));
        var end = Math.Min(page.Text.Length, last + FarInList);
        var said = page.Text[first..end];
        var more = said[(last - first)..];
        var stop = more.IndexOfAny(['\n', ';', '|', '.']) is var at and >= 0 && more[at] != '.' ? at : more.Length;
        return track
            .With("hz", Number(Hertz().Match(more, 0, stop), last, 1000m, "audio.hz"))
            .With("bits", Number(Bits().Match(more, 0, stop), last, 1, "audio.bits"));
    }

    static Fact? Number(Match match, int offset, decimal times, string rule) =>
        match.Success
            ? new(
                (long)(decimal.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * times),
                new(offset + match.Index, offset + match.Index + match.Length),
                rule,
                0.97
            )
            : null;

    [GeneratedRegex(
        @"^[\s\-–/(),:]{0,3}(?:(?:with|in|and|track|audio|surround|sound|mix|lossless|"
            + @"lossy|soundtrack|channel|core|compatible|an?|the|encoded|presented|discrete|"
            + @"full|via|mit|en|auf|als)[\s\-–/(),:]{1,3}){0,4}$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Filler();

    [GeneratedRegex(@"^\s?(?:\(|(?:track|audio|mix|surround|sound)?\s?(?:in|for|auf|en)\s)", RegexOptions.IgnoreCase)]
    private static partial Regex In();

    [GeneratedRegex("[(/]|core", RegexOptions.IgnoreCase)]
    private static partial Regex Core();

    [GeneratedRegex(@"^[^0-9]{0,12}([0-9]{2,3}(?:[.][0-9])?)\s?kHz", RegexOptions.IgnoreCase)]
    private static partial Regex Hertz();

    [GeneratedRegex(@"\b(16|20|24|32)[\s-]?bits?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Bits();
}
