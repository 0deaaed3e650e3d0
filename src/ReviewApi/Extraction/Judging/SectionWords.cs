using System.Collections.Frozen;
using ReviewApi.Codes;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Judging;

/// <summary>How strongly the words of a paragraph point to each section.</summary>
internal static class SectionWords
{
    const double OfOpening = 1.5;

    public static readonly string[] Sections = ["story", "performances", "picture", "sound", "extras", "overall"];

    // Words that are of one section; each plus in front counts once more. English, German, French.
    static readonly FrozenDictionary<string, (int Section, double Weight)> Weights = new[]
    {
        "story plot film movie tale narrative script screenplay director directs "
            + "themes romance love relationship audience protagonist villain hero plays "
            + "tells "
            + "follows +story +plot killer wife husband father mother daughter son marriage "
            + "murder war childhood town novel written adaptation tragedy "
            + "handlung geschichte regisseur drehbuch erzählt histoire récit intrigue réalisateur scénario raconte film",
        "+++performance +++performances +performer performers acting actor actors "
            + "actress cast ++portrayal ++portrayals portrays role roles +turn supporting "
            + "+charisma chemistry actress "
            + "embodies oscar nominated nomination convincing +darsteller ++hauptdarsteller ++hauptdarstellerin schauspieler "
            + "rolle darstellung besetzung +acteur +acteurs +interprétation comédiens "
            + "jeu",
        "+transfer picture +1.33 +1.37 +1.66 +1.78 +1.85 +2.20 +2.35 +2.39 +2.40 +image +1080p +2160p +480p +480i video +grain +sharpness "
            + "+contrast +detail +black +blacks +colors +colours color colour +encode "
            + "avc hevc mpeg vc1 aspect "
            + "ratio resolution +skin tones +saturation hdr dolbyvision clarity print "
            + "scratches +artifacts +artefacts banding compression noise visual textures "
            + "texture "
            + "shadow highlights restoration scan master +bild bildes +schärfe +kontrast "
            + "+farben +körnung schwarzwert +bildqualität +transfers +définition +piqué "
            + "contraste couleurs +étalonnage noirs",
        "+audio +sound +mix +surround dtshd truehd +atmos lossless +dialogue +soundtrack "
            + "+channel channels +subwoofer +bass speakers stereo mono +soundstage ambience "
            + "lfe "
            + "pcm dolby dts rears music score hiss +track +tracks effects +ton +tonspur "
            + "dialoge +klang räumlichkeit kanal +piste +son +dialogues caissons +spatialisation "
            + "ambiances +surrounds",
        "+extras +extra +supplements +supplemental +bonus +commentary +featurette "
            + "+featurettes +trailer +trailers +deleted +interviews interview +documentary "
            + "gallery +outtakes "
            + "booklet features included easter archival +audiokommentar bonusmaterial "
            + "+suppléments +commentaire +bandeannonce entretien making",
        "+overall +recommended +recommend +verdict conclusion purchase buy price "
            + "rent upgrade collection fans worth +fazit +empfehlung kaufen empfehlenswert "
            + "+conclusion indispensable recommandé "
            + "package release edition set disc owners stars +own step shelf zugreifen",
    }
        .SelectMany(
            (words, section) =>
                words
                    .Split(' ')
                    .Select(word =>
                        (Word: Spelling.OfCode(word.TrimStart('+')), Section: section, Weight: 1.0 + word.Count(letter => letter == '+'))
                    )
        )
        .DistinctBy(one => one.Word)
        .ToFrozenDictionary(one => one.Word, one => (one.Section, one.Weight));

    static readonly FrozenDictionary<string, (int Section, double Weight)>.AlternateLookup<ReadOnlySpan<char>> ByWord =
        Weights.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How strongly a stretch points to each section, whatever its length.</summary>
    public static double[] Of(ReadText read, Stretch at)
    {
        var (words, sums, count) = (read.Page.Words, new double[Sections.Length], 0);
        // A paragraph says at once what it is about.
        var opening = read.Page.Sentence(at.Start).End;
        for (var word = words.From(at.Start); word < words.Count && words.Start(word) < at.End; word++, count++)
            if (ByWord.TryGetValue(words[word], out var said))
                sums[said.Section] += said.Weight * (words.Start(word) < opening ? OfOpening : 1);
        // The codes of tracks and pictures are words of their sections too.
        sums[2] += 2 * read.Terms.In(at, "video_codec", "hdr").Count();
        sums[3] += 2 * read.Terms.In(at, "audio_codec", "immersive").Count();
        for (var section = 0; section < sums.Length; section++)
            sums[section] /= Math.Sqrt(Math.Max(count, 16));
        return sums;
    }
}
