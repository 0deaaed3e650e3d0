using System.Text.RegularExpressions;
using ReviewApi.Extraction.Judging;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Films;

/// <summary>What stands where a title may stand and is none: a score, a certificate, a number, a code.</summary>
internal static partial class NoTitle
{
    /// <summary>Whether a value cannot be a title.</summary>
    /// <param name="read">The text.</param>
    /// <param name="at">The value.</param>
    /// <param name="isOfFilm">
    /// Whether its key is "Film" and the like, which scores and certificates have too; under "Title" a number may be the title: "1917".
    /// </param>
    public static bool Is(ReadText read, Stretch at, bool isOfFilm)
    {
        var said = read.Page[at];
        return ScoreReading.Leading(read.Page.Text, at).Score.Length > 0
            || ScoreReading.Whole(read.Page.Text, at) is not null
            || Identifier().IsMatch(said)
            || read.Terms.In(at, "disc_format", "video_codec", "audio_codec", "resolution", "region").Any(term => term.At == at)
            || isOfFilm && (Number().IsMatch(said) || Certificate().IsMatch(said));
    }

    [GeneratedRegex(@"^\W{0,3}(?:[0-9](?:[ -]?[0-9]){7,13}|tt[0-9]{7,9}|10\.5240/[0-9A-F-]{10,30})\W{0,3}$", RegexOptions.IgnoreCase)]
    private static partial Regex Identifier();

    [GeneratedRegex(
        @"^\W{0,3}[0-9]{1,4}(?:[.,][0-9]{1,2})?\s?[½¼¾]?(?: (?:stars?|points?|sterne|punkte|étoiles?))?\W{0,3}$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Number();

    [GeneratedRegex(
        @"^\W{0,2}(?:rated )?(?:G|PG(?:-13)?|R|NC-17|NR|UR|X|U|12A?|not rated|unrated|TV-(?:MA|14|PG|G|Y7?)|"
            + @"FSK(?: ab)? ?[0-9]{1,2})\W{0,2}$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Certificate();
}
