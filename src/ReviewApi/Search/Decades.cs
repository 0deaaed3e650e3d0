using System.Globalization;
using System.Text.RegularExpressions;
using ReviewApi.Indexing;
using ReviewApi.Rules;

namespace ReviewApi.Search;

/// <summary>Decades as the filter and the facet name them, and what people write for them.</summary>
internal static partial class Decades
{
    static readonly string[] Words = ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];

    public static readonly PatternAttribute Rule = new("^[12][0-9]{2}0s$", "1990s") { Meant = Of };

    // 80s, '80s, 80, 1980, 1985, 1980's, eighties: with two digits that of either century where both have had films.
    static string[] Of(string written)
    {
        if (Array.IndexOf(Words, written.Trim().ToLowerInvariant()) is var word and >= 0)
            return Both((word + 2) * 10);
        if (Digits().Match(written) is not { Success: true } digits)
            return [];
        var number = int.Parse(digits.Groups[1].Value, CultureInfo.InvariantCulture) / 10 * 10;
        return digits.Groups[1].Length == 2 ? Both(number) : number is >= Fields.FirstYear and <= Fields.LastYear ? [$"{number}s"] : [];
    }

    static string[] Both(int ofCentury) => ofCentury <= 20 ? [$"{2000 + ofCentury}s", $"{1900 + ofCentury}s"] : [$"{1900 + ofCentury}s"];

    [GeneratedRegex(@"^\W*((?:1[89]|2[01])?[0-9]{2})\W*s?\W*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
