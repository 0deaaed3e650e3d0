using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Exchange;

/// <summary>An open stream of server-sent events, read as browsers do.</summary>
sealed class EventReader : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly HttpResponseMessage answer;
    readonly StreamReader lines;

    public EventReader(HttpResponseMessage answer, Stream body) => (this.answer, lines) = (answer, new StreamReader(body));

    public HttpResponseMessage Answer => answer;

    public static async Task<EventReader> Open(
        HttpClient client, string? after = null, string more = "", params (string Name, string Value)[] headers)
    {
        var path = $"/v1/changes/stream?{(after is null ? "" : $"after={after}")}{more}";
        var answer = await client.Begin("GET", path, null, headers);
        Assert.Equal(200, (int)answer.StatusCode);
        return new(answer, await answer.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event; null where the stream has ended.</summary>
    public async Task<(string Id, string Type, JsonObject Data)?> Next()
    {
        string? id = null, type = null, data = null;
        while (await Line() is { } line)
        {
            if (line.Length == 0 && data is not null)
                return (id!, type!, JsonNode.Parse(data)!.AsObject());
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = line[4..];
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
                type = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                data = line[6..];
            else
                Assert.Contains(line, new[] { "", ":" });
        }
        return null;
    }

    /// <summary>The next line; null where the stream has ended.</summary>
    public async Task<string?> Line() => await lines.ReadLineAsync().WaitAsync(Patience);

    public void Dispose()
    {
        lines.Dispose();
        answer.Dispose();
    }
}
