using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Cases;

/// <summary>
/// The central facts of each case, as its record states them and as the API must give them: case, place, value.
/// A list is written sorted; "-" = not there; a value after ~ is contained in the text.
/// </summary>
static class CaseFacts
{
    const string Table = """
        R01 /release/audio/length                    8
        R01 /release/audio/0/codec                   dts_hd_ma
        R01 /release/audio/0/channels                5.1
        R01 /release/audio/1/codec                   dts_hd_ma
        R01 /release/audio/1/channels                1.0
        R01 /release/audio/1/hz                      48000
        R01 /release/audio/7/note                    ~Japanese menu
        R01 /release/video/0/aspectRatio             1.84:1
        R01 /release/video/0/originalAspectRatio     1.85:1
        R01 /release/regions                         A, B, C
        R01 /release/listPrice/amount                14.99
        R01 /release/subtitles/length                12
        R01 /release/subtitles/0/kind                sdh
        R01 /films/0/relations/0/by/0                Barry Reed
        R01 /films/0/runtimeSeconds                  7740
        R01 /sections/story/score                    9
        R01 /sections/sound/printed/value            4.0
        R01 /meanScore                               7.8
        R01 /overall/score                           8
        R01 /notes                                   ~Users, value: 3.8, max: 5
        R03 /reviewers/0/kind                        anonymous
        R03 /release/audio/3/language                es-ES
        R03 /release/audio/7/language                es-419
        R03 /release/video/0/frameRate               23.976
        R03 /release/subtitles/length                16
        R03 /release/subtitles/1/kind                commentary
        R03 /release/subtitles/1/note                ~SDH commentary
        R03 /release/listPrice/amount                19.99
        R03 /release/note                            ~white
        R03 /sections/extras/label                   Supplemental Materials
        R03 /reviewedOn                              -
        R04 /films/0/year                            -
        R04 /films/0/cast/0/characters               Frank Galvin
        R04 /sections/extras/score                   6
        R04 /sections/extras/label                   -
        R04 /otherSections/0/label                   High-Def Extras
        R04 /otherSections/0/score                   0
        R04 /otherSections/0/state                   scored
        R04 /meanScore                               6.5
        R05 /reviewers/0/kind                        aggregate
        R05 /reviewers/0/name                        mightychroma.me (aggregator)
        R05 /sections/picture/score                  4.9
        R05 /sections/story/printed/scale            percent
        R05 /overall/score                           5.8
        R05 /meanScore                               6.3
        R05 /release/audio/0/channels                1.0
        R05 /notes                                   ~of: 3
        R09 /sections/picture/printed/value          C+
        R09 /sections/picture/score                  7
        R09 /release/video/0/aspectRatio             1.85:1
        R09 /release/video/0/note                    ~1.85:1 (approximately)
        R09 /release/audio/0/channels                2.0_matrixed
        R09 /release/discs/0/capacity                dvd_9
        R10 /sections/story/state                    see_parts
        R10 /sections/story/score                    -
        R10 /sections/story/parts/0/of               theatrical cut
        R10 /sections/story/parts/0/printed/value    A
        R10 /sections/story/parts/0/score            9.5
        R10 /sections/story/parts/1/printed/scale    letter
        R10 /sections/picture/parts/0/printed/value  15.5
        R10 /sections/picture/parts/0/score          7.8
        R10 /sections/picture/parts/1/of             extended scenes only
        R10 /sections/picture/parts/1/score          8.5
        R10 /sections/sound/printed/scale            twenty
        R10 /sections/extras/printed/value           A+
        R10 /meanScore                               9.5
        R10 /overall                                 -
        R10 /films/0/studios                         DreamWorks, Universal
        R10 /release/cuts                            extended, theatrical
        R12 /release/discs/length                    5
        R12 /release/discs/1/format                  dvd
        R12 /release/discs/2/label                   ~international
        R12 /release/cuts                            directors_cut, final_cut, international, theatrical, workprint
        R12 /release/knownDefects/0                  ~second final cut disc
        R12 /release/video/0/aspectRatio             2.40:1
        R12 /release/catalogueNumber                 118574
        R12 /release/extras/1/seconds                4800
        R12 /overall/score                           10
        R12 /sections                                -
        R15 /sections/picture/score                  8.5
        R15 /sections/story                          -
        R15 /release/video/0/pictureFormat           variable
        R15 /release/video/0/segments/1/aspectRatio  1.78:1
        R16 /release/extras/length                   0
        R16 /films/0/kind                            tv_series
        R16 /films/0/seasons                         1
        R16 /films/0/studios                         Bunya Productions
        R16 /films/0/runtimeSeconds                  18180
        R16 /films/0/certificates/0/system           ACB
        R16 /release/listPrice/currency              AUD
        R16 /advisories/1                            annoying product placement: no
        R18 /release/audio/2/purposes                commentary, isolated_score
        R18 /release/audio/1/note                    ~Zach Staenberg
        R18 /films/0/runtimeSeconds                  7880
        R18 /films/0/composers                       Don Davies
        R18 /release/extras/6/seconds                1371
        R18 /reviewers/1/name                        Dean
        R19 /release/video/0/aspectRatio             -
        R19 /release/video/0/note                    ~2.3:51 (sic)
        R19 /sections/picture/score                  8
        R19 /overall/score                           9
        R19 /films/0/writers                         Joss Whedon
        R22 /release/format                          hd_dvd
        R22 /release/regionState                     not_indicated
        R22 /release/regions                         -
        R22 /release/discCount                       -
        R22 /release/note                            ~four-disc set
        R22 /release/extras/2/seconds                12900
        R22 /release/extras/3/count                  4
        R22 /reviewedOn                              2008-02
        R22 /notes                                   ~issue 128
        R22 /overall/printed/value                   4
        R22 /overall/score                           -
        R24 /films/length                            2
        R24 /sections/story/parts/0/film             0
        R24 /sections/story/parts/0/score            10
        R24 /sections/story/parts/1/film             1
        R24 /sections/story/parts/1/score            6
        R24 /sections/extras/state                   not_applicable
        R24 /sections/extras/printed/value           N/A
        R24 /meanScore                               -
        R24 /release/note                            ~150
        R27 /reviewers/length                        4
        R27 /reviewers/0/roles                       author
        R27 /reviewers/3/name                        Jennifer Malkowski
        R27 /otherSections/1/label                   Facts of the Case
        R27 /films/0/cast/2/name                     Sergi López
        R27 /notes                                   ~11386: Supreme Court
        R29 /language                                fr
        R29 /films/0/originalTitle                   Maleficent: Mistress of Evil
        R29 /reviewers/0/kind                        pseudonym
        R29 /reviewedOn                              2020-07
        R29 /release/audio/0/immersive               dolby_atmos
        R29 /release/audio/0/codec                   -
        R29 /release/audio/1/language                fr-FR
        R29 /release/audio/1/codec                   dolby_digital_plus
        R29 /release/video/0/masterResolution        2k
        R29 /release/video/0/resolution              uhd_2160p
        R29 /sections/picture/score                  8.5
        R29 /sections/extras                         -
        R31 /release/extras/length                   0
        R31 /release/regions                         2
        R31 /release/packaging                       jewel_case
        R31 /release/note                            ~chapters: 18
        R31 /sections/picture/state                  unscored
        R31 /overall/label                           Conclusion
        R33 /release/discs/0/capacity                uhd_66
        R33 /release/audio/0/codec                   dolby_truehd
        R33 /release/audio/0/immersive               dolby_atmos
        R33 /release/audio/1/disc                    2
        R33 /release/audio/1/codec                   dts_hd_ma
        R33 /release/extras/0/kind                   digital_copy
        R33 /sections/sound/printed/value            5-
        R33 /sections/sound/score                    8.8
        R35 /release/extras/length                   0
        R35 /sections/story/printed/value            image plus '1/2'
        R35 /sections/extras/state                   none_on_disc
        R35 /sections/extras/printed/value           No Extras
        R37 /films/0/directors/length                6
        R37 /films/0/directors/5                     David Petrarca
        R37 /films/0/kind                            tv_season
        R37 /films/0/relations/0/kind                novel
        R37 /films/0/relations/0/title               A Song of Ice and Fire
        R37 /release/listPrice/amount                79.98
        R37 /sections/story/state                    unreadable
        R39 /overall/score                           10
        R39 /overall/printed/scale                   stars_4
        R39 /films/0/kind                            compilation
        R39 /release/note                            ~DVD
        R41 /films/0/runtimeSeconds                  7421
        R41 /release/regions                         2, 4
        R41 /release/audio/1/kbps                    96
        R41 /release/listPrice                       -
        R41 /films/0/certificates                    -
        R41 /release/subtitles/0/language            hr
        R41 /release/note                            ~RSDL
        R41 /advisories/0                            smoking: yes, frequently
        """;

    public static ILookup<string, (string Pointer, string Value)> ByCase { get; } = Table.Split('\n')
        .Select(line => line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .ToLookup(fields => fields[0], fields => (fields[1], fields[2]));

    public static void Check(JsonNode review, string pointer, string value)
    {
        var found = ReadBack.At(review, pointer);
        var holds = value.StartsWith('~') ? found.Contains(value[1..], StringComparison.Ordinal) : found == value;
        Assert.True(holds, $"{pointer} should be {value} and is {found}");
    }
}
