using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Vocabulary;

/// <summary>The members of a review that take the codes of each vocabulary.</summary>
static class CodePlaces
{
    /// <summary>Vocabularies that no member a client sends is of: labels for what is printed, and what the server says.</summary>
    public static readonly IReadOnlyList<string> Elsewhere = ["certificate", "relation", "scale_kind", "section", "status"];

    public static readonly IReadOnlyDictionary<string, string[]> ByVocabulary = new Dictionary<string, string[]>
    {
        ["audio_codec"] = ["/release/audio/0/codec"],
        ["audio_purpose"] = ["/release/audio/0/purposes/0"],
        ["capacity"] = ["/release/discs/0/capacity"],
        ["channels"] = ["/release/audio/0/channels"],
        ["color"] = ["/release/video/0/color"],
        ["crew_job"] = ["/films/0/crew/0/job"],
        ["currency"] = ["/release/listPrice/currency", "/release/pricePaid/currency"],
        ["cut"] = ["/release/cuts/0"],
        ["dimension"] = ["/release/video/0/dimension"],
        ["disc_format"] = ["/release/format", "/release/discs/0/format"],
        ["dolby_vision_layer"] = ["/release/video/0/dolbyVisionLayer"],
        ["exclusivity"] = ["/release/extras/0/exclusivity"],
        ["extra_kind"] = ["/release/extras/0/kind"],
        ["extras_listed"] = ["/release/extrasListed"],
        ["film_relation"] = ["/films/0/relations/0/relation"],
        ["film_relation_kind"] = ["/films/0/relations/0/kind"],
        ["frame_rate"] = ["/release/video/0/frameRate"],
        ["hdr"] = ["/release/video/0/hdr/0"],
        ["image_kind"] = ["/release/images/0/kind"],
        ["immersive"] = ["/release/audio/0/immersive"],
        ["language"] = ["/language", "/films/0/languages/0", "/release/audio/0/language", "/release/subtitles/0/language"],
        ["license"] = ["/license"],
        ["master_resolution"] = ["/release/video/0/masterResolution"],
        ["method"] = ["/overall/method"],
        ["packaging"] = ["/release/packaging"],
        ["picture_format"] = ["/release/video/0/pictureFormat"],
        ["region"] = ["/release/regions/0"],
        ["region_state"] = ["/release/regionState"],
        ["release_status"] = ["/release/releaseStatus"],
        ["resolution"] = ["/release/video/0/resolution", "/release/extras/0/resolution"],
        ["review_relation"] = ["/related/0/relation"],
        ["reviewer_kind"] = ["/reviewers/0/kind"],
        ["role"] = ["/reviewers/0/roles/0"],
        ["score_state"] = ["/overall/state", "/sections/story/state", "/overall/parts/0/state", "/otherSections/0/state"],
        ["subtitle_kind"] = ["/release/subtitles/0/kind"],
        ["territory"] = ["/release/territory", "/films/0/countries/0"],
        ["tv_standard"] = ["/release/video/0/tvStandard"],
        ["video_codec"] = ["/release/video/0/codec"],
        ["work_kind"] = ["/films/0/kind"],
    };

    /// <summary>A draft that says a spelling in all members of a vocabulary.</summary>
    public static JsonObject Draft(string vocabulary, string spelling) =>
        ByVocabulary[vocabulary].Aggregate(Skeleton(), (body, place) => body.Put(place, spelling));

    /// <summary>The draft with the scores that the state scored needs.</summary>
    public static JsonObject Scored(JsonObject draft) =>
        ByVocabulary["score_state"].Aggregate(draft, (body, place) =>
            body.With(place.Replace("/state", "/score", StringComparison.Ordinal), "5"));

    static JsonObject Skeleton() => Example.Parse("""
        {
          "reviewers": [{ "name": "Ann", "roles": ["author"] }],
          "films": [{
            "title": "A Film", "crew": [{ "name": "Ann" }], "relations": [{ "relation": "is_based_on" }],
            "countries": ["US"], "languages": ["en"]
          }],
          "release": {
            "format": "dvd", "cuts": ["other"], "regions": ["0"],
            "listPrice": { "amount": "1", "currency": "USD" }, "pricePaid": { "amount": "1", "currency": "USD" },
            "discs": [{}], "video": [{ "hdr": ["sdr"] }], "audio": [{ "purposes": ["main"] }],
            "subtitles": [{}], "extras": [{}], "images": [{ "url": "https://example.com/front.jpg" }]
          },
          "sections": { "story": {} }, "otherSections": [{ "label": "L" }], "overall": { "parts": [{ "of": "A" }] },
          "related": [{ "reviewId": "0198f7f0-0000-7000-8000-000000000000", "relation": "see_also" }]
        }
        """);
}
