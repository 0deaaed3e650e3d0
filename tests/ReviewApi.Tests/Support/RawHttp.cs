using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ReviewApi.Tests.Support;

/// <summary>An answer as it came over the wire; Continued where 100 Continue came before it.</summary>
sealed record RawAnswer(int Status, ILookup<string, string> Headers, string Body, bool Continued)
{
    public string? ContentType => Headers["Content-Type"].FirstOrDefault();
}

/// <summary>Sends bytes as they are: what an HTTP client would tidy up or refuse to send.</summary>
static class RawHttp
{
    /// <summary>Sends a head and a body; the lines of the head end in line feeds and get their carriage returns here.</summary>
    public static Task<RawAnswer> Raw(this ApiFixture api, string head, string body = "") =>
        api.Raw([.. Encoding.Latin1.GetBytes(Head(api, head)), .. Encoding.UTF8.GetBytes(body)]);

    public static async Task<RawAnswer> Raw(this ApiFixture api, byte[] request)
    {
        var address = api.Anonymous.BaseAddress!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port, patience.Token);
        await using var stream = socket.GetStream();
        var sending = Write(stream, request, patience.Token);
        var answer = await Read(stream, hasBody: !request.AsSpan().StartsWith("HEAD "u8), patience.Token);
        socket.Close();
        await sending;
        return answer;
    }

    /// <summary>The bytes of a head: a request line and headers, with Host and Connection where it has none.</summary>
    public static string Head(ApiFixture api, string head)
    {
        var lines = head.TrimEnd('\n').Split('\n').ToList();
        if (!lines.Exists(line => line.StartsWith("Host:", StringComparison.OrdinalIgnoreCase)))
            lines.Add($"Host: {api.Anonymous.BaseAddress!.Authority}");
        return string.Join("\r\n", lines) + "\r\n\r\n";
    }

    // A server that has answered may close before all was sent.
    static async Task Write(NetworkStream stream, byte[] request, CancellationToken cancellation)
    {
        try
        {
            await stream.WriteAsync(request, cancellation);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
        }
    }

    static async Task<RawAnswer> Read(NetworkStream stream, bool hasBody, CancellationToken cancellation)
    {
        var received = new List<byte>();
        var buffer = new byte[65536];
        while (true)
        {
            if (Parse(received, ended: !hasBody) is { } answer)
                return answer;
            var count = 0;
            try
            {
                count = await stream.ReadAsync(buffer, cancellation);
            }
            catch (IOException) when (received.Count > 0)
            {
            }
            if (count == 0)
                return Parse(received, ended: true) ?? throw new IOException("The connection ended without an answer.");
            received.AddRange(buffer[..count]);
        }
    }

    // Null while it is not all there.
    static RawAnswer? Parse(List<byte> received, bool ended)
    {
        var text = Encoding.Latin1.GetString([.. received]);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
            return null;
        var lines = text[..end].Split("\r\n");
        var status = int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
        if (status == 100)
            return Parse(received[(end + 4)..], ended) is { } final ? final with { Continued = true } : null;
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2))
            .ToLookup(header => header[0], header => header.Length > 1 ? header[1] : "", StringComparer.OrdinalIgnoreCase);
        var body = text[(end + 4)..];
        var complete = headers["Content-Length"].FirstOrDefault() is { } length
            ? body.Length >= int.Parse(length, CultureInfo.InvariantCulture)
            : headers["Transfer-Encoding"].Any() ? body.EndsWith("0\r\n\r\n", StringComparison.Ordinal) : status is 204 or 304;
        return complete || ended
            ? new RawAnswer(status, headers, Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(body)), Continued: false)
            : null;
    }
}
