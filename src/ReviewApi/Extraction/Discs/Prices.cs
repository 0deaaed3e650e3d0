using System.Text.RegularExpressions;
using ReviewApi.Codes;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Discs;

/// <summary>Prices as printed: "$29.98", "£14.99", "19,99 €", "$1,299.99", "USD 20".</summary>
internal static partial class Prices
{
    static readonly (string Sign, string Currency)[] Signs =
        [("US$", "USD"), ("A$", "AUD"), ("C$", "CAD"), ("$", "USD"), ("£", "GBP"), ("€", "EUR"), ("¥", "JPY"), ("Euro", "EUR")];

    /// <summary>The first price of a stretch, its amount and its currency; null for none.</summary>
    /// <param name="page">The text.</param>
    /// <param name="at">The stretch.</param>
    /// <param name="isAnyDollar">Whether a dollar may be another country's: such a price is none.</param>
    public static (Fact Amount, Fact Currency)? First(Page page, Stretch at, bool isAnyDollar)
    {
        for (var place = at.Start; place < at.End; place++)
            if (char.IsAsciiDigit(page.Text[place]))
            {
                var printed = Amount().Match(page.Text, place, at.End - place);
                var end = place + printed.Length;
                if (printed.Success
                    && (SignBefore(page.Text, at.Start, place) ?? SignBehind(page.Text, end, at.End)) is var (sign, currency)
                    && !(isAnyDollar && page[sign] == "$"))
                    return (
                        new(Plain(printed), new(place, end), "release.price", 0.97),
                        new(currency, sign, "release.price", page[sign] == "$" ? 0.9 : 0.97));
                while (place < at.End && char.IsLetterOrDigit(page.Text[place]))
                    place++;
            }
        return null;
    }

    static string Plain(Match amount) =>
        string.Concat(amount.Groups["whole"].Value.Where(char.IsAsciiDigit))
            + (amount.Groups["cents"] is { Success: true, Value: var cents } ? $".{cents}" : "");

    static (Stretch Sign, string Currency)? SignBefore(string text, int start, int place)
    {
        var end = place > start && text[place - 1] == ' ' ? place - 1 : place;
        foreach (var (sign, currency) in Signs)
            if (text.AsSpan(start..end).EndsWith(sign, StringComparison.Ordinal))
                return (new(end - sign.Length, end), currency);
        return end - start >= 3 && Code(text[(end - 3)..end]) is { } code ? (new(end - 3, end), code) : null;
    }

    static (Stretch Sign, string Currency)? SignBehind(string text, int place, int end)
    {
        var start = place < end && text[place] == ' ' ? place + 1 : place;
        foreach (var (sign, currency) in Signs)
            if (sign is not "$" && text.AsSpan(start..Math.Max(start, end)).StartsWith(sign, StringComparison.OrdinalIgnoreCase))
                return (new(start, start + sign.Length), currency);
        return end - start >= 3 && Code(text[start..(start + 3)]) is { } code ? (new(start, start + 3), code) : null;
    }

    static string? Code(string said) =>
        said.All(char.IsAsciiLetterUpper) && CodeBook.Named("currency").IsCode(said) ? said : null;

    // Thousands may have separators. A number that runs on into a word or another number is not a price.
    [GeneratedRegex(@"\G(?<whole>[0-9]{1,3}([.,'’][0-9]{3})+|[0-9]{1,9})([.,](?<cents>[0-9]{2}))?(?![0-9]|[.,][0-9]|\p{Ll}|E[0-9])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Amount();
}
