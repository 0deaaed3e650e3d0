using ReviewApi.Codes;
using ReviewApi.Http;
using ReviewApi.Listings;
using ReviewApi.Reviews;
using ReviewApi.Rules;

namespace ReviewApi.Search;

/// <summary>The filters of lists, facets, export and feed. Values of one are alternatives; different ones all have to hold.</summary>
internal static class Filters
{
    const int MostIds = 100;

    /// <summary>Releases by what is on them as a number.</summary>
    public static readonly ReleaseFilter Barcode = new(
        Values("barcode", new BarcodeAttribute(), "Of the releases of these barcodes, in any spelling."), "gtin = any({0})",
        BarcodeAttribute.Gtin);
    public static readonly ReleaseFilter Disc = new(
        Values("disc", new ContentHashAttribute(), "Of the releases that have a disc of one of these content hashes, TheDiscDb's."),
        "corrected_discs && {0}");

    /// <summary>All but the words.</summary>
    public static readonly IReadOnlyList<Filter> All =
    [
        new IdFilter(
            QueryParameter.Values(
                "id", new IdentifierAttribute(),
                "These reviews, 100 at most, as far as they are published, in the order of the list unless sort says another.", MostIds)),
        new CatalogueFilter(
            Values("filmId", new IdentifierAttribute(), "Of these films."),
            "review_id in (select review_id from review_films where film_id in "
                + "(select coalesce(merged_into, film_id) from films where film_id = any({0}::uuid[])))"),
        new CatalogueFilter(
            Values("releaseId", new IdentifierAttribute(), "Of these releases."),
            "release_id in (select coalesce(merged_into, release_id) from releases where release_id = any({0}::uuid[]))"),
        new CatalogueFilter(
            Values("reviewerId", new IdentifierAttribute(), "Of these reviewers."),
            "review_id in (select review_id from review_reviewers where reviewer_id in "
                + "(select coalesce(merged_into, reviewer_id) from reviewers where reviewer_id = any({0}::uuid[])))"),
        Barcode,
        .. FilmIdentifiers.Schemes.Select(scheme => new CatalogueFilter(
            Values(scheme.Name, scheme.Rule, $"Of the films of these {scheme.Of}."),
            "review_id in (select review_id from review_films join film_identifiers using (film_id) "
                + $$"""where scheme = '{{scheme.Name}}' and value = any({0}))""")),
        Disc,
        new NameFilter(Names("film", "Any title of a film"), "films"),
        new NameFilter(Names("director", "A director"), "directors"),
        new NameFilter(Names("actor", "A name in the cast"), "actors"),
        new NameFilter(Names("reviewer", "A reviewer"), "reviewers"),
        new NameFilter(Names("distributor", "The distributor"), "distributor"),
        new NameFilter(Names("edition", "The edition"), "edition"),
        new NameFilter(Names("outlet", "The outlet"), "outlet"),
        new NameFilter(Names("genre", "A genre"), "genres"),
        new TermFilter(Values("kind", new CodeAttribute("work_kind"), "The kind of a film.")),
        new TermFilter(Values("format", new CodeAttribute("disc_format"), "The format as sold.")),
        new TermFilter(Values("region", new CodeAttribute("region"), "A region of the release.")),
        new TermFilter(Values("territory", new CodeAttribute("territory"), "Where the release is sold.")),
        new TermFilter(Values("cut", new CodeAttribute("cut"), "A cut on the discs.")),
        new TermFilter(Values("extra", new CodeAttribute("extra_kind"), "The kind of an extra.")),
        new TermFilter(Values("subtitleLanguage", new LanguageTagAttribute(), "A language of the subtitles; en finds en-GB too.")),
        new TermFilter(Values("language", new LanguageTagAttribute(), "The language that the review is written in; en finds en-GB too.")),
        new TermFilter(Values("license", new CodeAttribute("license"), "The review's license.")),
        new OneHasAllFilter(ListingTerms.Video,
        [
            Values("resolution", new CodeAttribute("resolution"), "A picture's resolution. One picture has all that is asked of pictures."),
            Values("videoCodec", new CodeAttribute("video_codec"), "A picture's codec; of the same picture."),
            Values("hdr", new CodeAttribute("hdr"), "A picture's dynamic range; of the same picture. hdr10 finds what implies it too."),
            Values("aspectRatio", new AspectRatioAttribute(), "A picture's shape; of the same picture."),
        ]),
        new OneHasAllFilter(ListingTerms.Audio,
        [
            Values("audioCodec", new CodeAttribute("audio_codec"), "A track's codec. One track has all that is asked of tracks."),
            Values("audioLanguage", new LanguageTagAttribute(), "A track's language; of the same track. en finds en-GB too."),
            Values("channels", new CodeAttribute("channels"), "A track's channels; of the same track."),
            Values("immersive", new CodeAttribute("immersive"), "A track's immersive sound; of the same track."),
            Values(
                "audioPurpose", new CodeAttribute("audio_purpose"),
                "What a track is for; of the same track. One that does not say is main."),
        ]),
        new DecadeFilter(Values("decade", new PatternAttribute("^[12][0-9]{2}0s$", "1990s"), "The decade of a film's year, as 1990s.")),
        new YearFilter(Bounds("year", "integer", "A film's year", Year)),
        new RangeFilter("release_date", Bounds("releaseDate", "string", "The release's date, a partial one as its first day", Day)),
        new RangeFilter("published_at", Bounds("publishedAt", "string", "When the review went live, RFC 3339", Time)),
        new RangeFilter("updated_at", Bounds("updatedAt", "string", "When the review was changed, RFC 3339", Time)),
        .. Sections.Names.Select(name => new RangeFilter(name, Scores(name, $"The score of the {name}"))),
        new RangeFilter("overall", Scores("overall", "The overall score")),
        new RangeFilter("mean_score", Scores("meanScore", "The mean of the scored five")),
    ];

