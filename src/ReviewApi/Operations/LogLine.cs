using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace ReviewApi.Operations;

/// <summary>
/// An event as one line for people: its time in UTC, its level, its name, what it says, and the trace of the request that it belongs to. An
/// error's lines are joined.
/// </summary>
internal sealed class LogLine() : ConsoleFormatter(FormatterName)
{
    /// <summary>What Logging__Console__FormatterName calls it.</summary>
    public const string FormatterName = "line";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var said = logEntry.Formatter(logEntry.State, logEntry.Exception);
        textWriter.Write(DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        textWriter.Write($" {Level(logEntry.LogLevel)} {logEntry.Category.Split('.')[^1]}.{NameOf(logEntry.EventId)} ");
        textWriter.Write(InOneLine(logEntry.Exception is null ? said : $"{said}: {logEntry.Exception}"));
        if (Activity.Current is { } activity)
            textWriter.Write($" trace={activity.TraceId}");
        textWriter.Write('\n');
    }

    // Without the Log in front of a method that logs.
    static string NameOf(EventId happening) => happening.Name switch
    {
        null or "" => "-",
        var name when name.StartsWith("Log", StringComparison.Ordinal) => name[3..],
        var name => name,
    };

    static string Level(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "error",
        _ => "critical",
    };

    static string InOneLine(string text) =>
        string.Join(" | ", text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
