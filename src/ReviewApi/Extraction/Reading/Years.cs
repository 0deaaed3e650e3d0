using System.Globalization;

namespace ReviewApi.Extraction.Reading;

/// <summary>Which numbers are years: those from the first films to the next year, for which releases are announced.</summary>
/// <param name="Latest">The last one.</param>
internal sealed record Years(int Latest)
{
    const int First = 1870;

    /// <summary>The years as they are on a day.</summary>
    public static Years On(DateTimeOffset day) => new(day.Year + 1);

    /// <summary>Whether some digits, and nothing else, are a year.</summary>
    public bool Has(ReadOnlySpan<char> said) =>
        said.Length == 4
        && int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        && year >= First
        && year <= Latest;

    /// <summary>Whether a stretch is a year, and no part of a longer number.</summary>
    public bool Has(string text, Stretch at) =>
        at.Start >= 0
        && at.End <= text.Length
        && Has(text.AsSpan(at.Start..at.End))
        && (at.Start == 0 || !char.IsAsciiDigit(text[at.Start - 1]))
        && (at.End == text.Length || !char.IsAsciiDigit(text[at.End]));
}
