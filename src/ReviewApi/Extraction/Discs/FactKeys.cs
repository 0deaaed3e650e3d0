using System.Text.RegularExpressions;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Discs;

/// <summary>What the keys of "Key: value" lines are of.</summary>
internal static partial class FactKeys
{
    /// <summary>The lines whose key a pattern matches, of this release.</summary>
    public static IEnumerable<Line> Lines(ReadText read, Regex key) =>
        read.Page.Lines.Where(line => line.Kind is LineKind.KeyValue && line.Value.Length > 0 && key.IsMatch(read.Page[line.Key]));

    [GeneratedRegex(
        @"^(?:(?:english|main|disc|blu-?ray|dvd|uhd|sound|hd) )?(?:audio|sound|soundtracks?|"
            + @"tracks?|audio (?:formats?|tracks?|options?|codecs?|specs?)|ton(?:format|spur(?:en)?)?|"
            + @"tonformate?|sprachen?(?: ?/ ?ton)?|langues?|pistes? (?:audio|sonores?)|son|"
            + @"bande-son|languages?(?: \(audio\))?|sound(?:formate?| formats?))$",
        RegexOptions.IgnoreCase
    )]
    public static partial Regex Audio();

    [GeneratedRegex(
        @"^(?:subtitles?(?: tracks?)?|subs|captions?|untertitel|sous-titres?|subtitles/captions|"
            + @"subtitles & captions|closed captions?)$",
        RegexOptions.IgnoreCase
    )]
    public static partial Regex Subtitles();

    [GeneratedRegex(
        @"^(?:(?:disc|blu-?ray|dvd|uhd) )?(?:video|picture|image|resolution|codec|video (?:codec|"
            + @"resolution|format|specs?)|auflösung|bild(?:format)?|résolution|format vidéo|"
            + @"format (?:de l['’])?image|encodage|encoding|transfer|hdr|high dynamic range|"
            + @"definition|définition)$",
        RegexOptions.IgnoreCase
    )]
    public static partial Regex Video();

    [GeneratedRegex(
        @"^(?:aspect ratio|ratio|screen ratio|picture ratio|aspect|bildformat|bildseitenverhältnis|"
            + @"seitenverhältnis|format|format (?:d['’]image|de l['’]image)|framing|video|picture|"
            + @"image|format vidéo|screen format|widescreen|bild|aspect ratio\(s\)|presentation|"
            + @"transfer)$",
        RegexOptions.IgnoreCase
    )]
    public static partial Regex Ratio();

    [GeneratedRegex(
        @"^(?:original|theatrical|oar|native|kinoformat|originalformat)(?: theatrical)?(?: aspect)?(?: ratio)?(?: " + @"\(oar\))?$",
        RegexOptions.IgnoreCase
    )]
    public static partial Regex OriginalRatio();

    [GeneratedRegex(
        @"^(?:region(?:s|al)?(?: codes?| coding)?|ländercodes?|regionalcodes?|zones?|" + @"code région|regionscode|blu-ray region)$",
        RegexOptions.IgnoreCase
    )]
    public static partial Regex Region();

    [GeneratedRegex(
        @"^(?:distributor|distributed by|label|publisher|released by|vertrieb|anbieter|"
            + @"verleih|éditeur|distributeur|home video distributor|studio/distributor)$",
        RegexOptions.IgnoreCase
    )]
    public static partial Regex Distributor();

    [GeneratedRegex(
        @"^(?:(?:dvd|blu-?ray|disc|uhd|4k|street|home video|video)? ?(?:release )?date|"
            + @"release(?:d)?(?: date)?(?: \((?:us|uk)\))?|street date|available|in stores|"
            + @"veröffentlichung(?:sdatum)?|erscheinungsdatum|vö-?(?:datum|termin)?|erscheint am|"
            + @"date de sortie|sortie|release date|on sale)$",
        RegexOptions.IgnoreCase
    )]
    public static partial Regex Date();

    [GeneratedRegex(
        @"^(?:(?:list |retail |suggested retail )?price|msrp|srp|rrp|list|uvp|preis|prix(?: public|" + @" conseillé)?|retail)$",
        RegexOptions.IgnoreCase
    )]
    public static partial Regex Price();

    [GeneratedRegex(
        @"^(?:upc|ean|gtin|barcode|bar code|upc/ean|ean(?:-code| code)?|strichcode|code-barres|" + @"upc code)$",
        RegexOptions.IgnoreCase
    )]
    public static partial Regex Barcode();

    [GeneratedRegex(
        @"^(?:(?:no\. of |number of |# of )?dis[ck]s?(?: count)?|dis[ck] ?count|anzahl (?:der )?(?:discs|"
            + @"disks|medien)|nombre de disques|disques?|dis[ck] details)$",
        RegexOptions.IgnoreCase
    )]
    public static partial Regex Discs();

    [GeneratedRegex(
        @"^(?:running time|run ?time|length|laufzeit|durée|duration|time|film length|"
            + @"runtime \(approx\.?\)|feature (?:running time|length)|spieldauer|länge)$",
        RegexOptions.IgnoreCase
    )]
    public static partial Regex RunningTime();

    [GeneratedRegex(
        @"^(?:extras?|special features?|features|bonus(?: features| material| materials)?|"
            + @"supplements?|supplemental (?:features|materials?)|bonusmaterial|extramaterial|"
            + @"suppléments|les bonus|extras/bonus|zusatzmaterial)$",
        RegexOptions.IgnoreCase
    )]
    public static partial Regex Extras();

    [GeneratedRegex(@"^(?:packaging|case|case type|verpackung|boîtier)$", RegexOptions.IgnoreCase)]
    public static partial Regex Packaging();

    [GeneratedRegex(@"^(?:edition|version|cut|fassung)$", RegexOptions.IgnoreCase)]
    public static partial Regex Edition();
}
