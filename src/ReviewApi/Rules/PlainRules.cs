using System.Globalization;
using System.Text.RegularExpressions;
using ReviewApi.Codes;

namespace ReviewApi.Rules;

/// <summary>A text of so many code points at most, without U+0000.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal class TextAttribute(int max) : Attribute, IMemberRule
{
    public int Max => max;

    public virtual Finding? Check(object value)
    {
        var text = (string)value;
        var length = text.Length - text.Count(char.IsLowSurrogate);
        if (length > max)
            return new("too_long", $"It has {length} characters; {max} are the most.");
        return text.Contains('\0') ? new("invalid_character", "It contains U+0000, which no text may.") : null;
    }
}

/// <summary>A text that says something: it is neither empty nor of blanks alone.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FilledAttribute(int max) : TextAttribute(max)
{
    public override Finding? Check(object value) => string.IsNullOrWhiteSpace((string)value)
        ? new("required", "It is empty or of blanks alone: leave it out where nothing is known.")
        : base.Check(value);
}

/// <summary>A number within bounds, which are included unless it says otherwise.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class BetweenAttribute(long min, long max) : Attribute, IMemberRule
{
    public long Min => min;

    public long Max => max;

    /// <summary>Whether it has to be more than the least.</summary>
    public bool IsMinExcluded { get; init; }

    public Finding? Check(object value) =>
        Convert.ToDecimal(value, CultureInfo.InvariantCulture) is var number
            && (number > min || number == min && !IsMinExcluded) && number <= max
            ? null
            : new("out_of_range", IsMinExcluded ? $"It has to be more than {min}, {max} at most." : $"It has to be from {min} to {max}.");
}

/// <summary>A number with so many decimals at most.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DecimalsAttribute(int max) : Attribute, IMemberRule
{
    public int Max => max;

    public Finding? Check(object value) =>
        decimal.Round((decimal)value, max) == (decimal)value
            ? null
            : new("too_precise", max == 1 ? "It has one decimal at most." : $"It has {max} decimals at most.");
}

/// <summary>A text of a pattern.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PatternAttribute(string pattern, string example) : Attribute, IMemberRule
{
    // In .NET a $ lets a line feed follow.
    readonly Regex regex = new(pattern.Replace("$", @"\z", StringComparison.Ordinal), RegexOptions.CultureInvariant);

    public string Pattern => pattern;

    public string Example => example;

    /// <summary>Where a text of the pattern stands in an address or another spelling of it: a pattern whose group it is.</summary>
    public string? Within { get; init; }

    /// <summary>What is in front of the group.</summary>
    public string Before { get; init; } = "";

    /// <summary>What may be meant by another text, where that is more than a part of it.</summary>
    public Func<string, IReadOnlyList<string>>? Meant { get; init; }

    public Finding? Check(object value) =>
        regex.IsMatch((string)value) ? null : new("invalid_format", $"It has to look like {example}.", Hint: () => Hint((string)value));

    string Hint(string text) => Suggestion.DidYouMean(Meant?.Invoke(text) ?? Found(text));

    string[] Found(string text) =>
        Within is not null && Regex.Match(text, Within, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase) is { Success: true } found
            ? [Before + found.Groups[1].Value.ToLowerInvariant()]
            : [];
}

/// <summary>One of a few words.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OneOfAttribute(params string[] words) : Attribute, IMemberRule
{
    public IReadOnlyList<string> Words => words;

    public Finding? Check(object value) =>
        words.Contains((string)value)
            ? null
            : new(
                "unknown_code", $"It has to be {string.Join(" or ", words)}.",
                Hint: () => Suggestion.DidYouMean(Meaning.Of((string)value, words)));
}

/// <summary>A date that may leave out its day, or its month too.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PartialDateAttribute : Attribute, IMemberRule
{
    public const string Pattern = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$";

    public Finding? Check(object value) =>
        FirstDay((string)value) is not null
            ? null
            : new("invalid_date", "It has to be a date that exists: YYYY-MM-DD, or YYYY-MM or YYYY where no more is known.");

    /// <summary>The first day that a partial date may mean; null where it is none.</summary>
    public static DateOnly? FirstDay(string? text) =>
        DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM", "yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}
