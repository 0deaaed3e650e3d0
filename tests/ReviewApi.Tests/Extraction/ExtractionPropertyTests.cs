using System.Text;

namespace ReviewApi.Tests.Extraction;

/// <summary>
/// Texts put together by chance of what reviews are made of, and of what they are not: every span points at its words, sections keep their
/// paragraphs whole and in order, and the draft is one that can be saved.
/// </summary>
public sealed class ExtractionPropertyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    static readonly string[] Lines =
    [
        "Harbour Lights (1987) Blu-ray Review", "HARBOUR LIGHTS", "Review – Harbour Lights – 4K UHD",
        "Paramount // PG // $39.95 // June 12, 2012", "Director: Anna Lindqvist", "Starring: Peter Holm, Ida Berg (Sera) and Jo Ek",
        "Regie: Anna Lindqvist", "Année : 1987", "Year: 1987", "Video: 1080p / AVC, 1.85:1", "Original aspect ratio: 2.39:1",
        "Audio: English DTS-HD MA 5.1 (48kHz, 24-bit), French Dolby Digital 2.0", "Audio", "English: Dolby TrueHD 7.1", "Subtitles",
        "English SDH, Spanish", "Region Free", "Region: A, B", "UPC: 024543709145", "MSRP: $29.98", "The Film", "The Video", "SOUND 4/5",
        "Extras: B+", "Picture – ★★★½☆", "Bonus : 12/20", "Fazit", "Final Thoughts", "Technical Specs", "Film: A  Video: B+  Audio: A-",
        "Content | Video | Audio\n4/5 | 3/5 | 5/5", "Scores are out of 10", "Overall: 8", "Rating: N/A", "★★★★☆",
        "- Audio commentary with Anna Lindqvist", "• \"Out to Sea\" (12:30, HD)", "* Trailers (3)", "1. Deleted scenes – 9 mins.",
        "None.", "🎬 📀", "The Making of Harbour Lights (59:13) – how a small film found its boats.", "Release Date(s)",
        "1987 (March 3, 2015)", "Price: 19,99 €",
    ];

    static readonly string[] Paragraphs =
    [
        "Directed by Anna Lindqvist, Harbour Lights is based on the novel by Ann Moor and follows Karl (Peter Holm), a pilot.",
        "Peter Holm plays Karl. Ida Berg is superb as Sera, and “nobody” says so.",
        "Karl, played by Peter Holm, waits\nfor a ship that is late.",
        "The 1080p transfer is framed at 1.85:1, sharper than the old DVD, with fine grain and deep blacks. It earns 4 out of 5.",
        "A DTS-HD Master Audio 5.1 track fills the room; Dolby Atmos would have been welcome. English subtitles are included.",
        "Extras include a commentary by Anna Lindqvist, the documentary \"Out to Sea\" (52 minutes) and two trailers, but no booklet.",
        "Das Bild liegt im Format 1,85:1 vor, der deutsche Ton in DTS-HD MA 2.0. Als Bonus gibt es einen Audiokommentar.",
        "La piste française DTS-HD Master Audio 5.1 est claire. Côté bonus, on trouve la bande-annonce.", "There are no extras.",
        "Naïve 𝔘nicode 🎧 and e\u0301 in a sentence about the picture of the film, which is sharp.", "Highly recommended: 9/10",
        "Video: The image is bright, clear and steady.", "AUDIO: 8/10 - The track is loud and it is clear.",
        "Of every disc this year it is the one to own. 4½ stars out of 5",
    ];

    static readonly string[] Breaks = ["\n", "\n", "\n\n", "\n\n", "\n\n", "\r\n", " ", "\n \n", "\t"];

    [Many(150)]
    public async Task Given_pieces_of_reviews_when_extracted_then_the_answer_is_sound(int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder();
        for (var piece = random.Next(1, 40); piece > 0; piece--)
            text.Append(Piece(random)).Append(Breaks[random.Next(Breaks.Length)]);
        await (await api.Desk.Extract(text.ToString())).Sound(api.Desk);
    }

    // Now and then half of one.
    static string Piece(Random random)
    {
        var pieces = random.Next(3) == 0 ? Paragraphs : Lines;
        var piece = pieces[random.Next(pieces.Length)];
        if (random.Next(8) > 0)
            return piece;
        var end = random.Next(1, piece.Length);
        return char.IsHighSurrogate(piece[end - 1]) ? piece : piece[..end];
    }
}
