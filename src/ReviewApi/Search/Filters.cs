using ReviewApi.Codes;
using ReviewApi.Http;
using ReviewApi.Indexing;
using ReviewApi.Reviews;
using ReviewApi.Rules;

namespace ReviewApi.Search;

/// <summary>The filters of lists, facets, export and feed. Values of one are alternatives; different ones all have to hold.</summary>
internal static class Filters
{
    const int MostIds = 100;

    /// <summary>The ids that a list is of, and in whose order it then comes.</summary>
    public static readonly QueryParameter<string[]?> Ids = QueryParameter.Values(
        "id", new IdentifierAttribute(),
        "These reviews, 100 at most, as far as they are published, in the order of the list unless sort says another.", MostIds);

    /// <summary>Releases by what is on them as a number.</summary>
    public static readonly ValuesFilter Barcode = OfReleases(
        Values("barcode", new BarcodeAttribute(), "Of the releases of these barcodes, in any spelling."), Field.Barcode,
        code => BarcodeAttribute.Gtin(code) ?? "");
    public static readonly ValuesFilter Disc = OfReleases(
        Values("disc", new ContentHashAttribute(), "Of the releases that have a disc of one of these content hashes, TheDiscDb's."),
        Field.Disc, hash => hash);

    /// <summary>Filters that the desk's list has too.</summary>
    public static readonly ValuesFilter Film = Named("film", "Any title of a film", Field.FilmName);
    public static readonly ValuesFilter Reviewer = Named("reviewer", "A reviewer", Field.ReviewerName);
    public static readonly ValuesFilter Outlet = Named("outlet", "The outlet", Field.OutletName);
    public static readonly ValuesFilter Format = Coded(
        Field.Format, Values("format", new CodeAttribute("disc_format"), "The format as sold."));
    public static readonly RangeFilter UpdatedAt = new(
        Bounds("updatedAt", "When the review was changed, RFC 3339", Time), Microseconds,
        bounds => new TimeWithin(IsOfChange: true, bounds));

    /// <summary>All but the words.</summary>
    public static readonly IReadOnlyList<Filter> All =
    [
        new ValuesFilter(Ids, ids => new IsOneOf(Array.ConvertAll(ids, Guid.Parse))),
        Of(Kind.Film, "filmId", "Of these films."),
        Of(Kind.Release, "releaseId", "Of these releases."),
        Of(Kind.Reviewer, "reviewerId", "Of these reviewers."),
        Barcode,
        .. FilmIdentifiers.Schemes.Select(scheme => new ValuesFilter(
            Values(scheme.Name, scheme.Rule, $"Of the films of these {scheme.Of}."),
            values => new IsOfFilmKnownBy(Array.ConvertAll(values, value => $"{scheme.Name}={value}")))),
        Disc,
        Film,
        Named("director", "A director", Field.DirectorName),
        Named("actor", "A name in the cast", Field.ActorName),
        Reviewer,
        Named("distributor", "The distributor", Field.DistributorName),
        Named("edition", "The edition", Field.EditionName),
        Outlet,
        Named("genre", "A genre", Field.GenreName),
        Coded(Field.Kind, Values("kind", new CodeAttribute("work_kind"), "The kind of a film.")),
        Format,
        Coded(Field.Region, Values("region", new CodeAttribute("region"), "A region of the release.")),
        Coded(Field.Territory, Values("territory", new CodeAttribute("territory"), "Where the release is sold.")),
        Coded(Field.Cut, Values("cut", new CodeAttribute("cut"), "A cut on the discs.")),
        Coded(Field.Extra, Values("extra", new CodeAttribute("extra_kind"), "The kind of an extra.")),
        Coded(
            Field.SubtitleLanguage,
            Values("subtitleLanguage", new LanguageTagAttribute(), "A language of the subtitles; en finds en-GB too.")),
        Coded(
            Field.Language,
            Values("language", new LanguageTagAttribute(), "The language that the review is written in; en finds en-GB too.")),
        Coded(Field.License, Values("license", new CodeAttribute("license"), "The review's license.")),
        new OneHasAllFilter(
            (Values(
                "resolution", new CodeAttribute("resolution"),
                "A picture's resolution; hd finds hd_1080p too. One picture has all that is asked of pictures."),
                Field.Resolution),
            (Values("videoCodec", new CodeAttribute("video_codec"), "A picture's codec; of the same picture."), Field.VideoCodec),
            (Values("hdr", new CodeAttribute("hdr"), "A picture's dynamic range; of the same picture. hdr10 finds what implies it too."),
                Field.Hdr),
            (Values("aspectRatio", new AspectRatioAttribute(), "A picture's shape; of the same picture."), Field.AspectRatio)),
        new OneHasAllFilter(
            (Values("audioCodec", new CodeAttribute("audio_codec"), "A track's codec. One track has all that is asked of tracks."),
                Field.AudioCodec),
            (Values("audioLanguage", new LanguageTagAttribute(), "A track's language; of the same track. en finds en-GB too."),
                Field.AudioLanguage),
            (Values("channels", new CodeAttribute("channels"), "A track's channels; of the same track."), Field.Channels),
            (Values("immersive", new CodeAttribute("immersive"), "A track's immersive sound; of the same track."), Field.Immersive),
            (Values(
                "audioPurpose", new CodeAttribute("audio_purpose"),
                "What a track is for; of the same track. One that does not say is main."), Field.AudioPurpose)),
        Coded(
            Field.Decade,
            Values("decade", Decades.Rule, "The decade of a film's year, as 1990s.")),
        new RangeFilter(
            Bounds("year", "A film's year", Year), year => (int)year, bounds => new YearWithin(bounds)),
        new RangeFilter(
            Bounds("releaseDate", "The release's date, a partial one as its first day", Day),
            day => ((DateOnly)day).DayNumber, bounds => new ReleasedWithin(bounds)),
        new RangeFilter(
            Bounds("publishedAt", "When the review went live, RFC 3339", Time), Microseconds,
            bounds => new TimeWithin(IsOfChange: false, bounds)),
        UpdatedAt,
        .. Sections.Names.Zip(ScoreSheet.Judgements)
            .Select(section => Scored(section.First, section.Second, $"The score of the {section.First}")),
        Scored("overall", Field.Overall, "The overall score"),
        Scored("meanScore", Field.MeanScore, "The mean of the scored five"),
    ];

