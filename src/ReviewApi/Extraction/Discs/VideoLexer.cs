using System.Text.RegularExpressions;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Discs;

/// <summary>The picture: resolution, codec, dynamic ranges and shapes.</summary>
internal static partial class VideoLexer
{
    // Words that are of many things in prose, and of the picture in a list.
    static readonly HashSet<string> OnlyInLists =
    [
        .. ("4k hd sd uhd ultrahd highdefinition highdef hidef hdtv standarddefinition standarddef fhd fullhd 4kuhd "
            + "4kultrahd native4k mpeg4 ultrahighdefinition dv hlg standarddynamicrange sdr mpeg1").Split(' '),
    ];

    public static Facts Find(ReadText read)
    {
        var (disc, film) = RatioLexer.Find(read);
        var picture = new Facts()
            .With("resolution", Chosen.Of([.. Values(read, "resolution")]))
            .With("codec", Chosen.Of([.. Values(read, "video_codec")]));
        var ranges = Values(read, "hdr")
            .GroupBy(fact => fact.Value)
            .Select(same => same.MaxBy(fact => fact.Confidence)!)
            .OrderBy(fact => fact.At.Start)
            .ToList();
        // "HDR" of "HDR10", or beside a name.
        if (ranges.Count > 1)
            ranges.RemoveAll(fact => fact.Value is "hdr_unspecified" or "sdr");
        for (var number = 0; number < ranges.Count; number++)
            picture.With($"hdr/{number}", ranges[number]);
        return picture.With("aspectRatio", disc).With("originalAspectRatio", film);
    }

    static IEnumerable<Fact> Values(ReadText read, string vocabulary)
    {
        foreach (var term in read.Terms.Of(vocabulary))
        {
            var (page, number) = (read.Page, read.Page.LineAt(term.At.Start));
            if (number < 0 || read.Outline.Section(number) is "extras")
                continue;
            var line = page.Lines[number];
            var isKeyed = line.Kind is LineKind.KeyValue && line.Value.Holds(term.At);
            if (isKeyed && !(FactKeys.Video().IsMatch(page[line.Key]) || FactKeys.Ratio().IsMatch(page[line.Key])))
                continue;
            if (
                !isKeyed
                && (
                    line.Kind is not (LineKind.Paragraph or LineKind.Bullet or LineKind.Short)
                    || OnlyInLists.Contains(page.Words.Folded(term.First, term.Last).ToString())
                    || IsOfFormat(read, term)
                    || IsOfExtra(read, term, line)
                    || !Guards.Holds(read, term.At)
                )
            )
                continue;
            if (vocabulary == "video_codec" && (IsPartOfOther(read, term) || Guards.IsDenied(page, term.At) || IsOfMany(page, term.At)))
                continue;
            // "4K Blu-ray" under the key Video is not a resolution; "1080i" may be said of a broadcast.
            if (isKeyed && IsOfFormat(read, term) && term.Words == 1)
                continue;
            yield return new(term.Code, term.At, $"video.{vocabulary}", isKeyed ? 0.98 : 0.95)
            {
                Ground = page[term.At] == term.Code ? Ground.Exact : Ground.Normalized,
            };
        }
    }

    // "AVC" of "MPEG-4 AVC", and "MPEG-4" beside the name of a codec: "MPEG-4 VC-1".
    static bool IsPartOfOther(ReadText read, Term term)
    {
        var isFamily = read.Page.Words.Folded(term.First, term.Last) is "mpeg4";
        return read
            .Terms.In(new(Math.Max(0, term.At.Start - 30), term.At.End + 30), "video_codec")
            .Any(other =>
                other != term
                && (
                    other.At.Holds(term.At) && other.At.Length > term.At.Length
                    || isFamily && other.Code != term.Code && IsBeside(read.Page.Text, term.At, other.At)
                )
            );
    }

    static bool IsBeside(string text, Stretch one, Stretch other) =>
        text.AsSpan(Math.Min(one.End, other.End)..Math.Max(one.Start, other.Start)) is { Length: <= 3 } gap && !gap.ContainsAny(",;\n");

    // "Most of the studio's discs are AVC".
    static bool IsOfMany(Page page, Stretch at) => Many().IsMatch(page.Text.AsSpan(Guards.Clause(page, at).Start..at.Start));

    static bool IsOfFormat(ReadText read, Term term) =>
        read
            .Terms.In(new(Math.Max(0, term.At.Start - 10), term.At.End + 10), "disc_format")
            .Any(other => other.At.Holds(term.At) && other.At.Length > term.At.Length);

    // "Trailer (1080p)", "a featurette in 480i".
    static bool IsOfExtra(ReadText read, Term term, Line line)
    {
        if (line.Kind is LineKind.Bullet or LineKind.Short)
            return read.Terms.In(line.At, "extra_kind").Any();
        var sentence = read.Page.Sentence(term.At.Start, 70, 40);
        return read
            .Terms.In(sentence, "extra_kind")
            .Any(other =>
                other.Code
                    is "audio_commentary"
                        or "making_of"
                        or "documentary"
                        or "featurette"
                        or "interview"
                        or "deleted_scenes"
                        or "trailer"
                        or "outtakes"
                        or "tv_spot"
                        or "teaser"
                        or "behind_the_scenes"
                        or "music_video"
                        or "extended_scenes"
                        or "bonus_trailers"
            );
    }

    [GeneratedRegex(
        @"\b(?:most|many|other|die meisten|andere|la plupart) (?:[\p{L}’'-]{1,15} ){0,3}(?:discs?|titles?|releases?|"
            + @"blu-?rays?|studios?|encodes?|titel|scheiben|disques)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Many();
}
