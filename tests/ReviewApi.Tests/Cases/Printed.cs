using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ReviewApi.Tests.Cases;

/// <summary>What reviews print, in the forms that the API takes; null where the text does not say it.</summary>
static partial class Printed
{
    /// <summary>`name (remark)` → name and remark.</summary>
    public static (string Value, string? Remark) SplitRemark(string text) =>
        RemarkPattern().Match(text) is { Success: true } match ? (match.Groups[1].Value, match.Groups[2].Value) : (text, null);

    /// <summary>The first date in the text, as exact as it is printed: `issue 128, 2008-02` → `2008-02`.</summary>
    public static string? Date(string text)
    {
        var date = DatePattern().Match(text).Value;
        string[] formats = ["yyyy", "yyyy-MM", "yyyy-MM-dd"];
        return DateOnly.TryParseExact(date, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? date : null;
    }

    /// <summary>`131:20` and `2:11:20` → seconds.</summary>
    public static int? Seconds(string text)
    {
        var match = ClockPattern().Match(text);
        if (!match.Success) return null;
        return match.Groups[1].Value.Split(':').Aggregate(0, (sum, part) => sum * 60 + Whole(part));
    }

    /// <summary>`1.85:1 (approximately)` → `1.85:1`; not a ratio between 1 and 4 (`2.3:51`) → null.</summary>
    public static string? AspectRatio(string text)
    {
        var (ratio, _) = SplitRemark(text);
        var match = RatioPattern().Match(ratio);
        if (!match.Success) return null;
        var width = Exact(match.Groups[1].Value);
        var height = match.Groups[2].Success ? Exact(match.Groups[2].Value) : 1;
        return height > 0 && width / height is >= 1 and <= 4 ? ratio : null;
    }

    public static decimal? Decimal(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static string Code(string text) => NoWordPattern().Replace(text.ToLowerInvariant(), "_").Trim('_');

    static int Whole(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    static decimal Exact(string digits) => decimal.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(.+\S)\s*\(([^()]+)\)$")]
    private static partial Regex RemarkPattern();

    [GeneratedRegex(@"(?<!\d)(?:18|19|20)\d\d(?:-\d\d(?:-\d\d)?)?(?!\d)")]
    private static partial Regex DatePattern();

    [GeneratedRegex(@"^-?(\d{1,4}(?::\d\d){1,2})$")]
    private static partial Regex ClockPattern();

    [GeneratedRegex(@"^(\d{1,2}(?:\.\d{1,4})?)(?::(\d{1,2}(?:\.\d{1,4})?))?$")]
    private static partial Regex RatioPattern();

    [GeneratedRegex(@"[^a-z0-9]+")]
    private static partial Regex NoWordPattern();
}

static class Body
{
    /// <summary>The body with a value put at a JSON pointer where it is known.</summary>
    public static JsonObject PutKnown(this JsonObject body, string pointer, JsonNode? value) =>
        value is null ? body : body.Put(pointer, value);

    public static JsonArray? List(IEnumerable<string>? texts) => texts is null ? null : [.. texts.Select(text => (JsonNode)text)];

    public static JsonArray? ListOrNull(IReadOnlyCollection<string>? texts) => texts is { Count: > 0 } ? List(texts) : null;
}
