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
        Require(http.Request, endpoint.Metadata.GetMetadata<QueryParameters>()?.Parameters ?? []);
        return next(http);
    });

    /// <summary>Refuses a query with parameters that are not taken.</summary>
    public static void Require(HttpRequest request, IReadOnlyList<QueryParameter> taken)
    {
        var unknown = request.Query.Keys.Where(name => taken.All(parameter => parameter.Name != name)).Take(MostFaults);
        var faults = unknown.Select(name => Fault(name, taken)).ToList();
        if (faults.Count > 0)
            throw new ProblemException(Problems.InvalidRequest, "The query has parameters that this operation does not take.", faults);
    }

    static Fault Fault(string name, IReadOnlyList<QueryParameter> taken) => new()
    {
        Parameter = name,
        Code = "unknown_parameter",
        Detail = Suggestion.Unknown("parameter", Meaning.Of(Problems.Shortened(name), [.. taken.Select(parameter => parameter.Name)])),
    };
}
