using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using ReviewApi.Codes;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ReviewApi.OpenApi;

/// <summary>The schema of each vocabulary: an enum of its codes, once in the document, under the vocabulary's name.</summary>
internal static class Vocabularies
{
    /// <summary>The name of a schema that is of a vocabulary: disc_format's codes are DiscFormatCode.</summary>
    public static string NameOf(string vocabulary, string what) =>
        string.Concat(vocabulary.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]).Append(what));

    /// <summary>A reference to the schema of a vocabulary.</summary>
    public static OpenApiSchemaReference SchemaOf(string vocabulary, SchemaRepository schemas)
    {
        var name = NameOf(vocabulary, "Code");
        schemas.Schemas.TryAdd(name, new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Description = $"A code of the vocabulary {vocabulary}: /v1/vocabularies/{vocabulary} has its label and the spellings that "
                + "bodies may have for it as well.",
            Enum = CodeBook.Named(vocabulary).List.Items.Select(item => (JsonNode)JsonValue.Create(item.Code)).ToList(),
            Extensions = new Dictionary<string, IOpenApiExtension> { ["x-vocabulary"] = new JsonNodeExtension(vocabulary) },
        });
        return new OpenApiSchemaReference(name);
    }
}
