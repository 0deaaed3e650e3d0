using System.Text.Json.Nodes;
using ReviewApi.Samples;

namespace ReviewApi.Tests.Support;

/// <summary>Valid bodies of reviews, to be changed into what a test is about.</summary>
static class Example
{
    /// <summary>The least that can be published, of a film of its own.</summary>
    public static JsonObject Review(string? title = null) => Parse($$"""
        {
          "language": "en",
          "reviewers": [{ "name": "Ann Reviewer" }],
          "films": [{ "title": "{{title ?? NewTitle()}}", "year": 1995 }],
          "release": { "format": "blu_ray" },
          "sections": { "story": { "text": "Well told." } }
        }
        """);

    /// <summary>The least that is worth saving.</summary>
    public static JsonObject Draft(string title = "A Film") => Parse($$"""
        { "films": [{ "title": "{{title}}" }], "release": { "format": "dvd" }, "sections": { "story": { "score": 7 } } }
        """);

    /// <summary>A review with nearly all members, none of them odd, of films of its own.</summary>
    public static JsonObject Full() => Parse($$"""
        {
          "headline": "Two nights in", "summary": "A fine set.", "language": "en-GB",
          "reviewers": [
            { "name": "Ann Reviewer", "kind": "person", "roles": ["author", "picture"] }, { "kind": "anonymous", "roles": ["sound"] }
          ],
          "reviewedOn": "2014-02-15", "revisedOn": "2015",
          "source": { "outlet": "Disc Weekly", "url": "https://example.com/reviews/1", "externalId": "{{Guid.NewGuid()}}" },
          "license": "CC-BY-4.0", "attribution": "Ann Reviewer, Disc Weekly", "spoilers": false, "advisories": ["smoking: some"],
          "equipment": "A projector", "notes": "Seen twice.",
          "films": [
            {
              "title": "{{NewTitle()}}", "originalTitle": "Der Film", "sortTitle": "Film, The", "year": 1995, "endYear": 1997,
              "kind": "tv_series", "seasons": [1, 2], "runtimeSeconds": 6720,
              "directors": ["D. One"], "writers": ["W. One"], "composers": ["C. One"],
              "crew": [{ "name": "P. One", "job": "cinematographer" }, { "name": "P. Two" }], "studios": ["Studio One"],
              "cast": [{ "name": "A. Actor", "characters": ["Ben"], "creditedAs": "Al Actor", "voice": true, "uncredited": false }],
              "relations": [{ "relation": "is_based_on", "kind": "novel", "title": "The Book", "by": ["A. Author"] }],
              "countries": ["DE", "US"], "languages": ["de", "en"], "genres": ["Drama"],
              "certificates": [{ "system": "BBFC", "code": "15", "reason": "strong language" }], "identifiers": {}
            },
            { "title": "{{NewTitle()}}", "kind": "film" }
          ],
          "release": {
            "title": "The Films", "edition": "Anniversary Edition", "cuts": ["theatrical", "directors_cut"],
            "format": "blu_ray", "territory": "GB",
            "distributor": "Studio", "releaseDate": "2013-11", "releaseStatus": "official", "packaging": "digibook", "slipcover": true,
            "barcode": "", "asin": "B004FM2ENQ", "catalogueNumber": "SP 12", "regions": ["A", "B"], "regionState": "verified",
            "regionCodeEnhanced": false,
            "listPrice": { "amount": "14.99", "currency": "GBP" }, "pricePaid": { "amount": "12", "currency": "GBP" },
            "discCount": 2,
            "discs": [
              {
                "number": 1, "format": "blu_ray", "capacity": "bd_50", "label": "Film",
                "contentHash": "0A1B2C3D4E5F60718293A4B5C6D7E8F9"
              },
              { "number": 2, "format": "dvd" }
            ],
            "video": [{
              "disc": 1, "film": 0, "resolution": "hd_1080p", "codec": "avc", "kbps": 24000, "hdr": ["sdr"], "aspectRatio": "1.85:1",
              "originalAspectRatio": "2.39:1", "segments": [{ "aspectRatio": "1.78:1", "fromSeconds": 60, "toSeconds": 90 }],
              "pictureFormat": "letterbox", "color": "color", "dimension": "2d", "masterResolution": "4k", "frameRate": "23.976",
              "tvStandard": "pal", "runtimeSeconds": 6451, "note": "Clean"
            }],
            "audio": [{
              "disc": 1, "film": 0, "language": "de", "codec": "dolby_truehd", "immersive": "dolby_atmos", "channels": "7.1",
              "purposes": ["main"], "hz": 48000, "bits": 24, "kbps": 4000, "note": "Loud"
            }],
            "subtitles": [{ "disc": 1, "film": 1, "language": "es-419", "kind": "sdh", "note": "White" }],
            "extras": [{
              "disc": 2, "film": 0, "kind": "featurette", "title": "Making", "seconds": 600, "resolution": "sd_576i",
              "participants": ["D. One"], "count": 3, "physical": false, "exclusivity": "legacy", "note": "Short"
            }],
            "images": [
              { "kind": "back", "url": "https://example.com/back.jpg" },
              { "kind": "front", "url": "https://example.com/front.jpg", "width": 1000, "height": 1260, "credit": "Example" }
            ],
            "extrasListed": "some", "knownDefects": ["Stops at 12:30"], "note": "In a box"
          },
          "sections": {
            "story": {
              "score": 8.5, "printed": { "value": "4.25", "scale": "stars_5" }, "text": "Told well.", "label": "Film",
              "reviewer": "Ann Reviewer"
            },
            "performances": { "state": "not_applicable", "printed": { "value": "N/A" } },
            "picture": {
              "score": 9, "text": "Sharp.",
              "parts": [
                { "of": "Disc one", "disc": 1, "film": 1, "score": 9.5, "text": "Sharper." }, { "of": "Disc two", "state": "unreadable" }
              ]
            },
            "sound": { "state": "see_parts", "parts": [{ "of": "German", "printed": { "value": "A-", "scale": "letter" } }] },
            "extras": { "state": "none_on_disc" }
          },
          "otherSections": [{ "label": "Menus", "score": 6, "text": "Slow." }],
          "overall": { "printed": { "value": "90", "scale": "percent" }, "method": "judged", "recommendation": "Buy it" },
          "related": []
        }
        """);

