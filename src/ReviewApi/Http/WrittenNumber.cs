using System.Globalization;
using System.Text.RegularExpressions;

namespace ReviewApi.Http;

/// <summary>
/// Numbers in a query and in a path, where a number has one spelling: digits without leading zeros, a minus at most, one point between
/// digits. 01, +8, 8., .5, 1e3 and -0 are not numbers there.
/// </summary>
internal static partial class WrittenNumber
{
    const int MostCharacters = 20;

    /// <summary>A whole number from 0 on; null where the text is not one, or is greater than an int can be.</summary>
    public static int? Whole(string text) =>
        Digits().IsMatch(text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A whole number from 0 on, or the most where it is greater than that; null where the text is not a number.</summary>
    public static int? AtMost(int most, string text) =>
        !Digits().IsMatch(text)
            ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(most, number) : most;

    /// <summary>A number with or without decimals; null where the text is not one.</summary>
    public static decimal? Decimal(string text) =>
        text.Length < MostCharacters && Number().IsMatch(text)
            ? decimal.Parse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex(@"^(0|[1-9][0-9]*)\z")]
    private static partial Regex Digits();

    [GeneratedRegex(@"^(?!-0(\.0*)?\z)-?(0|[1-9][0-9]*)(\.[0-9]+)?\z")]
    private static partial Regex Number();
}
