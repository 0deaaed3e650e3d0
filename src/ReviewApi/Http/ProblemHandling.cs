using Microsoft.AspNetCore.Diagnostics;
using ReviewApi.Database;

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
                http.Response.Headers.Location = moved.Location;
                return Task.CompletedTask;
            case BadHttpRequestException bad:
                return Problems.Write(http, Problems.OfStatus(bad.StatusCode));
            case OperationCanceledException when http.RequestAborted.IsCancellationRequested:
                http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
                return Task.CompletedTask;
        }
        if (DatabaseAvailability.IsAway(error) || !http.RequestServices.GetRequiredService<Readiness>().IsMigrated)
        {
            LogDatabaseAway(logger, error.Message);
            return Problems.Write(http, Problems.Unavailable);
        }
        LogUnexpected(logger, error);
        return Problems.Write(http, Problems.Internal);
    }

    [LoggerMessage(LogLevel.Warning, "The database is away: {Reason}")]
    static partial void LogDatabaseAway(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Error, "A request failed")]
    static partial void LogUnexpected(ILogger logger, Exception error);
}
