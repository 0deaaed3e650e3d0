using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ReviewApi.Http;

/// <summary>How JSON is written and read: camelCase, unknown values left out, members marked read-only ignored on input.</summary>
internal static class Json
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        Converters = { new WholeNumber(), new DecimalNumber(), new Milliseconds() },
    };

    /// <summary>Options for bodies: as Options, but what clients may not set is passed over.</summary>
    public static readonly JsonSerializerOptions Input = new(Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { IgnoreReadOnly } },
    };

    static void IgnoreReadOnly(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            if (property.AttributeProvider?.GetCustomAttributes(typeof(ReadOnlyAttribute), inherit: true).Length > 0)
                property.Set = null;
    }
}
