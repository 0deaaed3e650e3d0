using System.Text.Json;
using ReviewApi.Http;
using ReviewApi.Reviews;

namespace ReviewApi.Rendering;

/// <summary>A review's JSON as it is stored and served: whole, and as an item of a list.</summary>
internal static class ReviewRendering
{
    public static byte[] Document(Review review) => JsonSerializer.SerializeToUtf8Bytes(review, Json.Options);

    /// <summary>The review without texts and parts; films and release in summary.</summary>
    public static byte[] Summary(Review review) => Document(review with
    {
        Advisories = null,
        Equipment = null,
        Notes = null,
        Films = review.Films?.Select(InShort).ToList(),
        Release = review.Release is { } release ? InShort(release) : null,
        Sections = review.Sections?.Each(InShort),
        OtherSections = review.OtherSections?.Select(InShort).ToList(),
        Overall = review.Overall is { } overall ? InShort(overall) : null,
        Related = null,
    });

    /// <summary>What of a review its writer says: two reviews of the same content differ only in what the server says of them.</summary>
    public static Review Content(Review review) => review with
    {
        Id = null,
        Slug = null,
        Status = null,
        Revision = null,
        CreatedAt = null,
        UpdatedAt = null,
        PublishedAt = null,
        PublishAt = null,
        Reviewers = review.Reviewers?.Select(reviewer => reviewer with { Id = null }).ToList(),
        LastMove = null,
    };

    /// <summary>The first image of the front; null where there is none.</summary>
    public static Image? Front(Release? release) => release?.Images?.FirstOrDefault(image => image.Kind == "front");

    static Film InShort(Film film) =>
        new() { Id = film.Id, Title = film.Title, Year = film.Year, Kind = film.Kind, Directors = film.Directors };

    static Release InShort(Release release) => new()
    {
        Id = release.Id,
        Title = release.Title,
        Edition = release.Edition,
        Format = release.Format,
        Territory = release.Territory,
        Distributor = release.Distributor,
        ReleaseDate = release.ReleaseDate,
        Barcode = release.Barcode,
        Gtin = release.Gtin,
        Image = Front(release),
    };

    static TSection InShort<TSection>(TSection section) where TSection : Section => section with { Text = null, Parts = null };
}
