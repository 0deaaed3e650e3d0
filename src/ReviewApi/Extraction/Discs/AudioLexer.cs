using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Discs;

/// <summary>The audio tracks: those that lists name, else those that the prose does, each once.</summary>
internal static class AudioLexer
{
    const int MostOfLine = 100;

    static readonly string[] Members = ["language", "codec", "immersive", "channels", "purposes/0"];

    // Extras whose words stand beside the film's own tracks too, or that have no track.
    static readonly HashSet<string> BesideTracks =
    [
        "soundtrack_cd", "short_film", "screenplay", "scene_clip", "theme_song", "promo", "booklet", "isolated_score", "production_notes",
        "episode", "interactive_game", "still_gallery", "other", "menu_feature",
    ];

    static readonly Phrases Another = new(
        "also, additional, additionally, alternat*, option*, second*, other, as well, along, alongside, plus, besides, dub*, further, "
        + "joined by, accompanied, beside, stands, and/or a/an, included, both, commentary, latter, auch, "
        + "zudem, ebenfalls, également, aussi");

    public static IReadOnlyList<Facts> Find(ReadText read)
    {
        var tracks = new List<Facts>();
        for (var number = 0; number < read.Page.Lines.Count; number++)
            if (Listed(read, number) is { } zone && !Guards.IsOfOther(read, zone))
                tracks.AddRange(TrackReader.Read(read, zone, isList: true).Take(MostOfLine).Where(track =>
                    !track.IsEmpty && !tracks.Exists(known => IsSame(known, track))));
        var listed = tracks.Count;
        for (var number = 0; number < read.Page.Lines.Count; number++)
        {
            var line = read.Page.Lines[number];
            if (line.Kind is not LineKind.Paragraph || read.Outline.Section(number) is "extras" || read.Outline.IsOfOther(number))
                continue;
            foreach (var track in TrackReader.Read(read, line.Prose, isList: false).Take(MostOfLine))
                if (Guards.Holds(read, track.At) && !IsOfExtra(read, track))
                    Merge(read.Page, tracks, listed, track);
        }
        return tracks;
    }

    // The stretch of a line that names tracks and nothing else.
    static Stretch? Listed(ReadText read, int number)
    {
        var line = read.Page.Lines[number];
        if (FactKeys.Is(line, FactKey.Audio))
            return line.Value;
        // "Distributor: Label (16:9, 1.85:1, DD 5.1 German)".
        if (FactKeys.Is(line, FactKey.Distributor)
            && read.Page.Text.AsSpan(line.Value.Start..line.Value.End).IndexOf('(') is var open and > 0)
            return new(line.Value.Start + open, line.Value.End);
        if (line.Kind is LineKind.KeyValue && IsLanguage(read, line.Key))
            return line.At;
        return line.Kind is LineKind.Bullet or LineKind.Short
            && read.Outline.Section(number) is not "extras"
            && (read.Terms.Has("audio_codec", line.At) || read.Terms.Has("immersive", line.At))
            && !read.Terms.In(line.At, "extra_kind").Any(term => !BesideTracks.Contains(term.Code))
            ? line.At
            : null;
    }

    static bool IsLanguage(ReadText read, Stretch key) => read.Terms.In(key, "language").Any(term => term.At.Length >= key.Length - 2);

    // "An audio commentary in Dolby Digital 2.0": of an extra.
    static bool IsOfExtra(ReadText read, Facts track) => read
        .Terms.In(new(Math.Max(0, track.At.Start - 40), Math.Min(read.Page.Text.Length, track.At.End + 25)), "extra_kind")
        .Any(term => !BesideTracks.Contains(term.Code));

    static void Merge(Page page, List<Facts> tracks, int listed, Facts said)
    {
        if (tracks.Exists(known => IsSame(known, said)))
            return;
        var isBeside = Another.IsIn(page, Guards.Clause(page, said.At));
        if (tracks.Find(known => Agrees(known, said) && !(isBeside && IsOtherAnchor(known, said))) is { } same)
        {
            foreach (var (member, fact) in said.Members)
                same.With(member, fact);
            return;
        }
        var isAnother = said["language"] is not null
            || isBeside
            || listed == 0 && tracks is [var only] && IsOtherwise(only, said, "channels") && IsOtherwise(only, said, "codec");
        if (tracks.Count > 0 && !isAnother)
            Contradict(tracks[0], said);
        else if (listed == 0)
            tracks.Add(said);
    }

    // A core with a language, and an immersive format without: "an English Dolby TrueHD 5.1 track stands beside it".
    static bool IsOtherAnchor(Facts known, Facts said) =>
        known["codec"] is null && said["immersive"] is null && said["language"] is not null && known["language"] is null;

    static bool IsOtherwise(Facts known, Facts said, string member) =>
        known[member] is not null && said[member] is not null && known.Text(member) != said.Text(member);

    // Nothing in what is said that the track does not have.
    static bool IsSame(Facts known, Facts said) =>
        Members.All(member => said[member] is null || said.Text(member) == known.Text(member))
        && (said["purposes/0"] is not null || known["purposes/0"] is null || Members[..4].Any(member => said[member] is null));

    // Nothing that the track says otherwise, and one of codec and immersive format in common, or one that is the other's core.
    static bool Agrees(Facts known, Facts said) =>
        !Members.Any(member => IsOtherwise(known, said, member))
        && (said["codec"] is not null && known["codec"] is not null
            || said["immersive"] is not null && known["immersive"] is not null
            || (known.Text("immersive") ?? said.Text("immersive"), known.Text("codec") ?? said.Text("codec"))
                is ("dolby_atmos", "dolby_truehd") or ("dts_x", "dts_hd_ma")
            && (known.Text("channels") ?? said.Text("channels")) is null or "7.1");

    // One track, told in two ways: what is said second stands beside.
    static void Contradict(Facts track, Facts said)
    {
        foreach (var member in Members)
            if (track[member] is { } first
                && said[member] is { } second
                && !Equals(first.Value, second.Value)
                && first.Alternatives.All(other => !Equals(other.Value, second.Value)))
                track.Replace(member, first with
                {
                    Alternatives = [.. first.Alternatives, second],
                    Confidence = Math.Max(0.5, first.Confidence - 0.25),
                });
    }
}
