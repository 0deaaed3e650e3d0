using System.Globalization;
using System.Text.RegularExpressions;
using ReviewApi.Codes;

namespace ReviewApi.Rules;

/// <summary>
/// A GTIN-8, UPC-A, EAN-13 or GTIN-14 with its check digit (GS1 General Specifications 7.9), or empty: known to have none.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class BarcodeAttribute : SpelledAttribute
{
    // Blanks and dashes alone are not a barcode, and do not say that there is none.
    public override string Canonical(string text) =>
        string.Concat(text.Where(letter => !IsBlank(letter))) is { Length: > 0 } digits ? digits : text;

    // What pasting brings along: blanks, dashes, minus signs, direction marks, zero-width characters.
    static bool IsBlank(char letter) => char.IsWhiteSpace(letter)
        || char.GetUnicodeCategory(letter) is UnicodeCategory.DashPunctuation or UnicodeCategory.Format
        || letter is '\u2212' or '\u02d7' or '\u207b' or '\u208b';

    public override Finding? Check(object value)
    {
        var digits = (string)value;
        if (digits.Length == 0)
            return null;
        if (!digits.All(char.IsAsciiDigit) || digits.Length is not (8 or 11 or 12 or 13 or 14))
            return new("invalid_format", "It has to have 8, 12, 13 or 14 digits, blanks and dashes aside.");
        if (digits.All(digit => digit == '0'))
            return new("invalid_format", "Zeros alone are not a barcode; an empty text says that there is none.");
        if (CheckDigit(digits[..^1]) is var expected && digits[^1] == expected)
            return digits.Length == 11
                ? new("lost_zero", "It has 11 digits; with a 0 in front it is a UPC-A, and is taken for that.", IsWarning: true)
                : null;
        return digits.Length == 11
            ? new("invalid_format", "It has 11 digits, and with a 0 in front its check digit is wrong.")
            : new("check_digit", $"Its check digit should be {expected}, not {digits[^1]}.");
    }

    /// <summary>A barcode as 14 digits; null where it is none.</summary>
    public static string? Gtin(string? barcode) => string.IsNullOrEmpty(barcode) ? null : barcode.PadLeft(14, '0');

    // Weights 3, 1, 3 … from the right; zeros in front change nothing.
    static char CheckDigit(string digits)
    {
        var sum = digits.Reverse().Select((digit, place) => (digit - '0') * (place % 2 == 0 ? 3 : 1)).Sum();
        return (char)('0' + (10 - sum % 10) % 10);
    }
}

/// <summary>An EIDR content id with its check character (ISO 7064 mod 37,36).</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed partial class EidrAttribute : SpelledAttribute
{
    public const string Pattern = "^10[.]5240/([0-9A-Fa-f]{4}-){5}[0-9A-Za-z]$";

    const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public override string Canonical(string text) => text.ToUpperInvariant();

    public override Finding? Check(object value)
    {
        var id = (string)value;
        if (!Id().IsMatch(id))
            return new(
                "invalid_format", "It has to look like 10.5240/7791-8534-2C23-9030-8610-5.",
                Hint: () => Suggestion.DidYouMean([.. Within().Matches(id).Select(found => found.Value)]));
        var expected = CheckCharacter(id[8..^1].Where(letter => letter != '-'));
        return id[^1] == expected ? null : new("check_digit", $"Its check character should be {expected}, not {id[^1]}.");
    }

    static char CheckCharacter(IEnumerable<char> letters)
    {
        var product = 36;
        foreach (var letter in letters)
        {
            var sum = (product + Alphabet.IndexOf(letter, StringComparison.Ordinal)) % 36;
            product = (sum == 0 ? 36 : sum) * 2 % 37;
        }
        return Alphabet[(37 - product) % 36];
    }

    [GeneratedRegex(@"^10\.5240/([0-9A-F]{4}-){5}[0-9A-Z]\z")]
    private static partial Regex Id();

    // In the address of its DOI.
    [GeneratedRegex(@"(?<![0-9])10\.5240/([0-9A-F]{4}-){5}[0-9A-Z](?![0-9A-Z])")]
    private static partial Regex Within();
}
