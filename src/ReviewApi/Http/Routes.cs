using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using ReviewApi.Database;

namespace ReviewApi.Http;

/// <summary>
/// How routes are said: what an operation takes, needs and answers, for the checks before it and for the OpenAPI document.
/// </summary>
internal static class Routes
{
    static readonly HttpMethodMetadata ReadMethods = new([HttpMethods.Get, HttpMethods.Head]);

    /// <summary>A GET, and HEAD, for everyone.</summary>
    public static RouteHandlerBuilder Reads(this RouteHandlerBuilder route) =>
        route.IsNamed().WithMetadata(ReadMethods).AddEndpointFilter(Deadline.Filter);

    /// <summary>A POST that needs a key with a scope, and takes Idempotency-Key. A body is refused where none is taken.</summary>
    public static RouteHandlerBuilder Posts(this RouteHandlerBuilder route, string scope) =>
        route.IsNamed().NeedsKey(scope).AddEndpointFilter(Deadline.Filter)
            .AddEndpointFilter(IdempotentRequest.Filter).WithMetadata(new IdempotencyKeyTaken()).ProducesProblems(400, 409, 413, 422)
            .AddEndpointFilter(JsonBody.RefuseUntaken);

    /// <summary>A PUT, PATCH or DELETE that needs a key with a scope. A body is refused where none is taken.</summary>
    public static RouteHandlerBuilder Writes(this RouteHandlerBuilder route, string scope) =>
        route.IsNamed().NeedsKey(scope).AddEndpointFilter(Deadline.Filter).AddEndpointFilter(JsonBody.RefuseUntaken);

    /// <summary>
    /// A POST that needs a key with a scope and reads a stream, of any length and for any time, and so without Idempotency-Key.
    /// </summary>
    public static RouteHandlerBuilder Uploads(this RouteHandlerBuilder route, string scope) =>
        route.IsNamed().NeedsKey(scope).WithMetadata(new NoDeadline(), new DisableRequestSizeLimitAttribute());

    /// <summary>Only for callers whose key has a scope.</summary>
    public static RouteHandlerBuilder NeedsKey(this RouteHandlerBuilder route, string scope) =>
        route.RequireAuthorization(scope).ProducesProblems(401, 403);

    /// <summary>The parameters of the query; any other is refused.</summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder route, params QueryParameter[] parameters) =>
        route.WithMetadata(new QueryParameters(parameters)).ProducesProblems(400);

    /// <summary>Parameters that the operation does not take are ignored, where callers send more than they must.</summary>
    public static RouteHandlerBuilder PassesOverOthers(this RouteHandlerBuilder route) => route.WithMetadata(new OtherParametersIgnored());

    /// <summary>The body is a T as JSON.</summary>
    public static RouteHandlerBuilder TakesBody<T>(this RouteHandlerBuilder route, params BodyExample[] examples) =>
        route.TakesBody(new BodyType(typeof(T), JsonBody.MediaType, IsOptional: false, examples));

    /// <summary>The body is a stream of a type.</summary>
    public static RouteHandlerBuilder TakesStream(
        this RouteHandlerBuilder route, string mediaType, string description, params BodyExample[] examples) =>
        route.WithMetadata(new BodyType(typeof(string), mediaType, IsOptional: false, examples) { Description = description })
            .ProducesProblems(400, 415, 417);

    /// <summary>The body may be text of another type too, such as the example.</summary>
    public static RouteHandlerBuilder TakesTextToo(this RouteHandlerBuilder route, string mediaType, string example) =>
        route.WithMetadata(new TextType(mediaType, example));

    /// <summary>The body is a T as JSON, or is left out.</summary>
    public static RouteHandlerBuilder MayTakeBody<T>(this RouteHandlerBuilder route, params BodyExample[] examples) =>
        route.TakesBody(new BodyType(typeof(T), JsonBody.MediaType, IsOptional: true, examples));

    /// <summary>The body is a merge patch of a T.</summary>
    public static RouteHandlerBuilder TakesPatch<T>(this RouteHandlerBuilder route, params BodyExample[] examples) =>
        route.TakesBody(new BodyType(typeof(T), JsonBody.MergePatchMediaType, IsOptional: false, examples));

    /// <summary>What it answers, for example.</summary>
    public static RouteHandlerBuilder ShowsAnswer(this RouteHandlerBuilder route, AnswerExample example) => route.WithMetadata(example);

    public static RouteHandlerBuilder NeedsIfMatch(this RouteHandlerBuilder route) =>
        route.WithMetadata(new IfMatchNeeded()).ProducesProblems(404, 412, 428);

