namespace ReviewApi.Database;

/// <summary>Says once in the log that something fails, and once that it works again, however often it is tried meanwhile.</summary>
internal sealed partial class Outage(ILogger logger, string work)
{
    string? said;

    public void Failed(Exception error)
    {
        var failure = DatabaseFailure.Classify(error);
        var reason = failure is { Passes: true } ? failure.Reason : $"{error.GetType()}: {error.Message}";
        if (reason == said)
            return;
        said = reason;
        if (failure == DatabaseFailure.ReadOnly)
            LogWaits(logger, work, failure.Detail);
        else if (failure is { Passes: true })
            LogWaits(logger, work, error.Message);
        else
            LogFails(logger, work, error);
    }

    public void Ended()
    {
        if (said is null)
            return;
        said = null;
        LogWorks(logger, work);
    }

    [LoggerMessage(LogLevel.Warning, "{Work} waits for the database: {Reason}")]
    static partial void LogWaits(ILogger logger, string work, string reason);

    [LoggerMessage(LogLevel.Error, "{Work} fails")]
    static partial void LogFails(ILogger logger, string work, Exception error);

    [LoggerMessage(LogLevel.Information, "{Work} works again")]
    static partial void LogWorks(ILogger logger, string work);
}
