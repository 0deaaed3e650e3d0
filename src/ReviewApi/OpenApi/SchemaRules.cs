using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using ReviewApi.Codes;
using ReviewApi.Rules;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ReviewApi.OpenApi;

/// <summary>Shows in the schemas what the validators check: both read the rules that stand beside the members.</summary>
internal sealed class SchemaRules : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is OpenApiSchemaReference reference && context.MemberInfo?.IsDefined(typeof(ReadOnlyAttribute)) == true)
            reference.Reference.ReadOnly = true;
        if (schema is not OpenApiSchema said)
            return;
        // Nothing is ever null: what is not known is left out.
        if (said.Type is { } type)
            said.Type = type & ~JsonSchemaType.Null;
        if (context.MemberInfo is { } member)
            Member(said, member);
        else if (said.Properties is { Count: > 0 } properties)
            Object(said, properties.Keys, context.Type);
    }

    static void Object(OpenApiSchema schema, IEnumerable<string> names, Type type)
    {
        schema.AdditionalPropertiesAllowed = false;
        schema.ReadOnly = type.IsDefined(typeof(ReadOnlyAttribute));
        var required = type.GetProperties()
            .Where(property => property.IsDefined(typeof(RequiredAttribute)) || property.IsDefined(typeof(AlwaysAnsweredAttribute)))
            .Select(property => names.First(name => name.Equals(property.Name, StringComparison.OrdinalIgnoreCase)));
        schema.Required = new SortedSet<string>((schema.Required ?? new HashSet<string>()).Concat(required), StringComparer.Ordinal);
    }

    static void Member(OpenApiSchema schema, MemberInfo member)
    {
        schema.ReadOnly = member.IsDefined(typeof(ReadOnlyAttribute));
        if (member.GetCustomAttribute<ItemsAttribute>() is { } items)
            schema.MaxItems = items.Max;
        var target = schema.Items as OpenApiSchema ?? schema;
        foreach (var rule in member.GetCustomAttributes().OfType<IMemberRule>())
            Rule(target, rule);
    }

    static void Rule(OpenApiSchema schema, IMemberRule rule)
    {
        switch (rule)
        {
            case TextAttribute text:
                schema.MaxLength = text.Max;
                break;
            case BetweenAttribute between:
                schema.Minimum = between.Min.ToString(CultureInfo.InvariantCulture);
                schema.Maximum = between.Max.ToString(CultureInfo.InvariantCulture);
                break;
            case DecimalsAttribute decimals:
                // multipleOf 0.1 would refuse 9.6 wherever numbers are binary.
                Extend(schema, "x-decimals", decimals.Max);
                break;
            case PatternAttribute pattern:
                schema.Pattern = pattern.Pattern;
                schema.Examples = [JsonValue.Create(pattern.Example)];
                break;
            case CodeAttribute code:
                Extend(schema, "x-vocabulary", code.Vocabulary);
                schema.Examples = [JsonValue.Create(CodeBook.Named(code.Vocabulary).List.Items[0].Code)];
                break;
            case OneOfAttribute choice:
                schema.Enum = choice.Words.Select(word => (JsonNode)JsonValue.Create(word)).ToList();
                break;
            case TimestampAttribute:
                schema.Format = "date-time";
                break;
            case LanguageTagAttribute:
                schema.MaxLength = LanguageTagAttribute.Max;
                schema.Examples = [JsonValue.Create("en")];
                break;
            case PartialDateAttribute:
                schema.Pattern = PartialDateAttribute.Pattern;
                schema.Examples = [JsonValue.Create("1997-05")];
                break;
            case AspectRatioAttribute:
                schema.Examples = [JsonValue.Create("1.85:1")];
                break;
            case WebAddressAttribute:
                (schema.Format, schema.MaxLength) = ("uri", WebAddressAttribute.Max);
                break;
            case IdentifierAttribute:
                schema.Format = "uuid";
                break;
            case BarcodeAttribute:
                schema.Examples = [JsonValue.Create("025195008938")];
                break;
            case ContentHashAttribute:
                schema.Pattern = ContentHashAttribute.Pattern;
                schema.Examples = [JsonValue.Create(ContentHashAttribute.Example)];
                break;
            case EidrAttribute:
                schema.Pattern = EidrAttribute.Pattern;
                schema.Examples = [JsonValue.Create("10.5240/7791-8534-2C23-9030-8610-5")];
                break;
        }
    }

    static void Extend(OpenApiSchema schema, string name, JsonNode value)
    {
        schema.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        schema.Extensions[name] = new JsonNodeExtension(value);
    }
}
