using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Support;

/// <summary>What a review has of each thing that it is found, sorted and counted by: read off its whole JSON.</summary>
static class Reading
{
    public static readonly string[] Pictures = ["resolution", "videoCodec", "hdr", "aspectRatio"];
    public static readonly string[] Tracks = ["audioCodec", "audioLanguage", "channels", "immersive", "audioPurpose"];
    public static readonly string[] Names = ["film", "director", "actor", "reviewer", "distributor", "edition", "outlet", "genre"];
    public static readonly string[] Sections = ["story", "performances", "picture", "sound", "extras"];

    // Lists on the way are gone through.
    static readonly Dictionary<string, string[]> Places = new()
    {
        ["filmId"] = ["films/id"],
        ["releaseId"] = ["release/id"],
        ["reviewerId"] = ["reviewers/id"],
        ["barcode"] = ["release/gtin"],
        ["imdb"] = ["films/identifiers/imdb"],
        ["tmdb"] = ["films/identifiers/tmdb"],
        ["wikidata"] = ["films/identifiers/wikidata"],
        ["eidr"] = ["films/identifiers/eidr"],
        ["disc"] = ["release/discs/contentHash"],
        ["id"] = ["id"],
        ["film"] = ["films/title", "films/originalTitle", "films/sortTitle"],
        ["director"] = ["films/directors"],
        ["actor"] = ["films/cast/name"],
        ["reviewer"] = ["reviewers/name"],
        ["distributor"] = ["release/distributor"],
        ["edition"] = ["release/edition"],
        ["outlet"] = ["source/outlet"],
        ["genre"] = ["films/genres"],
        ["kind"] = ["films/kind"],
        ["format"] = ["release/format"],
        ["region"] = ["release/regions"],
        ["territory"] = ["release/territory"],
        ["cut"] = ["release/cuts"],
        ["extra"] = ["release/extras/kind"],
        ["subtitleLanguage"] = ["release/subtitles/language"],
        ["language"] = ["language"],
        ["license"] = ["license"],
        ["year"] = ["films/year"],
        ["releaseDate"] = ["release/releaseDate"],
        ["publishedAt"] = ["publishedAt"],
        ["updatedAt"] = ["updatedAt"],
        ["overall"] = ["overall/score"],
        ["meanScore"] = ["meanScore"],
    };

    public static IReadOnlyList<string> Values(JsonObject review, string name) => name switch
    {
        "kind" => [.. At(review, "films").Select(film => (string?)film["kind"] ?? "film").Distinct()],
        "decade" => [.. Values(review, "year").Select(year => $"{year[..3]}0s").Distinct()],
        _ when Sections.Contains(name) => Texts(review, $"sections/{name}/score"),
        _ when Pictures.Contains(name) => [.. PicturesOf(review).SelectMany(picture => picture[name]).Distinct()],
        _ when Tracks.Contains(name) => [.. TracksOf(review).SelectMany(track => track[name]).Distinct()],
        _ => [.. Places[name].SelectMany(place => Texts(review, place)).Distinct()],
    };

    /// <summary>The pictures, each with what it has; Dolby Vision and HDR10+ imply HDR10 in 2160p and on a UHD Blu-ray.</summary>
    public static IReadOnlyList<Dictionary<string, IReadOnlyList<string>>> PicturesOf(JsonObject review) =>
    [
        .. At(review, "release/video").Select(picture =>
        {
            var hdr = Texts(picture, "hdr");
            var isUhd = (string?)picture["resolution"] == "uhd_2160p" || (string?)review["release"]!["format"] == "uhd_blu_ray";
            return new Dictionary<string, IReadOnlyList<string>>
            {
                ["resolution"] = Texts(picture, "resolution"),
                ["videoCodec"] = Texts(picture, "codec"),
                ["hdr"] = isUhd && (hdr.Contains("dolby_vision") || hdr.Contains("hdr10_plus")) ? [.. hdr.Append("hdr10").Distinct()] : hdr,
                ["aspectRatio"] = Texts(picture, "aspectRatio"),
            };
        }),
    ];

    /// <summary>The tracks, each with what it has; one without purposes is main.</summary>
    public static IReadOnlyList<Dictionary<string, IReadOnlyList<string>>> TracksOf(JsonObject review) =>
    [
        .. At(review, "release/audio").Select(track => new Dictionary<string, IReadOnlyList<string>>
        {
            ["audioCodec"] = Texts(track, "codec"),
            ["audioLanguage"] = Texts(track, "language"),
            ["channels"] = Texts(track, "channels"),
            ["immersive"] = Texts(track, "immersive"),
            ["audioPurpose"] = Texts(track, "purposes") is { Count: > 0 } purposes ? purposes : ["main"],
        }),
    ];

    /// <summary>What a review is sorted by; null where it has none. Of several films it is the first.</summary>
    public static IComparable? SortValue(JsonObject review, string key) => key switch
    {
        "publishedAt" or "updatedAt" => DateTimeOffset.Parse((string)review[key]!, CultureInfo.InvariantCulture),
        "title" => new Ordinal(Fold((string)(review["films"]![0]!["sortTitle"] ?? review["films"]![0]!["title"])!)),
        "year" => (int?)review["films"]![0]!["year"],
        _ => Values(review, key).Select(score => (decimal?)decimal.Parse(score, CultureInfo.InvariantCulture)).SingleOrDefault(),
    };

    /// <summary>A name without case and accents.</summary>
    public static string Fold(string name) =>
        string.Concat(name.Normalize(NormalizationForm.FormD)
            .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)).ToLowerInvariant();

    static IReadOnlyList<string> Texts(JsonNode node, string place) => [.. At(node, place).Select(text => text.ToString())];

    static IEnumerable<JsonNode> At(JsonNode? node, string place)
    {
        IEnumerable<JsonNode?> nodes = [node];
        foreach (var step in place.Split('/'))
            nodes = nodes.Select(one => one?[step]).SelectMany(one => one is JsonArray list ? list.AsEnumerable() : [one]);
        return nodes.OfType<JsonNode>();
    }

    readonly record struct Ordinal(string Text) : IComparable
    {
        public int CompareTo(object? other) => string.CompareOrdinal(Text, ((Ordinal)other!).Text);
    }
}
