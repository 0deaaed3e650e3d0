using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Discs;

/// <summary>The picture: resolution, codec, dynamic ranges and shapes.</summary>
internal static class VideoLexer
{
    const int MostTerms = 300;

    // Words that are of many things in prose, and of the picture in a list.
    static readonly HashSet<string> OnlyInLists =
    [
        .. ("4k hd sd uhd ultrahd highdefinition highdef hidef hdtv standarddefinition standarddef fhd fullhd 4kuhd 4kultrahd native4k "
            + "mpeg4 ultrahighdefinition dv hlg standarddynamicrange sdr mpeg1").Split(' '),
    ];

    // Extras that have a picture of their own.
    static readonly HashSet<string> WithPicture =
    [
        "audio_commentary", "making_of", "documentary", "featurette", "interview", "deleted_scenes", "trailer", "outtakes", "tv_spot",
            "teaser",
        "behind_the_scenes", "music_video", "extended_scenes", "bonus_trailers",
    ];

    static readonly Phrases OfMany = new(
        "most/many/other of? _? _? _? discs/titles/releases/rays/studios/encodes, die meisten, andere _? titel/scheiben, la plupart");

    public static Facts Find(ReadText read)
    {
        var (disc, film) = RatioLexer.Find(read);
        var picture = new Facts()
            .With("resolution", Chosen.Of(Exact([.. Values(read, "resolution")])))
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

    // "UHD" beside "2160p" says the same thing, and less.
    static List<Fact> Exact(List<Fact> facts) =>
        facts.FindAll(fact => !facts.Exists(other => ((string)other.Value).StartsWith($"{fact.Value}_", StringComparison.Ordinal)));

    static IEnumerable<Fact> Values(ReadText read, string vocabulary)
    {
        foreach (var term in read.Terms.Of(vocabulary).Take(MostTerms))
        {
            var (page, number) = (read.Page, read.Page.LineAt(term.At.Start));
            if (number < 0 || read.Outline.Section(number) is "extras" || read.Outline.IsOfOther(number))
                continue;
            var line = page.Lines[number];
            var isKeyed = line.Kind is LineKind.KeyValue && line.Value.Holds(term.At);
            if (isKeyed ? !IsKeyed(read, term, line) : !IsSaid(read, term, line))
                continue;
            if (vocabulary == "video_codec" && (IsPartOfOther(read, term) || Guards.IsDenied(page, term.At) || IsOfMany(page, term.At)))
                continue;
            yield return new(term.Code, term.At, $"video.{vocabulary}", isKeyed ? 0.98 : 0.95)
            {
                Ground = page[term.At] == term.Code ? Ground.Exact : Ground.Normalized,
            };
        }
    }

    // "4K Blu-ray" under the key Video is not a resolution.
    static bool IsKeyed(ReadText read, Term term, Line line) =>
        (line.Fact & (FactKey.Video | FactKey.Ratio)) != 0 && !(IsOfFormat(read, term) && term.Words == 1);

    static bool IsSaid(ReadText read, Term term, Line line) =>
        line.Kind is LineKind.Paragraph or LineKind.Bullet or LineKind.Short
        && !OnlyInLists.Contains(read.Page.Words.Folded(term.First, term.Last).ToString())
        && !IsOfFormat(read, term)
        && !IsOfExtra(read, term, line)
        && Guards.Holds(read, term.At);

    // "AVC" of "MPEG-4 AVC", and "MPEG-4" beside the name of a codec: "MPEG-4 VC-1".
    static bool IsPartOfOther(ReadText read, Term term)
    {
        var isFamily = read.Page.Words.Folded(term.First, term.Last) is "mpeg4";
        return read
            .Terms.In(new(Math.Max(0, term.At.Start - 30), term.At.End + 30), "video_codec")
            .Any(other => other != term
                && (term.IsWithin(other)
                    || isFamily && other.Code != term.Code && IsBeside(read.Page.Text, term.At, other.At)));
    }

    static bool IsBeside(string text, Stretch one, Stretch other) =>
        text.AsSpan(Math.Min(one.End, other.End)..Math.Max(one.Start, other.Start)) is { Length: <= 3 } gap && !gap.ContainsAny(",;\n");

    // "Most of the studio's discs are AVC".
    static bool IsOfMany(Page page, Stretch at) => OfMany.IsIn(page, new(Guards.Clause(page, at).Start, at.Start));

    static bool IsOfFormat(ReadText read, Term term) => read
        .Terms.In(new(Math.Max(0, term.At.Start - 10), term.At.End + 10), "disc_format")
        .Any(term.IsWithin);

    // "Trailer (1080p)", "a featurette in 480i".
    static bool IsOfExtra(ReadText read, Term term, Line line) => line.Kind is LineKind.Bullet or LineKind.Short
        ? read.Terms.In(line.At, "extra_kind").Any(other => other.Code is not ("booklet" or "digital_copy"))
        : read.Terms.In(read.Page.Sentence(term.At.Start, 70, 40), "extra_kind").Any(other => WithPicture.Contains(other.Code));
}
