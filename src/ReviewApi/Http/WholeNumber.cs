using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReviewApi.Http;

/// <summary>
/// Whole numbers in any of JSON's spellings: 1995, 1995.0 and 1.995e3 are one. One too great is the greatest, for the rules to refuse.
/// </summary>
internal sealed class WholeNumber : JsonConverter<long>
{
    /// <summary>Whether a number has no decimals; number is it, or the nearest long.</summary>
    public static bool TryRead(string text, out long number)
    {
        var value = DecimalNumber.Read(text);
        number = value <= long.MinValue ? long.MinValue : value >= long.MaxValue ? long.MaxValue : (long)value;
        return value == decimal.Truncate(value);
    }

    public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TryGetInt64(out var plain) || TryRead(DecimalNumber.Text(ref reader), out plain) ? plain : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}

/// <summary>
/// Numbers with decimals. One too great is the greatest, and one of more digits than a decimal holds has the most decimals: neither is
/// rounded into something that the rules would let pass.
/// </summary>
internal sealed class DecimalNumber : JsonConverter<decimal>
{
    const int MostDigits = 28;
    const int MostBeforePoint = 27;
    const decimal Greatest = 1_000_000_000_000_000_000_000_000_000m;

    /// <summary>The value of a JSON number.</summary>
    public static decimal Read(string text)
    {
        var mantissa = text.AsSpan().TrimStart('-');
        var exponent = 0L;
        if (mantissa.IndexOfAny('e', 'E') is var mark and >= 0)
        {
            exponent = Exponent(mantissa[(mark + 1)..]);
            mantissa = mantissa[..mark];
        }
        var point = mantissa.IndexOf('.');
        var whole = point < 0 ? mantissa : mantissa[..point];
        var decimals = point < 0 ? [] : mantissa[(point + 1)..];
        var digits = string.Concat(whole, decimals).TrimEnd('0');
        exponent -= decimals.Length - (whole.Length + decimals.Length - digits.Length);
        digits = digits.TrimStart('0');
        var size = digits.Length == 0 ? 0
            : digits.Length + exponent > MostBeforePoint ? Greatest
            : digits.Length > MostDigits || exponent < -MostDigits ? TooPrecise(digits, exponent)
            : Exactly(digits, exponent);
        return text[0] == '-' ? -size : size;
    }

    public static string Text(ref Utf8JsonReader reader) =>
        Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(Text(ref reader));

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(value);

    static long Exponent(ReadOnlySpan<char> text)
    {
        var isNegative = text[0] == '-';
        var digits = text.TrimStart("+-").TrimStart('0');
        var size = digits.Length > 9 ? 1_000_000_000 : digits.Length == 0 ? 0 : long.Parse(digits, CultureInfo.InvariantCulture);
        return isNegative ? -size : size;
    }

    static decimal Exactly(string digits, long exponent)
    {
        var value = Parsed(digits);
        for (; exponent > 0; exponent--)
            value *= 10;
        return exponent == 0 ? value : value * new decimal(1, 0, 0, false, (byte)-exponent);
    }

    // What is before the point, and the least decimal that fits beside it.
    static decimal TooPrecise(string digits, long exponent)
    {
        var before = (int)Math.Max(0, digits.Length + exponent);
        return (before == 0 ? 0 : Parsed(digits[..before])) + new decimal(1, 0, 0, false, (byte)(MostDigits - before));
    }

    static decimal Parsed(string digits) => decimal.Parse(digits, CultureInfo.InvariantCulture);
}
