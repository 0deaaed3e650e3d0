using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Cases;

/// <summary>The discs, and what is on them: pictures, tracks and subtitles, a disc's own ones with its number.</summary>
static class DiscTranslation
{
    public static void Translate(JsonObject body, Facts release, Facts record, string format, CaseContext context)
    {
        var discs = release.Each("discs", "n");
        var video = release.Each("video", "resolution");
        var audio = release.Each("audio", "codec");
        var subtitles = release.Each("subtitles", "lang");
        var main = discs is null ? null : MainDisc(discs, format);
        var pictures = video?.SelectMany(facts => PictureTranslation.Translate(facts, main)).ToList();
        var tracks = audio?.Select(facts => TrackTranslation.Audio(facts, main)).ToList();
        var texts = subtitles?.Select(facts => TrackTranslation.Subtitles(facts, null)).ToList();
        var extras = new List<JsonObject>();
        var translated = new List<JsonObject>();
        foreach (var disc in discs ?? [])
        {
            var number = disc.Number("n") ?? translated.Count + 1;
            foreach (var facts in disc.Each("video", "resolution") ?? [])
                (pictures ??= []).AddRange(PictureTranslation.Translate(facts, number));
            foreach (var facts in disc.Each("audio", "codec") ?? [])
                (tracks ??= []).Add(TrackTranslation.Audio(facts, number));
            foreach (var facts in disc.Each("subtitles", "lang") ?? [])
                (texts ??= []).Add(TrackTranslation.Subtitles(facts, number));
            foreach (var facts in disc.Each("extras", "title") ?? [])
                if (ExtraTranslation.Translate(facts, number, context) is { } extra) extras.Add(extra);
            translated.Add(Disc(disc, number, context));
        }
        body.PutKnown("/discs", discs is null ? null : List(translated))
            .PutKnown("/video", List(pictures))
            .PutKnown("/audio", List(tracks))
            .PutKnown("/subtitles", List(texts))
            .PutKnown("/extras", extras.Count == 0 ? null : List(extras));
    }

    /// <summary>What is said of the whole release is of the one disc in the release's own format, where the others differ.</summary>
    static int? MainDisc(List<Facts> discs, string format)
    {
        var own = discs.Where(disc => disc.Peek("format") == format).ToList();
        return discs.Count > 1 && own.Count == 1 && int.TryParse(own[0].Peek("n"), out var number) ? number : null;
    }

    static JsonObject Disc(Facts facts, int number, CaseContext context)
    {
        var contents = facts.Texts("contains") ?? [];
        context.Cuts.AddRange(contents.Select(CutTranslation.Code).OfType<string>());
        var capacity = facts.Text("capacity") ?? DvdCapacity(facts);
        var disc = new JsonObject()
            .PutKnown("/number", number)
            .PutKnown("/format", facts.Text("format"))
            .PutKnown("/capacity", capacity)
            .PutKnown("/label", Words.OrNull(", ", contents.Prepend(facts.Text("label"))));
        context.NoteOnRelease($"disc {number}", facts.Rest());
        return disc;
    }

    static string? DvdCapacity(Facts disc) => (disc.Peek("format"), disc.Peek("sides"), disc.Peek("layers")) switch
    {
        ("dvd", "1", "1") => "DVD-5",
        ("dvd", "1", "2") => "DVD-9",
        ("dvd", "2", "1") => "DVD-10",
        ("dvd", "2", "2") => "DVD-18",
        _ => null,
    };

    static JsonArray? List(List<JsonObject>? items) => items is null ? null : new JsonArray([.. items]);
}