    /// <summary>A key is not needed, but shows more.</summary>
    public static RouteHandlerBuilder ShowsMoreWithKey(this RouteHandlerBuilder route) => route.WithMetadata(new KeyShowsMore());

    /// <summary>The statuses of success, each with a T as JSON.</summary>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (var status in statuses.DefaultIfEmpty(StatusCodes.Status200OK))
            route.Produces<T>(status, JsonBody.MediaType);
        return route;
    }

    /// <summary>
    /// Where Accept asks for it, the answer is of another type than JSON. What it then is, the remarks say: clients are made of the
    /// schemas, and would take each answer for either.
    /// </summary>
    public static RouteHandlerBuilder AnswersToo(this RouteHandlerBuilder route, string mediaType) =>
        route.WithMetadata(new OtherMediaType(mediaType));

    /// <summary>A page or a document of another type than JSON, or of one of several.</summary>
    public static RouteHandlerBuilder Answers(this RouteHandlerBuilder route, string mediaType, params string[] others) =>
        route.Produces<string>(StatusCodes.Status200OK, mediaType, others);

    /// <summary>The answer is sent as it is made, and has no entity tag.</summary>
    public static RouteHandlerBuilder Streams(this RouteHandlerBuilder route) => route.WithMetadata(new AnswerStreams());

    /// <summary>A header that its answers have beside those of all.</summary>
    public static RouteHandlerBuilder SaysHeader(this RouteHandlerBuilder route, string name, string description) =>
        route.WithMetadata(new AnswerHeader(name, description));

    public static RouteHandlerBuilder AnswersNothing(this RouteHandlerBuilder route) => route.Produces(StatusCodes.Status204NoContent);

    /// <summary>What it asks for may be another thing now: 308.</summary>
    public static RouteHandlerBuilder MayHaveMoved(this RouteHandlerBuilder route) =>
        route.Produces(StatusCodes.Status308PermanentRedirect);

    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (var status in statuses)
            route.Produces<Problem>(status, Problems.MediaType);
        return route;
    }

    // An operation's id is its handler's name.
    static RouteHandlerBuilder IsNamed(this RouteHandlerBuilder route)
    {
        route.Add(endpoint =>
        {
            var name = endpoint.Metadata.OfType<MethodInfo>().First().Name;
            endpoint.Metadata.Add(new EndpointNameMetadata(name));
            endpoint.Metadata.Add(new RouteNameMetadata(name));
        });
        return route;
    }

    static RouteHandlerBuilder TakesBody(this RouteHandlerBuilder route, BodyType body) =>
        route.WithMetadata(body).ProducesProblems(400, 413, 415, 417, 422);

    /// <summary>The types that an endpoint answers in when it succeeds.</summary>
    public static IReadOnlyList<string> SuccessTypes(this Endpoint endpoint) =>
        endpoint.Metadata.OfType<IProducesResponseTypeMetadata>().Where(answer => answer.StatusCode < 300)
            .SelectMany(answer => answer.ContentTypes)
            .Concat(endpoint.Metadata.OfType<OtherMediaType>().Select(other => other.MediaType)).Distinct().ToList();
}

/// <summary>The parameters that an operation's query takes.</summary>
internal sealed record QueryParameters(IReadOnlyList<QueryParameter> Parameters);

/// <summary>The operation ignores all other parameters.</summary>
internal sealed record OtherParametersIgnored;

/// <summary>What an operation takes as its body.</summary>
internal sealed record BodyType(Type Type, string MediaType, bool IsOptional, IReadOnlyList<BodyExample> Examples)
{
    public string Description { get; init; } = "1 MiB at most; Content-Encoding may be gzip.";
}

/// <summary>A type of text that an operation takes in place of JSON.</summary>
internal sealed record TextType(string MediaType, string Example);

/// <summary>A body that an operation takes, as the OpenAPI document shows it.</summary>
internal sealed record BodyExample(string Name, string Json);

/// <summary>What an operation answers, as the OpenAPI document shows it.</summary>
internal sealed record AnswerExample(string Name, Func<JsonNode> Json);

/// <summary>Another type that the operation answers in.</summary>
internal sealed record OtherMediaType(string MediaType);

/// <summary>The operation shows more to a caller with a key.</summary>
internal sealed record KeyShowsMore;

/// <summary>The operation's answer is sent as it is made.</summary>
internal sealed record AnswerStreams;

/// <summary>A header of the operation's answers of success.</summary>
internal sealed record AnswerHeader(string Name, string Description);

/// <summary>The operation needs If-Match.</summary>
internal sealed record IfMatchNeeded;

/// <summary>The operation takes Idempotency-Key.</summary>
internal sealed record IdempotencyKeyTaken;
