using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Cases;

static class ExtraTranslation
{
    static readonly HashSet<string> Kinds =
    [
        "audio_commentary", "video_commentary", "making_of", "behind_the_scenes", "documentary", "featurette", "interview",
        "deleted_scenes", "extended_scenes", "alternate_ending", "alternate_opening", "outtakes", "trailer", "tv_spot", "teaser",
        "bonus_trailers", "short_film", "music_video", "isolated_score", "still_gallery", "storyboard", "storyboard_comparison",
        "multi_angle", "branching", "pip_bonusview", "trivia_track", "introduction", "screen_test", "animatic", "vfx_breakdown",
        "biographies", "production_notes", "screenplay", "easter_egg", "interactive_game", "bd_live", "dvd_rom", "menu_feature",
        "audio_interview", "theme_song", "scene_clip", "promo", "episode", "alternate_cut", "booklet", "art_card", "poster",
        "soundtrack_cd", "digital_copy", "other",
    ];

    static readonly Dictionary<string, string> Synonyms = new()
    {
        ["commentary"] = "audio_commentary",
        ["gallery"] = "still_gallery",
        ["photo_gallery"] = "still_gallery",
        ["bloopers"] = "outtakes",
        ["gag_reel"] = "outtakes",
        ["filmographies"] = "biographies",
        ["menu_animation"] = "menu_feature",
        ["deleted_scene"] = "deleted_scenes",
        ["storyboards"] = "storyboard",
    };

    /// <summary>An extra; null for the remark that a disc has none, which is noted.</summary>
    public static JsonObject? Translate(Facts facts, int? disc, CaseContext context)
    {
        var printed = facts.Text("kind");
        var onDisc = facts.Number("disc") ?? disc;
        if (printed == "none")
        {
            context.NoteOnRelease(onDisc is null ? "extras" : $"extras on disc {onDisc}", Words.OrNull(", ", ["none", facts.Rest()]));
            return null;
        }
        var kind = Kind(printed);
        var duration = facts.Text("duration");
        var seconds = facts.Number("duration_min") * 60 ?? facts.Number("duration_s") ?? Printed.Seconds(duration ?? "");
        // "-2:10" counts down on the player's display: the same length, told as it is printed too.
        var oddDuration = duration is not null && (seconds is null || duration.StartsWith('-')) ? duration : null;
        var extra = new JsonObject()
            .PutKnown("/disc", onDisc)
            .PutKnown("/kind", kind)
            .PutKnown("/title", facts.Text("title"))
            .PutKnown("/seconds", seconds)
            .PutKnown("/resolution", facts.Text("resolution"))
            .PutKnown("/participants", Body.List(facts.Texts("participants")))
            .PutKnown("/count", facts.Number("count"));
        return extra.PutKnown("/note", Words.OrNull("; ",
        [
            facts.Text("note"),
            Words.Labelled("kind as printed", kind == printed ? null : printed),
            Words.Labelled("duration as printed", oddDuration),
            facts.Rest(),
        ]));
    }

    static string Kind(string? printed)
    {
        var code = Printed.Code(printed ?? "other");
        var singular = code.TrimEnd('s');
        return Kinds.Contains(code) ? code : Synonyms.GetValueOrDefault(code) ?? (Kinds.Contains(singular) ? singular : "other");
    }
}
