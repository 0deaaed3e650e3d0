namespace ReviewApi.Exchange;

/// <summary>How an export is answered: with its headers, then as it is made; one that fails ends without its end.</summary>
internal static partial class ExportAnswer
{
    public static async Task SendExport(
        this HttpContext http, Export export, string mediaType, string fileName, Func<CancellationToken, Task> send)
    {
        var response = http.Response;
        response.ContentType = mediaType;
        response.Headers[Export.Cursor] = export.ChangesCursor;
        response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        if (HttpMethods.IsHead(http.Request.Method))
            return;
        try
        {
            await send(http.RequestAborted);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
        }
        catch (Exception error) when (response.HasStarted)
        {
            LogFailed(http.RequestServices.GetRequiredService<ILogger<Export>>(), error);
            http.Abort();
        }
    }

    [LoggerMessage(LogLevel.Warning, "An export failed midway")]
    static partial void LogFailed(ILogger logger, Exception error);
}
