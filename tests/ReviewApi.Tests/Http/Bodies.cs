using System.Globalization;
using System.Text.Json.Nodes;
using ReviewApi.Samples;

namespace ReviewApi.Tests.Http;

/// <summary>Bodies that are taken, and pointers into them.</summary>
static class Bodies
{
    public static IEnumerable<string> SampleNames => SampleReviews.All().Select(sample => sample.Name);

    /// <summary>A sample as JSON, with a source of its own.</summary>
    public static JsonObject Sample(string name = "leaving-las-vegas-1995-blu-ray") =>
        WithOwnSource(JsonNode.Parse(SampleReviews.All().First(sample => sample.Name == name).Json)!.AsObject());

    public static JsonObject WithOwnSource(JsonObject body)
    {
        body["source"] = new JsonObject { ["outlet"] = "Tests", ["externalId"] = Guid.NewGuid().ToString() };
        return body;
    }

    /// <summary>The least that is worth saving.</summary>
    public static JsonObject Draft(string title = "A Film") => Parse($$"""
        { "films": [{ "title": "{{title}}" }], "release": { "format": "dvd" }, "sections": { "story": { "score": 7 } } }
        """);

    /// <summary>The least that can be published.</summary>
    public static JsonObject Publishable(string title = "A Film") => Draft(title).With("/language", "en").With("/reviewers", new JsonArray(new JsonObject { ["name"] = "Ann" }));

    public static JsonObject Scale() => Parse($$"""
        { "code": "s{{Guid.NewGuid():N}}", "label": "Of three", "kind": "numeric", "min": 0, "max": 3, "step": 0.5 }
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
            "discs": [{ "number": 1, "format": "blu_ray", "capacity": "bd_50", "label": "L", "contentHash": "0A1B2C3D4E5F60718293A4B5C6D7E8F9" }],
            "video": [{
              "resolution": "hd_1080p", "codec": "avc", "hdr": ["sdr"], "dolbyVisionLayer": "unknown", "aspectRatio": "1.85:1",
              "originalAspectRatio": "1.85:1", "segments": [{ "aspectRatio": "1.85:1", "fromSeconds": 0, "toSeconds": 9 }],
              "pictureFormat": "letterbox", "color": "color", "dimension": "2d", "masterResolution": "4k", "frameRate": "24",
              "tvStandard": "ntsc", "note": "N"
            }],
            "audio": [{ "language": "en", "codec": "dts", "immersive": "dts_x", "channels": "5.1", "purposes": ["main"], "note": "N" }],
            "subtitles": [{ "language": "en", "kind": "full", "note": "N" }],
            "extras": [{ "kind": "making_of", "title": "T", "resolution": "hd_1080p", "participants": ["P"], "exclusivity": "new", "note": "N" }],
            "images": [{ "kind": "front", "url": "https://example.com/front.jpg", "credit": "C" }],
            "extrasListed": "all", "knownDefects": ["D"], "note": "N"
          },
          "sections": {
            "story": { "printed": { "value": "4", "scale": "stars_5" }, "state": "scored", "text": "T", "label": "L", "reviewer": "Ann" },
            "performances": { "text": "T", "label": "L", "reviewer": "Ann" },
            "picture": { "text": "T", "label": "L", "reviewer": "Ann", "parts": [{ "of": "O", "text": "T", "label": "L", "reviewer": "Ann", "state": "unscored" }] },
            "sound": { "printed": { "value": "See Below" }, "state": "unreadable" },
            "extras": { "text": "T" }
          },
          "otherSections": [{ "label": "L", "text": "T", "reviewer": "Ann" }],
          "overall": { "state": "unscored", "text": "T", "label": "L", "method": "judged", "recommendation": "R", "reviewer": "Ann" },
          "related": [{ "reviewId": "01980000-0000-7000-8000-000000000000", "relation": "see_also" }]
        }
        """)).With("/source/url", "https://example.com/");

    public static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    /// <summary>Puts a value where a JSON pointer leads; objects and one-item lists on the way are made where they lack.</summary>
    public static JsonObject With(this JsonObject body, string pointer, JsonNode? value)
    {
        var steps = pointer[1..].Split('/').Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToArray();
        JsonNode place = body;
        foreach (var (step, following) in steps.Zip(steps.Skip(1)))
            place = At(place, step) ?? Put(place, step, following is "0" ? new JsonArray() : new JsonObject())!;
        Put(place, steps[^1], value);
        return body;
    }

    /// <summary>The pointers of all texts in a body.</summary>
    public static IEnumerable<string> Texts(JsonNode? node, string pointer = "") => node switch
    {
        JsonObject members => members.SelectMany(member => Texts(member.Value, $"{pointer}/{member.Key}")),
        JsonArray items => items.SelectMany((item, index) => Texts(item, $"{pointer}/{index}")),
        JsonValue value when value.TryGetValue<string>(out _) => [pointer],
        _ => [],
    };

    public static JsonNode? Find(JsonNode body, string pointer) => pointer[1..].Split('/').Aggregate((JsonNode?)body, (place, step) => place is null ? null : At(place, step));

    static JsonNode? At(JsonNode place, string step) =>
        place is not JsonArray items ? place[step] : Index(step) < items.Count ? items[Index(step)] : null;

    static JsonNode? Put(JsonNode place, string step, JsonNode? value)
    {
        if (place is not JsonArray items)
            place[step] = value;
        else if (Index(step) < items.Count)
            items[Index(step)] = value;
        else
            items.Add(value);
        return value;
    }

    static int Index(string step) => int.Parse(step, CultureInfo.InvariantCulture);
}
