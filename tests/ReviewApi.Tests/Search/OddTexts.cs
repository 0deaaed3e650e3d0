using System.Text;

namespace ReviewApi.Tests.Search;

/// <summary>Texts of words of many languages, of numbers, and of letters that few have thought of.</summary>
static class OddTexts
{
    // PostgreSQL's parser has its own notion of some of these.
    static readonly string[] Odd =
    [
        "İ", "ı", "ß", "Ⱥ", "ﷺ", "ﬃ", "ﻻ", "映", "हि", "த", "𐐀", "𞤀", "ⅷ", "½", "²", "e\u0301", "ｘ", "ɐ", "ͅ", "ά", "ς", "ʼ",
        "\u200d", "\u00ad", "٣", "১", "ⅻ", "㊙", "🄰", "ꙮ", "ᾳ", "ŉ", "ẞ", "ﾞ", "ᄀ", "\u0345", "\u0483", "\u20dd", "x0", "0x1f", "1e5",
        "1e5x", "00", "٣a",
    ];

    static readonly string[] Signs = [" ", " ", " ", "-", "'", "’", ".", ",", "/", "_", "@", "://", "<b>", "&amp;", "\\", "\t", "\n", "😀"];

    // Of each language some words that are stemmed, and some that are not looked for.
    public static readonly string[] Words =
    [
        "the running runs Restored of it's dtshd well-lit", "die Häuser brennen und nicht Fußgängern",
        "les chevaux éditions l'image restaurée et",
        "las canciones y no el", "война и миру не на", "il cavallo dei pantaloni e", "os corações não e",
        "hästarna och inte", "hevosten ja ei",
        "lovak és nem", "het paarden niet en", "heste og ikke", "cailor și nu",
        "atlar ve değil", "οι ταινίες και δεν", "الأفلام في من الكتب",
        "वह फिल्मों और नहीं", "चलचित्र हरु", "ֿייִדיש און", "filmas ir ne", "kuda dan tidak berlari", "ֆիլմեր և ոչ", "na capaill agus",
        "pel·lícules i no", "zaldiak eta ez", "திரைப்படங்கள் மற்றும்", "коњи и није",
    ];

    public static readonly string[] Languages =
    [
        "ar", "ca", "da", "de", "el", "en", "es", "eu", "fi", "fr", "ga", "hi", "hu", "hy", "id", "it", "ja", "lt", "nb", "ne", "nl",
        "pt", "ro", "ru", "sr", "sv", "ta", "tr", "yi",
    ];

    public static string Language(Random random) => Languages[random.Next(Languages.Length)];

    public static string Text(Random random, int count)
    {
        var text = new StringBuilder();
        for (var pieces = random.Next(1 + count / 3); pieces > 0; pieces--)
            text.Append(Piece(random)).Append(Signs[random.Next(Signs.Length)]);
        return text.ToString();
    }

    static string Piece(Random random) => random.Next(8) switch
    {
        0 => string.Concat(Enumerable.Range(0, 1 + random.Next(6)).Select(_ => Odd[random.Next(Odd.Length)])),
        1 => Words[random.Next(Words.Length)],
        2 => string.Concat(Enumerable.Repeat(Odd[random.Next(Odd.Length)], random.Next(120))),
        3 => $"{random.Next(3_000)}",
        4 => random.Next(0x1ffff) is var letter && Rune.IsValid(letter) ? $"a{new Rune(letter)}b" : "ab",
        _ => Words[random.Next(Words.Length)].Split(' ') is var some ? some[random.Next(some.Length)] : "",
    };
}
