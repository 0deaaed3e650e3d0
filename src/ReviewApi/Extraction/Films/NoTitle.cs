using ReviewApi.Extraction.Judging;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Films;

/// <summary>What stands where a title may stand and is none: a score, a certificate, a number, a code.</summary>
internal static class NoTitle
{
    static readonly Phrases Certificates = new(
        "rated? g/pg/r/x/u/nr/ur, rated? pg 13, rated? nc 17, 12, 12a, 15, 18, cert/certificate? u/pg/12/12a/15/18, not rated, unrated, "
        + "tv ma/14/pg/g/y/y7, fsk ab? 0/6/12/16/18, tous publics");

    /// <summary>Whether a value cannot be a title.</summary>
    /// <param name="read">The text.</param>
    /// <param name="at">The value.</param>
    /// <param name="isOfFilm">
    /// Whether its key is "Film" and the like, which scores and certificates have too; under "Title" a number may be the title: "1917".
    /// </param>
    public static bool Is(ReadText read, Stretch at, bool isOfFilm) =>
        at.Length == 0
        || ScoreReading.Leading(read.Page.Text, at).Score.Length > 0
        || ScoreReading.Whole(read.Page.Text, at) is not null
        || IsIdentifier(read.Page[at])
        || read.Terms.In(at, "disc_format", "video_codec", "audio_codec", "resolution", "region").Any(term => term.At == at)
        || isOfFilm && (IsNumber(read.Page[at]) || IsCertificate(read.Page, at));

    /// <summary>Whether a stretch is the mark of a board of film classification: "PG-13", "FSK 12".</summary>
    public static bool IsCertificate(Page page, Stretch at) => Certificates.Are(page, at);

    static bool IsNumber(string said) =>
        said.Trim(' ', '.', '(', ')', '*') is { Length: > 0 and <= 12 } number
        && char.IsAsciiDigit(number[0])
        && number.TrimEnd("abcdefghijklmnopqrstuvwxyzé ".ToCharArray()).All(letter =>
            char.IsAsciiDigit(letter) || letter is '.' or ',' or '½' or '¼' or '¾' or ' ');

    // A barcode, IMDb's or EIDR's.
    static bool IsIdentifier(string said) =>
        said.StartsWith("10.5240/", StringComparison.Ordinal)
        || said.StartsWith("tt", StringComparison.Ordinal) && said.Length > 8 && said[2..].All(char.IsAsciiDigit)
        || said.Count(char.IsAsciiDigit) is >= 8 and <= 14 && said.All(letter => char.IsAsciiDigit(letter) || letter is ' ' or '-');
}
