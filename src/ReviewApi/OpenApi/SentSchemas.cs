using System.Reflection;
using System.Text.Json;
using Microsoft.OpenApi;
using ReviewApi.Http;
using ReviewApi.Rules;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ReviewApi.OpenApi;

/// <summary>
/// Gives what is sent schemas of its own, made of those of the answers: without what the service sets, and closed, while answers may have
/// more members one day. A Review is sent as a ReviewInput, and changed by a ReviewPatch, whose members may be null.
/// </summary>
internal sealed class SentSchemas : IDocumentFilter
{
    public void Apply(OpenApiDocument document, DocumentFilterContext context)
    {
        var operations = document.Paths.Values.SelectMany(path => path.Operations!.Values).ToList();
        var schemas = new Schemas(context.SchemaRepository.Schemas, operations.SelectMany(Answered));
        foreach (var (type, content) in operations.SelectMany(operation => operation.RequestBody?.Content ?? Nothing))
            if (content is OpenApiMediaType { Schema: OpenApiSchemaReference whole } said)
                said.Schema = type == JsonBody.MergePatchMediaType ? schemas.Patch(whole) : schemas.Input(whole);
        foreach (var member in MembersAsSent)
            if (context.SchemaRepository.Schemas.TryGetValue(member.DeclaringType!.Name, out var answer)
                && JsonNamingPolicy.CamelCase.ConvertName(member.Name) is var name
                && answer.Properties![name] is OpenApiSchemaReference whole)
                answer.Properties[name] = schemas.Input(whole);
        schemas.UnmarkReadOnly();
    }

    static readonly PropertyInfo[] MembersAsSent =
    [
        .. typeof(SentSchemas).Assembly.GetTypes().SelectMany(type => type.GetProperties())
            .Where(property => property.IsDefined(typeof(AsSentAttribute))),
    ];

    static Dictionary<string, IOpenApiMediaType> Nothing => [];

    static IEnumerable<IOpenApiSchema> Answered(OpenApiOperation operation) => operation.Responses!.Values
        .SelectMany(response => (response as OpenApiResponse)?.Content?.Values ?? []).Select(content => content.Schema!);

    sealed class Schemas(Dictionary<string, IOpenApiSchema> named, IEnumerable<IOpenApiSchema> answers)
    {
        readonly HashSet<string> made = [];
        readonly HashSet<string> answered = Within(named, answers);

        /// <summary>What is sent for what is answered.</summary>
        public IOpenApiSchema Input(IOpenApiSchema schema)
        {
            if (schema is OpenApiSchemaReference reference)
                return Sent(reference, answered.Contains(reference.Reference.Id!) ? "Input" : "", Input, WithRequired);
            if (schema is not OpenApiSchema { Items: { } items })
                return schema;
            var list = (OpenApiSchema)schema.CreateShallowCopy();
            list.Items = Input(items);
            return list;
        }

        /// <summary>A merge patch of what is answered; an array is replaced as a whole.</summary>
        public OpenApiSchemaReference Patch(OpenApiSchemaReference reference) => Sent(
            reference, "Patch", member => OrNull(member is OpenApiSchemaReference inner ? Patch(inner) : Input(member)), WithoutRequired);

        public void UnmarkReadOnly()
        {
            foreach (var member in named.Values.SelectMany(schema => schema.Properties?.Values ?? []))
                if (member is OpenApiSchemaReference reference)
                    reference.Reference.ReadOnly = null;
                else if (member is OpenApiSchema schema)
                    schema.ReadOnly = false;
        }

        // A code is the same in both.
        OpenApiSchemaReference Sent(
            OpenApiSchemaReference reference, string suffix, Func<IOpenApiSchema, IOpenApiSchema> member, Action<OpenApiSchema> finish)
        {
            if (named[reference.Reference.Id!] is not OpenApiSchema { Properties: { Count: > 0 } members } whole)
                return Reference(reference.Reference.Id!, reference);
            var name = reference.Reference.Id + suffix;
            if (made.Add(name))
            {
                var sent = (OpenApiSchema)whole.CreateShallowCopy();
                named[name] = sent;
                sent.AdditionalPropertiesAllowed = false;
                sent.Properties = members.Where(one => !IsReadOnly(one.Value)).ToDictionary(one => one.Key, one => member(one.Value));
                finish(sent);
            }
            return Reference(name, reference);
        }

        static void WithRequired(OpenApiSchema sent) =>
            sent.Required = new SortedSet<string>(sent.Required!.Where(sent.Properties!.ContainsKey), StringComparer.Ordinal);

        static void WithoutRequired(OpenApiSchema sent) => sent.Required = null;

        static OpenApiSchemaReference Reference(string name, OpenApiSchemaReference like) =>
            new(name) { Description = like.Reference.Description };

        static bool IsReadOnly(IOpenApiSchema member) =>
            member is OpenApiSchemaReference reference ? reference.Reference.ReadOnly == true : member.ReadOnly;

        static OpenApiSchema OrNull(IOpenApiSchema schema)
        {
            if (schema is OpenApiSchemaReference reference)
                return new()
                {
                    Description = reference.Reference.Description,
                    AnyOf = [new OpenApiSchemaReference(reference.Reference.Id!), new OpenApiSchema { Type = JsonSchemaType.Null }],
                };
            var value = (OpenApiSchema)schema.CreateShallowCopy();
            value.Type |= JsonSchemaType.Null;
            if (value.Enum is { } words)
                value.Enum = [.. words, JsonNullSentinel.JsonNull];
            return value;
        }

        static HashSet<string> Within(Dictionary<string, IOpenApiSchema> named, IEnumerable<IOpenApiSchema> start)
        {
            var names = new HashSet<string>();
            var left = new Stack<IOpenApiSchema>(start);
            while (left.TryPop(out var schema))
            {
                if (schema is OpenApiSchemaReference reference)
                {
                    if (names.Add(reference.Reference.Id!))
                        left.Push(named[reference.Reference.Id!]);
                    continue;
                }
                foreach (var inner in (schema.Properties?.Values ?? []).Append(schema.Items).Append(schema.AdditionalProperties))
                    if (inner is not null)
                        left.Push(inner);
            }
            return names;
        }
    }
}
