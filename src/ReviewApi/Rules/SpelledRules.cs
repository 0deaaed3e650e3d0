using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ReviewApi.Http;
using ReviewApi.Vocabulary;

namespace ReviewApi.Rules;

/// <summary>A code of a vocabulary; aliases are taken for their code.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CodeAttribute(string vocabulary) : SpelledAttribute
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
            : new("unknown_code", $"It is no code of the vocabulary {vocabulary}.", Hint: () => Problems.DidYouMean(book.Nearest((string)value)));
    }
}

/// <summary>A BCP 47 language tag; the primary language has to be one of the vocabulary language.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed partial class LanguageTagAttribute : SpelledAttribute
{
    public const int Max = 100;

    // What the vocabulary lists comes first: "en-UK" is en-GB.
    public override string Canonical(string text)
    {
        var book = CodeBook.Named("language");
        if (book.CodeOf(text) is { } listed)
            return listed;
        return Tag().Match(text) is { Success: true } tag && book.CodeOf(tag.Groups["primary"].Value) is { } primary
            ? InUsualCase(primary, text[tag.Groups["primary"].Length..])
            : text;
    }

    public override Finding? Check(object value)
    {
        if (((string)value).Length > Max)
            return new("too_long", $"{Max} characters are the most.");
        var tag = Tag().Match((string)value);
        return tag.Success && CodeBook.Named("language").IsCode(tag.Groups["primary"].Value)
            ? null
            : new("unknown_code", "It is no BCP 47 language tag.", Hint: () => Problems.DidYouMean(CodeBook.Named("language").Nearest((string)value)));
    }

    // RFC 5646 section 2.1.1: language en, script Hans, region GB, and all small after a singleton.
    static string InUsualCase(string primary, string rest)
    {
        var usual = new StringBuilder(primary);
        var isAfterSingleton = false;
        foreach (var subtag in rest.ToLowerInvariant().Split('-', StringSplitOptions.RemoveEmptyEntries))
        {
            isAfterSingleton |= subtag.Length == 1;
            usual.Append('-').Append(subtag.Length switch
            {
                2 when !isAfterSingleton => subtag.ToUpperInvariant(),
                4 when !isAfterSingleton && char.IsAsciiLetter(subtag[0]) => char.ToUpperInvariant(subtag[0]) + subtag[1..],
                _ => subtag,
            });
        }
        return usual.ToString();
    }

    [GeneratedRegex(@"^(?<primary>[a-z]{2,3})(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-[0-9a-wy-z](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
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

/// <summary>An id of this API.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IdentifierAttribute : SpelledAttribute
{
    public override string Canonical(string text) => Guid.TryParseExact(text, "D", out var id) ? id.ToString() : text;

    public override Finding? Check(object value) =>
        Guid.TryParseExact((string)value, "D", out _) ? null : new("invalid_format", "It has to be an id as this API gives them.");
}

/// <summary>A time as RFC 3339 has it, kept in UTC and to the millisecond.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed partial class TimestampAttribute : SpelledAttribute
{
    const string Format = "yyyy-MM-dd'T'HH:mm:ss.FFF'Z'";

    public override string Canonical(string text) => Text(Utc(text)) ?? text;

    public override Finding? Check(object value) =>
        Utc((string)value) is null ? new("invalid_time", "It has to be a time with its offset, as 2026-01-15T12:00:00Z (RFC 3339).") : null;

    public static string? Text(DateTime? utc) => utc?.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The time in UTC, in milliseconds; null where the text is none.</summary>
    public static DateTime? Utc(string? text) => UtcExactly(text) is { } time ? InMilliseconds(time) : null;

    /// <summary>The time in UTC; null where the text is none.</summary>
    public static DateTime? UtcExactly(string? text) =>
        text is not null && Time().IsMatch(text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.UtcDateTime
            : null;

    /// <summary>A time in UTC as it is kept: PostgreSQL has microseconds, milliseconds are enough, and are the same in documents and columns.</summary>
    public static DateTime InMilliseconds(DateTimeOffset time) => time.UtcDateTime.AddTicks(-(time.Ticks % TimeSpan.TicksPerMillisecond));

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,7})?([Zz]|[+-][0-9]{2}:[0-9]{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Time();
}
