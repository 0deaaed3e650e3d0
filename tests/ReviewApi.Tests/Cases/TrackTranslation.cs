using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Cases;

static class TrackTranslation
{
    static readonly string[] SubtitleKinds =
        ["full", "sdh", "closed_captions", "forced", "commentary", "trivia", "large", "easy_reader", "sing_along", "other"];

    public static JsonObject Audio(Facts facts, int? disc)
    {
        var codec = facts.Text("codec");
        // A matrix is how channels are packed, whatever the stream's codec is, which these names do not tell.
        var matrix = codec is "Dolby Surround" or "Dolby Stereo" or "Dolby Pro Logic" ? codec : null;
        var channels = facts.Text("channels");
        if ((matrix is not null || facts.Peek("matrixed") == "yes") && Matrixed(channels) is { } carried)
        {
            channels = carried;
            facts.Is("matrixed");
        }
        var track = new JsonObject()
            .PutKnown("/disc", facts.Number("disc") ?? disc)
            .PutKnown("/language", facts.Text("lang"))
            .PutKnown("/codec", matrix is null ? codec : null)
            .PutKnown("/immersive", facts.Text("immersive"))
            .PutKnown("/channels", channels)
            .PutKnown("/purposes", Body.List(facts.Text("purpose")?.Split('+', StringSplitOptions.TrimEntries)))
            .PutKnown("/hz", facts.Number("hz"))
            .PutKnown("/bits", facts.Number("bits"))
            .PutKnown("/kbps", facts.Number("kbps"));
        return track.PutKnown("/note", Words.OrNull("; ", [facts.Text("note"), Words.Labelled("as printed", matrix), facts.Rest()]));
    }

    public static JsonObject Subtitles(Facts facts, int? disc)
    {
        var kind = facts.Text("kind");
        var known = kind is not null && SubtitleKinds.Contains(Printed.Code(kind));
        var subtitles = new JsonObject()
            .PutKnown("/disc", facts.Number("disc") ?? disc)
            .PutKnown("/language", facts.Text("lang"))
            .PutKnown("/kind", known ? kind : null);
        var remark = Words.Labelled("kind as printed", known ? null : kind);
        return subtitles.PutKnown("/note", Words.OrNull("; ", [facts.Text("note"), remark, facts.Rest()]));
    }

    static string? Matrixed(string? channels) => channels switch
    {
        "2.0" => "2.0_matrixed",
        "5.1" => "5.1_ex",
        _ => null,
    };
}
