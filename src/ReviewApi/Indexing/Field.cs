namespace ReviewApi.Indexing;

/// <summary>What a published review is found and counted by. The numbers stand in stored rows: they never change their meaning.</summary>
internal enum Field : byte
{
    // Of the whole review.
    Format = 0,
    Region = 1,
    Territory = 2,
    Cut = 3,
    Extra = 4,
    Kind = 5,
    SubtitleLanguage = 6,
    Language = 7,
    License = 8,
    Barcode = 9,
    Disc = 10,
    Asin = 11,

    // As printed, for counting; they are found by their folded names.
    Genre = 16,
    Outlet = 17,

    // The index derives these from films and scores; a score's terms are the bins 0 to 9.
    Year = 24,
    Decade = 25,
    Story = 32,
    Performances = 33,
    Picture = 34,
    Sound = 35,
    Extras = 36,
    Overall = 37,
    MeanScore = 38,

    // Of one picture.
    Resolution = 40,
    VideoCodec = 41,
    Hdr = 42,
    AspectRatio = 43,

    // Of one track.
    AudioCodec = 50,
    AudioLanguage = 51,
    Channels = 52,
    Immersive = 53,
    AudioPurpose = 54,

    // Folded names.
    FilmName = 60,
    DirectorName = 61,
    ActorName = 62,
    ReviewerName = 63,
    DistributorName = 64,
    EditionName = 65,
    OutletName = 66,
    GenreName = 67,
}

internal static class Fields
{
    /// <summary>One more than the greatest number of a field.</summary>
    public const int Count = 68;

    public const int Scores = 7;

    /// <summary>The years that a film may have.</summary>
    public const int FirstYear = 1870;
    public const int LastYear = 2100;

    /// <summary>Whether it is asked of one picture together with the others of pictures.</summary>
    public static bool IsOfPicture(this Field field) => field is >= Field.Resolution and <= Field.AspectRatio;

    /// <summary>Whether it is asked of one track together with the others of tracks.</summary>
    public static bool IsOfTrack(this Field field) => field is >= Field.AudioCodec and <= Field.AudioPurpose;
}
