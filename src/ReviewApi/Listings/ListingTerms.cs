using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ReviewApi.Reviews;

namespace ReviewApi.Listings;

/// <summary>
/// What a review is looked up by as a whole, each thing as a short text and stored as its hash: format=dvd. What one picture or one track
/// has together is a term too, for each combination: audio,audioCodec=dts,audioLanguage=en.
/// </summary>
internal static class ListingTerms
{
    public const string Video = "video";
    public const string Audio = "audio";

    // As a film's year may be.
    public const int FirstYear = 1870;
    public const int LastYear = 2100;

    public const int Samples = 64;

    /// <summary>The year of a film is known.</summary>
    public const string HasYear = "year";

    public static IEnumerable<string> Of(Review review)
    {
        var release = review.Release!;
        var films = review.Films!;
        return films
            .SelectMany(film => new[]
            {
                Term("kind", film.Kind),
                Term("year", film.Year?.ToString(CultureInfo.InvariantCulture)),
                film.Year is null ? null : HasYear,
            })
            .Concat([
                Term("barcode", release.Gtin), Term("format", release.Format), Term("territory", release.Territory),
                Term("license", review.License)])
            .Append(Term("asin", release.Asin))
            .Concat((release.Discs ?? []).Select(disc => Term("disc", disc.ContentHash)))
            .Concat((Regions.Of(release) ?? []).Select(region => Term("region", region)))
            .Concat((release.Cuts ?? []).Select(cut => Term("cut", cut)))
            .Concat((release.Extras ?? []).Select(extra => Term("extra", extra.Kind)))
            .Concat(Languages(review.Language).Select(language => Term("language", language)))
            .Concat(
                (release.Subtitles ?? []).SelectMany(subtitle => Languages(subtitle.Language))
                    .Select(language => Term("subtitleLanguage", language)))
            .OfType<string>()
            .Concat((release.Video ?? []).SelectMany(picture => Combinations(Video,
                ("resolution", One(picture.Resolution)),
                ("videoCodec", One(picture.Codec)),
                ("hdr", Hdr(picture, release)),
                ("aspectRatio", One(picture.AspectRatio)))))
            .Concat((release.Audio ?? []).SelectMany(track => Combinations(Audio,
                ("audioCodec", One(track.Codec)),
                ("audioLanguage", Languages(track.Language)),
                ("channels", One(track.Channels)),
                ("immersive", One(track.Immersive)),
                ("audioPurpose", track.Purposes is { Count: > 0 } purposes ? purposes : ["main"]))))
            .Append(Sample(SampleOf(review)))
            .Distinct();
    }

    /// <summary>What a review is counted under, as terms: what the filters find it by, and names as they are printed.</summary>
    public static IEnumerable<string> Counted(Review review)
    {
        var release = review.Release!;
        var (films, pictures, tracks) = (review.Films!, release.Video ?? [], release.Audio ?? []);
        return Counted("format", [release.Format])
            .Concat(Counted("resolution", pictures.Select(picture => picture.Resolution)))
            .Concat(Counted("videoCodec", pictures.Select(picture => picture.Codec)))
            .Concat(Counted("hdr", pictures.SelectMany(picture => Hdr(picture, release))))
            .Concat(Counted("region", Regions.Of(release) ?? []))
            .Concat(Counted("territory", [release.Territory]))
            .Concat(Counted("audioCodec", tracks.Select(track => track.Codec)))
            .Concat(Counted("audioLanguage", tracks.SelectMany(track => Languages(track.Language))))
            .Concat(Counted("channels", tracks.Select(track => track.Channels)))
            .Concat(Counted("immersive", tracks.Select(track => track.Immersive)))
            .Concat(Counted("subtitleLanguage", (release.Subtitles ?? []).SelectMany(subtitle => Languages(subtitle.Language))))
            .Concat(Counted("extra", (release.Extras ?? []).Select(extra => extra.Kind)))
            .Concat(Counted("kind", films.Select(film => film.Kind)))
            .Concat(Counted("genre", films.SelectMany(film => film.Genres ?? [])))
            .Concat(
                Counted(
                    "decade",
                    films.Select(film => film.Year is { } year ? string.Create(CultureInfo.InvariantCulture, $"{year / 10}0s") : null)))
            .Concat(Counted("cut", release.Cuts ?? []))
            .Concat(Counted("language", Languages(review.Language)))
            .Concat(Counted("license", [review.License]))
            .Concat(Counted("outlet", [review.Source?.Outlet]))
            .Concat(Scores(review).SelectMany(score => Counted(score.Name, [Bin(score.Score)])))
            .Distinct();
    }

    static IEnumerable<(string Name, decimal? Score)> Scores(Review review) =>
        (review.Sections?.Named() ?? []).Select(one => (one.Name, one.Section?.Score))
            .Append(("overall", review.Overall?.Score)).Append(("meanScore", review.MeanScore));

    // A score's whole number; 10 is with 9.
    static string? Bin(decimal? score) =>
        score is { } value ? string.Create(CultureInfo.InvariantCulture, $"{Math.Min(9, (int)value)}") : null;

    static IEnumerable<string> Counted(string facet, IEnumerable<string?> values) =>
        values.Select(value => Term(facet, value)).OfType<string>();

    /// <summary>Every term of one picture or track: for each attribute one of its values, or none.</summary>
    static IEnumerable<string> Combinations(string what, params (string Name, IReadOnlyList<string> Values)[] attributes) =>
        attributes.Aggregate<(string Name, IReadOnlyList<string> Values), IEnumerable<string>>([what], (terms, attribute) =>
            terms.SelectMany(term => attribute.Values.Select(value => And(term, attribute.Name, value)).Prepend(term)).ToList());

    public static string Sample(int number) => $"sample={number}";

    /// <summary>Every review is in one of the samples, by the random end of its id.</summary>
    public static int SampleOf(Review review) => review.Id!.Value.ToByteArray()[^1] % Samples;

    /// <summary>A term that says one thing more.</summary>
    public static string And(string term, string name, string value) => $"{term},{name}={value}";

    public static string? Term(string name, string? value) => value is null ? null : $"{name}={value}";

    public static long Hash(string term) => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(term)));

    // Dolby Vision and HDR10+ on a 4K disc come with a picture in HDR10.
    static IReadOnlyList<string> Hdr(Video picture, Release release)
    {
        var printed = picture.Hdr ?? [];
        var implies = printed.Any(code => code is "dolby_vision" or "hdr10_plus")
            && (picture.Resolution == "uhd_2160p" || release.Format == "uhd_blu_ray");
        return implies ? printed.Append("hdr10").Distinct().ToList() : printed;
    }

    // en-GB is en too.
    static List<string> Languages(string? tag)
    {
        var parts = tag?.Split('-') ?? [];
        return Enumerable.Range(1, parts.Length).Select(count => string.Join('-', parts[..count])).ToList();
    }

    static IReadOnlyList<string> One(string? value) => value is null ? [] : [value];
}
