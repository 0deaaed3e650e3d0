using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReviewApi.Http;

/// <summary>Whole numbers in any of JSON's spellings: 1995, 1995.0 and 1.995e3 are one.</summary>
internal sealed class WholeNumber : JsonConverter<long>
{
    /// <summary>A decimal holds 28 digits, and rounds what has more.</summary>
    public const int MostDigits = 28;

    public static bool TryRead(string text, out long number)
    {
        number = 0;
        if (text.Length > MostDigits
            || !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            || value != decimal.Truncate(value)
            || value is < long.MinValue or > long.MaxValue)
            return false;
        number = (long)value;
        return true;
    }

    public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TryGetInt64(out var plain) || TryRead(Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan), out plain)
            ? plain
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
