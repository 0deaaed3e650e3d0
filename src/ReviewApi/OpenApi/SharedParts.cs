using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ReviewApi.OpenApi;

/// <summary>
/// Says once, under its name, what several operations say alike: a parameter, a header, an answer without a body. Of several of one name,
/// the one that is said most often. No name is also a schema's: clients have both beside each other.
/// </summary>
internal sealed class SharedParts : IDocumentFilter
{
    public void Apply(OpenApiDocument document, DocumentFilterContext context)
    {
        var operations = document.Paths.Values.SelectMany(path => path.Operations!.Values).ToList();
        Share(
            operations.SelectMany(operation => operation.Parameters!.Select((part, place) => new Said<IOpenApiParameter>(
                $"{part.In!.Value.GetDisplayName()}.{part.Name}", part, shared => operation.Parameters![place] = shared))),
            document, name => new OpenApiParameterReference(name, document));
        var answers = operations.SelectMany(operation => operation.Responses!.Values).Concat(document.Components!.Responses!.Values)
            .OfType<OpenApiResponse>().Distinct().ToList();
        Share(
            answers.SelectMany(answer => (answer.Headers ?? new Dictionary<string, IOpenApiHeader>()).Select(
                header => new Said<IOpenApiHeader>(header.Key, header.Value, shared => answer.Headers![header.Key] = shared))),
            document, name => new OpenApiHeaderReference(name, document));
        Share(
            operations.SelectMany(operation => operation.Responses!.Where(answer => answer.Value.Content is null or { Count: 0 }).Select(
                answer => new Said<IOpenApiResponse>(
                    NameOf(answer.Key), answer.Value, shared => operation.Responses![answer.Key] = shared))),
            document, name => new OpenApiResponseReference(name, document));
    }

    static void Share<T>(IEnumerable<Said<T>> parts, OpenApiDocument document, Func<string, T> reference) where T : IOpenApiSerializable
    {
        var often = parts.ToList().GroupBy(part => part.Name)
            .Select(same => same.GroupBy(part => Json(part.Part)).MaxBy(alike => alike.Count())!.ToList())
            .Where(alike => alike.Count > 1)
            .ToList();
        foreach (var alike in often)
        {
            document.AddComponent(alike[0].Name, alike[0].Part);
            foreach (var part in alike)
                part.Replace(reference(part.Name));
        }
    }

    // 304 is NotModified.
    static string NameOf(string status) =>
        ReasonPhrases.GetReasonPhrase(int.Parse(status, CultureInfo.InvariantCulture)).Replace(" ", "", StringComparison.Ordinal);

    static string Json(IOpenApiSerializable part)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        part.SerializeAsV31(new OpenApiJsonWriter(text));
        return text.ToString();
    }

    sealed record Said<T>(string Name, T Part, Action<T> Replace);
}
