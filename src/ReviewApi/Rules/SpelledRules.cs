using System.Globalization;
using System.Text.RegularExpressions;
using ReviewApi.Codes;

namespace ReviewApi.Rules;

/// <summary>A code of a vocabulary; aliases are taken for their code.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CodeAttribute(string vocabulary) : SpelledAttribute, ICodeRule
{
    public string Vocabulary => vocabulary;

    /// <summary>Whether the text stays as it was sent, for a spelling that says more than the code to be read whole.</summary>
    public bool KeepsSpelling { get; init; }

    public override string Canonical(string text) => KeepsSpelling ? text : CodeBook.Named(vocabulary).CodeOf(text) ?? text;

    public override Finding? Check(object value)
    {
        var book = CodeBook.Named(vocabulary);
        return book.IsCode((string)value)
            ? null
            : new(
                "unknown_code", $"Not a code of the vocabulary {vocabulary}.",
                Hint: () => Suggestion.DidYouMean(book.Nearest((string)value)));
    }

    public string? LabelOf(string code, string language) => CodeBook.Named(vocabulary).LabelOf(code, language);
}

/// <summary>A picture's shape, kept as n.nn:1; it takes 2.39, 2.39:1 and 16:9.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed partial class AspectRatioAttribute : SpelledAttribute
{
    static readonly string[] Usual =
        ["1.19", "1.33", "1.37", "1.43", "1.66", "1.75", "1.78", "1.85", "1.90", "2.00", "2.20", "2.35", "2.39", "2.40", "2.55", "2.76"];

    public override string Canonical(string text)
    {
        var ratio = Ratio().Match(text);
        if (!ratio.Success || !decimal.TryParse(ratio.Groups[1].Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var width))
            return text;
        var height = ratio.Groups[2].Success ? decimal.Parse(ratio.Groups[2].Value, CultureInfo.InvariantCulture) : 1;
        return height == 0
            ? text
            : decimal.Round(width / height, 2, MidpointRounding.AwayFromZero).ToString("0.00", CultureInfo.InvariantCulture) + ":1";
    }

    public override Finding? Check(object value)
    {
        var ratio = Ratio().Match((string)value);
        if (!ratio.Success || ratio.Groups[2].Value != "1")
            return new("invalid_format", "It has to be a ratio: 2.39, 2.39:1 or 16:9.");
        if (decimal.Parse(ratio.Groups[1].Value, CultureInfo.InvariantCulture) is < 1 or > 4)
            return new("out_of_range", "It has to be from 1.00:1 to 4.00:1.");
        return Usual.Contains(ratio.Groups[1].Value)
            ? null
            : new("unusual_aspect_ratio", $"{value} is not one of the usual ratios.", IsWarning: true);
    }

    [GeneratedRegex(@"^\s*([0-9]{1,5}(?:[.][0-9]{1,5})?)(?:\s*[:x/]\s*([0-9]{1,5}(?:[.][0-9]{1,5})?))?\s*\z", RegexOptions.IgnoreCase)]
    private static partial Regex Ratio();
}

/// <summary>An id of this API: a UUID as 8-4-4-4-12 hexadecimal digits, and nothing beside them.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IdentifierAttribute : SpelledAttribute
{
    public override string Canonical(string text) => Parse(text)?.ToString() ?? text;

    public override Finding? Check(object value) =>
        Parse((string)value) is null ? new("invalid_format", "It has to be an id as this API gives them.") : null;

    /// <summary>The id; null where the text is not one.</summary>
    // Guid takes blanks and signs too.
    public static Guid? Parse(string? text) =>
        text is { Length: 36 }
            && text.All(letter => char.IsAsciiHexDigit(letter) || letter == '-')
            && Guid.TryParseExact(text, "D", out var id)
            ? id
            : null;
}
