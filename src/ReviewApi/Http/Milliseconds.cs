using System.Text.Json;
using System.Text.Json.Serialization;
using ReviewApi.Rules;

namespace ReviewApi.Http;

/// <summary>Times in JSON go to the millisecond; columns that the service alone compares have microseconds.</summary>
internal sealed class Milliseconds : JsonConverter<DateTime>
{
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTime();

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue(TimestampAttribute.Text(value));
}