    /// <summary>Every member that a text can be sent for, each with a text that is taken.</summary>
    public static JsonObject WithEveryText() => WithOwnSource(Parse("""
        {
          "headline": "H", "summary": "S", "language": "en", "reviewedOn": "2011-02-15", "revisedOn": "2014", "license": "CC-BY-4.0",
          "attribution": "A", "advisories": ["A"], "equipment": "E", "notes": "N",
          "reviewers": [{ "name": "Ann", "kind": "person", "roles": ["author"] }],
          "films": [{
            "title": "T", "originalTitle": "O", "sortTitle": "S", "kind": "film", "directors": ["D"], "writers": ["W"], "composers": ["C"],
            "crew": [{ "name": "N", "job": "editor" }], "studios": ["S"],
            "cast": [{ "name": "N", "characters": ["C"], "creditedAs": "A" }],
            "relations": [{ "relation": "is_based_on", "kind": "novel", "title": "T", "by": ["B"] }],
            "countries": ["US"], "languages": ["en"], "genres": ["G"], "certificates": [{ "system": "MPA", "code": "R", "reason": "R" }],
            "identifiers": { "imdb": "tt0113627", "tmdb": "movie/451", "wikidata": "Q321561", "eidr": "10.5240/7791-8534-2C23-9030-8610-5" }
          }],
          "release": {
            "title": "T", "edition": "E", "cuts": ["theatrical"], "format": "blu_ray", "territory": "US", "distributor": "D",
            "releaseDate": "2011", "releaseStatus": "official", "packaging": "keep_case", "barcode": "", "asin": "B004FM2ENQ",
            "catalogueNumber": "1", "regions": ["A"], "regionState": "declared", "listPrice": { "amount": "1", "currency": "USD" },
            "pricePaid": { "amount": "1", "currency": "USD" },
            "discs": [{
              "number": 1, "format": "blu_ray", "capacity": "bd_50", "label": "L", "contentHash": "0A1B2C3D4E5F60718293A4B5C6D7E8F9"
            }],
            "video": [{
              "resolution": "hd_1080p", "codec": "avc", "hdr": ["sdr"], "dolbyVisionLayer": "unknown", "aspectRatio": "1.85:1",
              "originalAspectRatio": "1.85:1", "segments": [{ "aspectRatio": "1.85:1", "fromSeconds": 0, "toSeconds": 9 }],
              "pictureFormat": "letterbox", "color": "color", "dimension": "2d", "masterResolution": "4k", "frameRate": "24",
              "tvStandard": "ntsc", "note": "N"
            }],
            "audio": [{ "language": "en", "codec": "dts", "immersive": "dts_x", "channels": "5.1", "purposes": ["main"], "note": "N" }],
            "subtitles": [{ "language": "en", "kind": "full", "note": "N" }],
            "extras": [{
              "kind": "making_of", "title": "T", "resolution": "hd_1080p", "participants": ["P"], "exclusivity": "new", "note": "N"
            }],
            "images": [{ "kind": "front", "url": "https://example.com/front.jpg", "credit": "C" }],
            "extrasListed": "all", "knownDefects": ["D"], "note": "N"
          },
          "sections": {
            "story": { "printed": { "value": "4", "scale": "stars_5" }, "state": "scored", "text": "T", "label": "L", "reviewer": "Ann" },
            "performances": { "text": "T", "label": "L", "reviewer": "Ann" },
            "picture": {
              "text": "T", "label": "L", "reviewer": "Ann",
              "parts": [{ "of": "O", "text": "T", "label": "L", "reviewer": "Ann", "state": "unscored" }]
            },
            "sound": { "printed": { "value": "See Below" }, "state": "unreadable" },
            "extras": { "text": "T" }
          },
          "otherSections": [{ "label": "L", "text": "T", "reviewer": "Ann" }],
          "overall": { "state": "unscored", "text": "T", "label": "L", "method": "judged", "recommendation": "R", "reviewer": "Ann" },
          "related": [{ "reviewId": "01980000-0000-7000-8000-000000000000", "relation": "see_also" }]
        }
        """)).Put("/source/url", "https://example.com/");

