using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
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
            Member(said, member, context);
        else if (said.Properties is { Count: > 0 } properties)
            Object(said, properties, context);
    }

    /// <summary>Shows a rule in the schema of a value; of a code, the schema of its vocabulary stands for it.</summary>
    public static IOpenApiSchema Of(IMemberRule? rule, OpenApiSchema schema, SchemaRepository schemas)
    {
        if (rule is CodeAttribute code)
            return Vocabularies.SchemaOf(code.Vocabulary, schemas);
        if (rule is not null)
            Show(rule, schema);
        return schema;
    }

    static void Object(OpenApiSchema schema, IDictionary<string, IOpenApiSchema> properties, SchemaFilterContext context)
    {
        // Answers may have more members one day; SentSchemas closes what is sent.
        schema.AdditionalPropertiesAllowed = true;
        var required = new SortedSet<string>(schema.Required ?? new HashSet<string>(), StringComparer.Ordinal);
        foreach (var property in context.Type.GetProperties())
        {
            if (properties.Keys.FirstOrDefault(name => name.Equals(property.Name, StringComparison.OrdinalIgnoreCase)) is not { } name)
                continue;
            if (property.IsDefined(typeof(RequiredAttribute)) || property.IsDefined(typeof(AlwaysAnsweredAttribute)))
                required.Add(name);
            if (property.GetCustomAttribute<CodeAttribute>() is { } code && properties[name] is OpenApiSchema { Items: null } said)
            {
                var vocabulary = Vocabularies.SchemaOf(code.Vocabulary, context.SchemaRepository);
                vocabulary.Description = said.Description;
                vocabulary.Reference.ReadOnly = said.ReadOnly ? true : null;
                properties[name] = vocabulary;
            }
        }
        schema.Required = required;
    }

    static void Member(OpenApiSchema schema, MemberInfo member, SchemaFilterContext context)
    {
        schema.ReadOnly = member.IsDefined(typeof(ReadOnlyAttribute));
        if (member.GetCustomAttribute<ItemsAttribute>() is { } items)
            schema.MaxItems = items.Max;
        if (member.GetCustomAttribute<MembersOfAttribute>() is { } listed)
            Members(schema, listed.Members.All, context);
        foreach (var rule in member.GetCustomAttributes().OfType<IMemberRule>())
            if (schema.Items is OpenApiSchema item)
                schema.Items = Of(rule, item, context.SchemaRepository);
            else
                Show(rule, schema);
        // A required text says something.
        if (member.IsDefined(typeof(RequiredAttribute)) && member.IsDefined(typeof(TextAttribute)))
            schema.MinLength = 1;
    }

    static void Members(OpenApiSchema schema, IEnumerable<ListedMember> members, SchemaFilterContext context)
    {
        schema.AdditionalProperties = null;
        schema.AdditionalPropertiesAllowed = true;
        schema.Properties = members.ToDictionary(member => member.Name, member => (IOpenApiSchema)new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            Description = member.Description,
            Items = Item(member, context),
        });
    }

    // Of an item whose value is a code, a schema of its own.
    static OpenApiSchemaReference Item(ListedMember member, SchemaFilterContext context)
    {
        var schemas = context.SchemaRepository;
        var item = (OpenApiSchemaReference)context.SchemaGenerator.GenerateSchema(member.Item, schemas);
        if (member.Rule is not CodeAttribute code)
            return item;
        var name = Vocabularies.NameOf(code.Vocabulary, "Count");
        var coded = (OpenApiSchema)schemas.Schemas[item.Reference.Id!].CreateShallowCopy();
        coded.Properties = new Dictionary<string, IOpenApiSchema>(coded.Properties!)
        {
            ["value"] = Vocabularies.SchemaOf(code.Vocabulary, schemas),
        };
        schemas.Schemas[name] = coded;
        return new OpenApiSchemaReference(name);
    }

    static void Show(IMemberRule rule, OpenApiSchema schema)
    {
        switch (rule)
        {
            case TextAttribute text:
                schema.MaxLength = text.Max;
                if (rule is FilledAttribute)
                    schema.MinLength = 1;
                break;
            case BetweenAttribute between:
                var least = between.Min.ToString(CultureInfo.InvariantCulture);
                if (between.IsMinExcluded)
                    schema.ExclusiveMinimum = least;
                else
                    schema.Minimum = least;
                schema.Maximum = between.Max.ToString(CultureInfo.InvariantCulture);
                break;
            case DecimalsAttribute decimals:
                // multipleOf 0.1 would refuse 9.6 wherever numbers are binary.
                schema.Extensions = new Dictionary<string, IOpenApiExtension> { ["x-decimals"] = new JsonNodeExtension(decimals.Max) };
                break;
            case PatternAttribute pattern:
                schema.Pattern = pattern.Pattern;
                schema.Examples = [JsonValue.Create(pattern.Example)];
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
}
