using ReviewApi.Codes;

namespace ReviewApi.Reviews;

/// <summary>The lists whose order says nothing: they hold everything once, and in another order they are the same.</summary>
internal static class Sets
{
    delegate IReadOnlyList<string>? Change(IReadOnlyList<string>? set);

    /// <summary>The names of those of a film and of a release.</summary>
    public static readonly string[] Names = ["countries", "languages", "genres", "cuts", "regions", "hdr", "purposes", "subtitles"];

    /// <summary>The review with everything once, in the order that it was printed in.</summary>
    public static Review WithoutDoubles(Review review) => Each(review, WithoutDoubles, WithoutDoubles, Once);

    public static Film WithoutDoubles(Film film) => Each(film, Once) with { Genres = film.Genres?.DistinctBy(Spelling.OfName).ToList() };

    public static Release WithoutDoubles(Release release) =>
        Each(release, Once) with { Regions = Regions.Meant(release), Subtitles = release.Subtitles?.Distinct().ToList() };

    /// <summary>The review with its sets in one order, whatever they were printed in.</summary>
    public static Review InOneOrder(Review review) => Each(
        review,
        film => Each(film, Sorted) with { Genres = Sorted(film.Genres) },
        release => Each(release, Sorted) with
        {
            Regions = Sorted(release.Regions),
            Subtitles = release.Subtitles?
                .OrderBy(subtitle => subtitle.Kind, StringComparer.Ordinal).ThenBy(subtitle => subtitle.Language, StringComparer.Ordinal)
                .ThenBy(subtitle => subtitle.Disc).ThenBy(subtitle => subtitle.Film)
                .ThenBy(subtitle => subtitle.Note, StringComparer.Ordinal).ToList(),
        },
        Sorted);

    static Review Each(Review review, Func<Film, Film> film, Func<Release, Release> release, Change set) => review with
    {
        Reviewers = review.Reviewers?.Select(reviewer => reviewer with { Roles = set(reviewer.Roles) }).ToList(),
        Films = review.Films?.Select(film).ToList(),
        Release = review.Release is { } printed ? release(printed) : null,
    };

    static Film Each(Film film, Change set) => film with { Countries = set(film.Countries), Languages = set(film.Languages) };

    static Release Each(Release release, Change set) => release with
    {
        Cuts = set(release.Cuts),
        Video = release.Video?.Select(picture => picture with { Hdr = set(picture.Hdr) }).ToList(),
        Audio = release.Audio?.Select(track => track with { Purposes = set(track.Purposes) }).ToList(),
    };

    static IReadOnlyList<string>? Once(IReadOnlyList<string>? items) => items?.Distinct().ToList();

    static IReadOnlyList<string>? Sorted(IReadOnlyList<string>? items) => items?.Order(StringComparer.Ordinal).ToList();
}
