using System.Diagnostics;

namespace ReviewApi.Operations;

/// <summary>Says which requests were answered slowly, by their route.</summary>
internal static partial class SlowRequests
{
    const int UsualMilliseconds = 1000;

    /// <summary>From as many milliseconds on as Requests__SlowMilliseconds says, until the answer begins; with 0 none is slow.</summary>
    public static void UseSlowRequests(this WebApplication app)
    {
        var least = app.Configuration.GetValue("Requests:SlowMilliseconds", UsualMilliseconds);
        if (least == 0)
            return;
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SlowRequests));
        app.Use((http, next) =>
        {
            var began = Stopwatch.GetTimestamp();
            http.Response.OnStarting(() =>
            {
                var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                if (took >= least)
                    LogSlow(logger, http.Request.Method, RouteOf(http), took, http.Response.StatusCode);
                return Task.CompletedTask;
            });
            return next(http);
        });
    }

    static string RouteOf(HttpContext http) =>
        (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? http.Request.Path.ToString();

    [LoggerMessage(LogLevel.Warning, "{Method} {Route} took {Milliseconds:0} ms until its answer began: {Status}")]
    static partial void LogSlow(ILogger logger, string method, string route, double milliseconds, int status);
}
