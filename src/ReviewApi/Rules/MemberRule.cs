using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReviewApi.Rules;

/// <summary>What is wrong with a value, or only odd; the hint, which may be dear, is asked for the first findings only.</summary>
internal sealed record Finding(string Code, string Detail, bool IsWarning = false, Func<string>? Hint = null);

/// <summary>
/// What a member may hold, said once beside the member: MemberValidator checks it, and the OpenAPI document shows it. On a list it is
/// said of the items.
/// </summary>
internal interface IMemberRule
{
    /// <summary>Judges a value that is not null: a string, a long or a decimal.</summary>
    Finding? Check(object value);
}

/// <summary>The rule of a member that holds codes.</summary>
internal interface ICodeRule : IMemberRule
{
    /// <summary>What a person who reads a language reads for a code, or null.</summary>
    string? LabelOf(string code, string language);
}

/// <summary>The member is needed wherever its object is.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RequiredAttribute : Attribute;

/// <summary>A list has so many items at most.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ItemsAttribute(int max) : Attribute
{
    public int Max => max;
}

/// <summary>
/// A rule for texts that have one canonical spelling: it is taken on reading, and what has none is left for Check to refuse.
/// </summary>
internal abstract class SpelledAttribute : JsonConverterAttribute, IMemberRule
{
    public abstract string Canonical(string text);

    public abstract Finding? Check(object value);

    public sealed override JsonConverter CreateConverter(Type typeToConvert) =>
        typeToConvert == typeof(string) ? new OfText(this) : new OfTexts(this);

    sealed class OfText(SpelledAttribute rule) : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.GetString() is { } text ? rule.Canonical(text) : null;

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }

    sealed class OfTexts(SpelledAttribute rule) : JsonConverter<IReadOnlyList<string>>
    {
        public override IReadOnlyList<string>? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<string[]>(ref reader, options) is { } texts ? Array.ConvertAll(texts, rule.Canonical) : null;

        public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value, options);
    }
}

/// <summary>The member is in every answer.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AlwaysAnsweredAttribute : Attribute;

/// <summary>The rule of a member, for what is looked up by it.</summary>
internal static class MemberRule
{
    public static IMemberRule Of<T>(string member) => typeof(T).GetProperty(member)!.GetCustomAttributes().OfType<IMemberRule>().Single();
}

/// <summary>The member of an answer has the shape of what is sent: nothing in it that the service sets.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AsSentAttribute : Attribute;
