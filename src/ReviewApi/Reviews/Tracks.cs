using ReviewApi.Rules;

namespace ReviewApi.Reviews;

/// <summary>A picture: of a disc, of a film, or of the release where neither is given.</summary>
public sealed record Video
{
    /// <summary>The number of the disc it is on.</summary>
    [Between(1, 100)] public long? Disc { get; init; }

    /// <summary>The film it shows, an index into films.</summary>
    [Between(0, 59)] public long? Film { get; init; }

    /// <summary>Lines and scan; sd, hd or uhd where no more is printed.</summary>
    [Code("resolution")] public string? Resolution { get; init; }

    /// <summary>The encoding.</summary>
    [Code("video_codec")] public string? Codec { get; init; }

    /// <summary>The mean bit rate in kbit/s.</summary>
    [Between(1, 1_000_000)] public long? Kbps { get; init; }

    /// <summary>The dynamic ranges as printed; sdr stands alone.</summary>
    [Items(10), Code("hdr")] public IReadOnlyList<string>? Hdr { get; init; }

    /// <summary>Dolby Vision's enhancement layer.</summary>
    [Code("dolby_vision_layer")] public string? DolbyVisionLayer { get; init; }

    /// <summary>The picture's shape, from 1.00:1 to 4.00:1.</summary>
    [AspectRatio] public string? AspectRatio { get; init; }

    /// <summary>The shape it was made in.</summary>
    [AspectRatio] public string? OriginalAspectRatio { get; init; }

    /// <summary>Where the shape changes.</summary>
    [Items(500)] public IReadOnlyList<VideoSegment>? Segments { get; init; }

    /// <summary>How the picture sits in its frame.</summary>
    [Code("picture_format")] public string? PictureFormat { get; init; }

    /// <summary>Colour or not.</summary>
    [Code("color")] public string? Color { get; init; }

    /// <summary>Flat or 3D.</summary>
    [Code("dimension")] public string? Dimension { get; init; }

    /// <summary>What it was mastered at.</summary>
    [Code("master_resolution")] public string? MasterResolution { get; init; }

    /// <summary>Frames per second.</summary>
    [Code("frame_rate")] public string? FrameRate { get; init; }

    /// <summary>NTSC, PAL or SECAM.</summary>
    [Code("tv_standard")] public string? TvStandard { get; init; }

    /// <summary>How long it runs, in seconds, which another cut or PAL makes other than the film's running time.</summary>
    [Between(1, 9_999_999)] public long? RuntimeSeconds { get; init; }

    /// <summary>Whatever has no member of its own.</summary>
    [Text(2000)] public string? Note { get; init; }
}

/// <summary>A stretch of the picture with a shape of its own.</summary>
public sealed record VideoSegment
{
    /// <summary>The shape in it.</summary>
    [AspectRatio] public string? AspectRatio { get; init; }

    /// <summary>Where it begins.</summary>
    [Between(0, 9_999_999)] public long? FromSeconds { get; init; }

    /// <summary>Where it ends, after its beginning.</summary>
    [Between(0, 9_999_999)] public long? ToSeconds { get; init; }
}

/// <summary>An audio track.</summary>
public sealed record AudioTrack
{
    /// <summary>The number of the disc it is on.</summary>
    [Between(1, 100)] public long? Disc { get; init; }

    /// <summary>The film it belongs to, an index into films.</summary>
    [Between(0, 59)] public long? Film { get; init; }

    /// <summary>Its language, BCP 47.</summary>
    [LanguageTag] public string? Language { get; init; }

    /// <summary>
    /// The core stream's encoding. A spelling that says more ("Atmos/TrueHD 7.1") fills the other members that it tells where they are
    /// left out.
    /// </summary>
    [Code("audio_codec", KeepsSpelling = true)] public string? Codec { get; init; }

    /// <summary>The immersive layer on top of it.</summary>
    [Code("immersive")] public string? Immersive { get; init; }

    /// <summary>The channels.</summary>
    [Code("channels")] public string? Channels { get; init; }

    /// <summary>What it is for; one without purposes is a main one.</summary>
    [Items(20), Code("audio_purpose")] public IReadOnlyList<string>? Purposes { get; init; }

    /// <summary>The sampling rate in Hz.</summary>
    [Between(1, 1_000_000)] public long? Hz { get; init; }

    /// <summary>Bits a sample.</summary>
    [Between(1, 64)] public long? Bits { get; init; }

    /// <summary>The bit rate in kbit/s.</summary>
    [Between(1, 1_000_000)] public long? Kbps { get; init; }

    /// <summary>Whatever has no member of its own.</summary>
    [Text(2000)] public string? Note { get; init; }
}

/// <summary>A subtitle track.</summary>
public sealed record Subtitle
{
    /// <summary>The number of the disc it is on.</summary>
    [Between(1, 100)] public long? Disc { get; init; }

    /// <summary>The film it belongs to, an index into films.</summary>
    [Between(0, 59)] public long? Film { get; init; }

    /// <summary>Its language, BCP 47.</summary>
    [LanguageTag] public string? Language { get; init; }

    /// <summary>Whom it is for.</summary>
    [Code("subtitle_kind")] public string? Kind { get; init; }

    /// <summary>Whatever has no member of its own.</summary>
    [Text(2000)] public string? Note { get; init; }
}