    public static IEnumerable<string> SampleNames => SampleReviews.All().Select(sample => sample.Name);

    /// <summary>A sample as JSON, with a source of its own.</summary>
    public static JsonObject Sample(string name = "leaving-las-vegas-1995-blu-ray") =>
        WithOwnSource(JsonNode.Parse(SampleReviews.All().First(sample => sample.Name == name).Json)!.AsObject());

    /// <summary>The body with a source that no other review has.</summary>
    public static JsonObject WithOwnSource(JsonObject body)
    {
        body["source"] = new JsonObject { ["outlet"] = "Tests", ["externalId"] = Guid.NewGuid().ToString() };
        return body;
    }

    /// <summary>A title that no other film has.</summary>
    public static string NewTitle() => $"Film {Guid.NewGuid():N}";

    /// <summary>The EAN-13 of any twelve digits.</summary>
    public static string Ean(string twelve)
    {
        var sum = twelve.Select((digit, place) => (digit - '0') * (place % 2 == 1 ? 3 : 1)).Sum();
        return $"{twelve}{(10 - sum % 10) % 10}";
    }

    /// <summary>An EAN-13 that no other release has.</summary>
    public static string NewEan() => Ean($"{Random.Shared.NextInt64(100_000_000_000, 999_999_999_999)}");

    /// <summary>An IMDb id that no other film has.</summary>
    public static string NewImdb() => $"tt{Random.Shared.NextInt64(10_000_000_000, 99_999_999_999)}";

    public static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