    /// <summary>The parameters of all filters.</summary>
    public static readonly QueryParameter[] Parameters = [TextQuery.Q, TextQuery.Within, .. All.SelectMany(filter => filter.Parameters)];

    /// <summary>
    /// What a request asks of the listings, with the words that it asks for; without one filter where a facet leaves its own out.
    /// </summary>
    public static Criteria Read(HttpRequest request, TextQuery? text, string? without = null)
    {
        var criteria = new Criteria(text);
        foreach (var filter in All)
            filter.Apply(new Asked(request, without), criteria);
        return criteria;
    }

    /// <summary>Whether a request asks for words, or for a part of a name that is too short for an index.</summary>
    public static bool AreDear(HttpRequest request) =>
        request.Query.ContainsKey(TextQuery.Q.Name) || All.OfType<NameFilter>().Any(filter => filter.IsShort(request));

    /// <summary>The terms of a facet's values where other filters ask something of the same picture or track; else null.</summary>
    public static Func<string, IEnumerable<string>>? Together(HttpRequest request, string facet) =>
        All.OfType<OneHasAllFilter>().Select(filter => filter.Together(facet, new Asked(request, Without: null)))
            .FirstOrDefault(terms => terms is not null);

    /// <summary>The vocabulary that the values of a filter are codes of; null where they are names as printed.</summary>
    public static CodeBook? VocabularyOf(string filter) => Parameters.First(parameter => parameter.Name == filter).Rule switch
    {
        CodeAttribute code => CodeBook.Named(code.Vocabulary),
        LanguageTagAttribute => CodeBook.Named("language"),
        _ => null,
    };

    static QueryParameter<string[]?> Values(string name, IMemberRule rule, string description) =>
        QueryParameter.Values(name, rule, description);

    static QueryParameter<string[]?> Names(string name, string what) =>
        Values(name, new TextAttribute(300), $"{what} contains this, whatever the case and the accents.");

    static Bound[] Scores(string name, string what) => Bounds(name, "number", $"{what}; only what is scored", Score);

    static Bound[] Bounds(string name, string type, string what, (string Expected, Func<string, object?> Parse) kind) =>
    [
        .. new[]
            {
                ("gte", ">=", "at least this"), ("gt", ">", "more than this"),
                ("lte", "<=", "at most this"), ("lt", "<", "less than this"),
            }
            .Select(one => new Bound(
                QueryParameter.Of($"{name}.{one.Item1}", type, kind.Expected, kind.Parse, $"{what}: {one.Item3}."), one.Item2)),
    ];

    static (string, Func<string, object?>) Year => ("a year", text => WrittenNumber.Whole(text));

    static (string, Func<string, object?>) Score => ("a number, as 8.5", text => WrittenNumber.Decimal(text));

    static (string, Func<string, object?>) Day =>
        ("a date: YYYY-MM-DD, YYYY-MM or YYYY", text => PartialDateAttribute.FirstDay(text)?.ToDateTime(TimeOnly.MinValue));

    static (string, Func<string, object?>) Time =>
        ("a time with its offset, as 2026-01-15T12:00:00Z", text => TimestampAttribute.UtcExactly(text));
}
