using ReviewApi.Codes;
using ReviewApi.Rules;

namespace ReviewApi.Http;

/// <summary>Parameters that an operation does not take are refused, not silently ignored.</summary>
internal static class UnknownParameters
{
    const int MostFaults = 20;

    /// <summary>Refuses parameters that the operation does not take, and names those that may be meant.</summary>
    public static void UseKnownParameters(this WebApplication app) => app.Use((http, next) =>
    {
        if (!http.Request.QueryString.HasValue
            || http.GetEndpoint() is not RouteEndpoint endpoint
            || endpoint.Metadata.GetMetadata<OtherParametersIgnored>() is not null)
            return next(http);
        var taken = endpoint.Metadata.GetMetadata<QueryParameters>()?.Parameters ?? [];
        var unknown = http.Request.Query.Keys.Where(name => taken.All(parameter => parameter.Name != name)).Take(MostFaults);
        var faults = unknown.Select(name => Fault(name, taken)).ToList();
        return faults.Count == 0
            ? next(http)
            : throw new ProblemException(Problems.InvalidRequest, "The query has parameters that this operation does not take.", faults);
    });

    static Fault Fault(string name, IReadOnlyList<QueryParameter> taken) => new()
    {
        Parameter = name,
        Code = "unknown_parameter",
        Detail = Suggestion.Unknown("parameter", Meaning.Of(Problems.Shortened(name), [.. taken.Select(parameter => parameter.Name)])),
    };
}