    /// <summary>The parameters of all filters.</summary>
    public static readonly QueryParameter[] Parameters = [TextQuery.Q, TextQuery.Within, .. All.SelectMany(filter => filter.Parameters)];

    /// <summary>What a request asks by all filters but the words.</summary>
    public static Question Read(Asked asked) => new([.. All.Select(filter => filter.Read(asked)).OfType<Condition>()]);

    /// <summary>Whether a request asks for words.</summary>
    public static bool AreDear(HttpRequest request) => request.Query.ContainsKey(TextQuery.Q.Name);

    /// <summary>Releases by a code that one of their reviews prints, or that the catalogue knows them by.</summary>
    public static ValuesFilter OfReleases(QueryParameter<string[]?> parameter, Field field, Func<string, string> compared) => new(
        parameter,
        values => new ReleaseHas(
            field, Array.ConvertAll(values, compared.Invoke),
            Array.ConvertAll(values, value => $"{parameter.Name}={compared(value)}")));

    /// <summary>A name folded; ends the request with 400 where nothing is left of it.</summary>
    public static string Folded(string parameter, string name) => Spelling.OfName(name) is { Length: > 0 } folded
        ? folded
        : throw ProblemException.Parameter(parameter, "invalid_value", "It has to be a name or a part of one.");

    /// <summary>The rule of a filter whose values are codes; null where they are names as printed.</summary>
    public static ICodeRule? CodesOf(string filter) => Parameters.First(parameter => parameter.Name == filter).Rule as ICodeRule;

    static ValuesFilter Of(Kind kind, string name, string description) => new(
        Values(name, new IdentifierAttribute(), description),
        ids => new IsOf(kind, Array.ConvertAll(ids, Guid.Parse)));

    static ValuesFilter Coded(Field field, QueryParameter<string[]?> parameter) =>
        new(parameter, values => new HasTerm(field, values));

    static ValuesFilter Named(string name, string what, Field field) => new(
        Values(name, new TextAttribute(300), $"{what} contains this, whatever the case and the accents."),
        values => new NameContains(field, Array.ConvertAll(values, value => Folded(name, value))));

    static RangeFilter Scored(string name, Field field, string what) => new(
        Bounds(name, $"{what}; only what is scored", Score), score => (decimal)score * 10,
        bounds => new ScoreWithin(field, bounds));

    static QueryParameter<string[]?> Values(string name, IMemberRule rule, string description) =>
        QueryParameter.Values(name, rule, description);

    static Bound[] Bounds(string name, string what, Kept kept) =>
    [
        .. new[] { ("gte", "at least this"), ("gt", "more than this"), ("lte", "at most this"), ("lt", "less than this") }
            .Select(one => new Bound(
                QueryParameter.Parsed($"{name}.{one.Item1}", kept.Type, kept.Rule, kept.Expected, kept.Parse, $"{what}: {one.Item2}."),
                one.Item1)),
    ];

    static Kept Year => new("integer", null, "a year", text => WrittenNumber.Whole(text));

    static Kept Score => new("number", null, "a number, as 8.5", text => WrittenNumber.Decimal(text));

    static Kept Day => new(
        "string", new PartialDateAttribute(), "a date: YYYY-MM-DD, YYYY-MM or YYYY", text => PartialDateAttribute.FirstDay(text));

    static Kept Time => new(
        "string", new TimestampAttribute(), "a time with its offset, as 2026-01-15T12:00:00Z",
        text => TimestampAttribute.UtcExactly(text));

    static decimal Microseconds(object time) => ((DateTime)time - DateTime.UnixEpoch).Ticks / (decimal)TimeSpan.TicksPerMicrosecond;

    // What a bound is of.
    sealed record Kept(string Type, IMemberRule? Rule, string Expected, Func<string, object?> Parse);
}
