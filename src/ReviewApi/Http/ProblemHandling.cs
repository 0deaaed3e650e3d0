using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using ReviewApi.Database;
using ReviewApi.Rules;

namespace ReviewApi.Http;

/// <summary>Turns whatever ends a request without an answer into a problem.</summary>
internal static partial class ProblemHandling
{
    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = http => Answer(http, http.Features.Get<IExceptionHandlerFeature>()!.Error, app.Logger),
            SuppressDiagnosticsCallback = _ => true,
        });
        app.UseStatusCodePages(page => Problems.Write(page.HttpContext, Problems.OfStatus(page.HttpContext.Response.StatusCode)));
    }

    static Task Answer(HttpContext http, Exception error, ILogger logger)
    {
        switch (error)
        {
            case ProblemException refused:
                return Problems.Write(http, refused);
            case MovedException moved:
                http.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
                http.Response.Headers.Location = http.Request.Below(moved.Location);
                return Task.CompletedTask;
            case BadHttpRequestException bad:
                return Problems.Write(http, Problems.OfStatus(bad.StatusCode));
            case OperationCanceledException when Deadline.IsClientGone(http):
                http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
                return Task.CompletedTask;
        }
        if (DatabaseFailure.Classify(error) is { } failure)
        {
            LogFailure(logger, failure.Reason, error.Message);
            return Problems.Write(http, Problem(failure, http));
        }
        if (!http.RequestServices.GetRequiredService<Readiness>().IsMigrated)
        {
            LogFailure(logger, DatabaseFailure.Schema.Reason, error.Message);
            return Problems.Write(http, Problems.Unavailable);
        }
        LogUnexpected(logger, error);
        return Problems.Write(http, Problems.Internal);
    }

    // What the database refuses in a body is somewhere in it; a query is too short to need a place.
    static ProblemException Problem(DatabaseFailure failure, HttpContext http) => failure switch
    {
        { Code: { } code } when http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true =>
            new(Problems.Validation, failure.Detail, new Fault { Pointer = "", Code = code, Detail = failure.Detail }),
        { Code: not null } => new(Problems.InvalidRequest, failure.Detail),
        _ when failure == DatabaseFailure.Conflict => new(Problems.Conflict, failure.Detail),
        _ => new(Problems.Unavailable, failure.Detail),
    };

    [LoggerMessage(LogLevel.Warning, "The database refused a request ({Kind}): {Reason}")]
    static partial void LogFailure(ILogger logger, string kind, string reason);

    [LoggerMessage(LogLevel.Error, "A request failed")]
    static partial void LogUnexpected(ILogger logger, Exception error);
}
