using System.Collections.Frozen;
using ReviewApi.Codes;

namespace ReviewApi.Extraction.Reading;

/// <summary>What a key of a "Key: value" line is of.</summary>
[Flags]
internal enum FactKey
{
    None = 0,
    Audio = 1 << 0,
    Subtitles = 1 << 1,
    Video = 1 << 2,
    Ratio = 1 << 3,
    OriginalRatio = 1 << 4,
    Region = 1 << 5,
    Distributor = 1 << 6,
    Date = 1 << 7,
    Price = 1 << 8,
    Barcode = 1 << 9,
    Discs = 1 << 10,
    RunningTime = 1 << 11,
    Extras = 1 << 12,
    Packaging = 1 << 13,
    Format = 1 << 14,
    Title = 1 << 15,
    Year = 1 << 16,
    Director = 1 << 17,
    Writer = 1 << 18,
    Cast = 1 << 19,
    Other = 1 << 20,

    /// <summary>What the key is of only where its value fits: "Film" is of scores too.</summary>
    Unsure = 1 << 21,
}

/// <summary>The keys of "Key: value" lines in English, German and French; case, blanks and punctuation do not matter.</summary>
internal static class FactKeys
{
    const int Longest = 40;

    static readonly (FactKey Of, string Names)[] Rows =
    [
        (FactKey.Audio,
            "audio, audios, sound, soundtrack, soundtracks, track, tracks, audio format, audio formats, audio track, audio tracks, audio "
            + "options, audio option, audio codec, audio specs, audio languages, main audio, disc audio, blu-ray audio, dvd audio, "
            + "soundtrack languages, sound format, sound formats, language, languages, language (audio), languages (audio), spoken "
            + "languages, audio english, ton, tonformat, tonformate, tonspur, tonspuren, sprache, sprachen, sprachen/ton, sprache/ton, "
            + "sprachfassungen, audioformat, audioformate, langue, langues, piste audio, pistes audio, piste sonore, pistes sonores, son, "
            + "bande-son, bandes-son, formats sonores, format sonore, formats audio, format audio"),
        (FactKey.Subtitles,
            "subtitle, subtitles, subs, subtitle tracks, subtitle languages, caption, captions, closed captions, subtitles/captions, "
            + "subtitles & captions, subtitles & closed captions, captions/subtitles, untertitel, ut, sous-titre, sous-titres, "
            + "sous-titrage, st"),
        (FactKey.Video,
            "video, picture, image, resolution, codec, video codec, video resolution, video resolution/codec, video resolution and encode, "
            + "video format, video specs, disc video, blu-ray video, encoding, encode, transfer, hdr, high dynamic range, hdr format, hdr "
            + "formats, definition, video encoding, video standard, compression, bild, bildformat, auflösung, video-codec, videocodec, "
            + "codierung, résolution, format vidéo, vidéo, encodage, définition, codec vidéo, format de l'image, format image, "
            + "video-auflösung, bildauflösung"),
        (FactKey.Ratio,
            "aspect ratio, aspect ratios, aspect ratio(s), ratio, ratios, screen ratio, picture ratio, aspect, framing, screen format, "
            + "widescreen, widescreen aspect ratio, presentation, bildformat, bildseitenverhältnis, seitenverhältnis, format, format "
            + "d'image, format de l'image, format image, video, picture, image, format vidéo, bild, transfer, ratio image, cadre, disc "
            + "aspect ratio"),
        (FactKey.OriginalRatio,
            "original aspect ratio, original ratio, original theatrical aspect ratio, original theatrical ratio, theatrical aspect ratio, "
            + "theatrical ratio, oar, native aspect ratio, kinoformat, originalformat, format d'origine, ratio d'origine, original aspect "
            + "ratio (oar)"),
        (FactKey.Region,
            "region, regions, region code, region codes, region coding, regional code, regional coding, ländercode, ländercodes, "
            + "regionalcode, regionscode, zone, zones, code région, blu-ray region, playback, dvd region"),
        (FactKey.Distributor,
            "distributor, distributors, distributed by, distribution, label, publisher, released by, vertrieb, anbieter, verleih, verleih "
            + "dvd, verleih bd, verleih blu-ray, éditeur, distributeur, home video distributor, studio/distributor, im vertrieb von"),
        (FactKey.Date,
            "release date, release dates, release date(s), date of release, dvd release date, blu-ray release date, disc release date, uhd "
            + "release date, 4k release date, street date, home video release date, video release date, dvd date, blu-ray date, released, "
            + "release, available, in stores, on sale, release date (us), release date (uk), veröffentlichung, veröffentlichungsdatum, "
            + "erscheinungsdatum, vö-datum, vö, vö-termin, erscheint am, verkaufsstart, im handel ab, im handel, date de sortie, sortie, "
            + "sortie le, sortie blu-ray, sortie dvd"),
        (FactKey.Price, "price, list price, retail price, suggested retail price, msrp, srp, list, retail, uvp, preis, prix, prix public, "
            + "prix conseillé"),
        (FactKey.Price | FactKey.Unsure, "rrp"),
        (FactKey.Barcode, "upc, ean, gtin, barcode, bar code, upc/ean, ean/upc, ean-code, ean code, upc code, strichcode, code-barres, "
            + "isbn/ean"),
        (FactKey.Discs,
            "disc count, disk count, discs, disks, no. of discs, number of discs, # of discs, number of disks, anzahl discs, anzahl der "
            + "discs, anzahl disks, anzahl der medien, nombre de disques, disques"),
        (FactKey.RunningTime,
            "running time, run time, runtime, length, time, duration, film length, movie length, runtime (approx), feature running time, "
            + "feature length, laufzeit, länge, spieldauer, spielzeit, dauer, durée"),
        (FactKey.Extras,
            "extra, extras, special feature, special features, features, bonus, bonus features, bonus material, bonus materials, "
            + "supplement, supplements, supplemental features, supplemental material, supplemental materials, bonusmaterial, "
            + "extramaterial, zusatzmaterial, ausstattung, suppléments, les bonus, extras/bonus, bonus/extras, disc extras, dvd extras, "
            + "blu-ray extras, extra features"),
        (FactKey.Packaging, "packaging, case, case type, verpackung, boîtier, package"),
        (FactKey.Format, "format, disc format, formats, medium, media, disc, disc type, media type, type, support, medientyp, datenträger, "
            + "release format"),
        (FactKey.Title,
            "title, film title, movie title, original title, titel, originaltitel, filmtitel, deutscher titel, titre, titre original, "
            + "titre français"),
        (FactKey.Title | FactKey.Unsure, "film, movie, feature, name"),
        (FactKey.Year,
            "year, production year, theatrical year, theatrical release, theatrical release date, theatrical release year, release year, "
            + "film year, movie release year, year of production, year of release, year made, original release, country/year, jahr, "
            + "produktionsjahr, produktion, herstellungsjahr, herstellungsland, jahrgang, land/jahr, erscheinungsjahr, année, année de "
            + "production, pays/année, production"),
        (FactKey.Director,
            "director, directors, directed by, dir, director(s), regie, regisseur, regie von, réalisateur, réalisatrice, réalisation, "
            + "réalisé par, un film de, mise en scène"),
        (FactKey.Writer,
            "writer, writers, writer(s), written by, screenplay, screenplay by, script, screenwriter, screenwriters, screenwriter(s), "
            + "drehbuch, buch, scénario, scénariste, scénaristes, écrit par"),
        (FactKey.Director | FactKey.Writer, "writer/director, director/writer, written & directed by, written and directed by, buch & "
            + "regie, buch und regie"),
        (FactKey.Cast,
            "cast, starring, stars, star, actor, actors, featuring, with, darsteller, darstellerinnen, schauspieler, mit, besetzung, in "
            + "den hauptrollen, acteurs, avec, distribution artistique, casting, interprètes, interprétation, cast & crew"),
        (FactKey.Other,
            "studio, studios, studio(s), genre, genres, category, rating, rated, mpaa rating, certificate, fsk, country, countries, land, "
            + "pays, reviewer, reviewed by, review by, reviewed, review date, author, date, posted, posted by, edition, screenshots, disc "
            + "size, feature size, bitrate, video bitrate, total bitrate, chapters, kapitel, composer, music, musik, musique, producer, "
            + "producers, cinematography, kamera, photography, photographie, region coding info, package includes, 16x9 enhancement, "
            + "macrovision, dual layer, audio sync, original language, website, imdb, tagline, subject, from, playback equipment, home "
            + "video rating"),
    ];

    static readonly FrozenDictionary<string, FactKey> Keys = Rows
        .SelectMany(row => row.Names.Split(',').Select(name => (Name: Spelling.OfCode(name), row.Of)))
        .GroupBy(one => one.Name)
        .ToFrozenDictionary(same => same.Key, same => same.Select(one => one.Of).Aggregate((one, other) => one | other));

    static readonly NameWords Words = new(Rows.SelectMany(row => row.Names.Split(',')));

    /// <summary>What a key is of; nothing where it is not known.</summary>
    public static FactKey Of(ReadOnlySpan<char> key) =>
        key.Length <= Longest && Words.AreIn(key) ? Keys.GetValueOrDefault(Spelling.OfCode(key.ToString())) : FactKey.None;

    /// <summary>Whether a line is a key of these and its value.</summary>
    public static bool Is(Line line, FactKey key) => line.Kind is LineKind.KeyValue && (line.Fact & key) != 0;

    /// <summary>The lines whose key is of something, with a value.</summary>
    public static IEnumerable<Line> Lines(ReadText read, FactKey key) =>
        read.Page.Keyed.Where(line => Is(line, key) && line.Value.Length > 0);
}
