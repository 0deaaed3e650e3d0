using System.Globalization;
using System.Text.RegularExpressions;

namespace ReviewApi.Rules;

/// <summary>A time of RFC 3339, kept in UTC and to the millisecond.</summary>
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

    /// <summary>
    /// The time in UTC; null where the text is none. What goes beyond the millisecond counts as half of one, so that the time lies on the
    /// right side of every time that is kept.
    /// </summary>
    public static DateTime? UtcExactly(string? text)
    {
        if (text is null || Time().Match(text) is not { Success: true } time || Local(time) is not { } local)
            return null;
        var ticks = local.Ticks - (time.Groups["sign"].Success ? Offset(time).Ticks : 0);
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks + 1 - TimeSpan.TicksPerMinute)
            return null;
        var minute = new DateTime(ticks, DateTimeKind.Utc);
        return time.Groups["second"].Value == "60"
            ? AfterLeapSecond(minute)
            : minute.AddSeconds(Number(time, "second")) + Fraction(time.Groups["fraction"].Value);
    }

    /// <summary>
    /// A time in UTC as it is kept: PostgreSQL has microseconds, milliseconds are enough, and are the same in documents and columns.
    /// </summary>
    public static DateTime InMilliseconds(DateTimeOffset time) => time.UtcDateTime.AddTicks(-(time.Ticks % TimeSpan.TicksPerMillisecond));

    static DateTime? Local(Match time) =>
        DateTime.TryParseExact(
            time.Groups["minute"].Value.ToUpperInvariant(), "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var minute)
            ? minute
            : null;

    static TimeSpan Offset(Match time)
    {
        var offset = new TimeSpan(Number(time, "hours"), Number(time, "minutes"), 0);
        return time.Groups["sign"].Value == "-" ? -offset : offset;
    }

    static int Number(Match time, string part) => int.Parse(time.Groups[part].Value, CultureInfo.InvariantCulture);

    static TimeSpan Fraction(string digits)
    {
        var milliseconds = TimeSpan.FromMilliseconds(int.Parse(digits.PadRight(3, '0')[..3], CultureInfo.InvariantCulture));
        return digits.Skip(3).Any(digit => digit != '0') ? milliseconds + TimeSpan.FromMicroseconds(500) : milliseconds;
    }

    // There is one at the end of a month only, in UTC; it is taken for the beginning of the next.
    static DateTime? AfterLeapSecond(DateTime minute) =>
        minute < DateTime.MaxValue.AddMinutes(-1) && minute.AddMinutes(1) is { Day: 1, TimeOfDay.Ticks: 0 } next ? next : null;

    [GeneratedRegex(
        @"^(?<minute>[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}):(?<second>[0-5][0-9]|60)(\.(?<fraction>[0-9]+))?"
            + @"([Zz]|(?<sign>[+-])(?<hours>[01][0-9]|2[0-3]):(?<minutes>[0-5][0-9]))\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Time();
}
