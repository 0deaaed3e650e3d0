using System.Globalization;
using System.Text;

namespace ReviewApi.Tests.Support;

/// <summary>A request as it goes over the wire, right at first, to be made wrong in one place.</summary>
sealed record RawRequest(string Method, string Target, IReadOnlyList<string> Headers, byte[] Body)
{
    public string Version { get; init; } = "HTTP/1.1";

    public bool IsChunked { get; init; }

    /// <summary>Whether Content-Length is added; not where a header of the request says another one.</summary>
    public bool SaysLength { get; init; } = true;

    /// <summary>An operation's request that is right: with the key, with If-Match, and with a body where it takes one.</summary>
    public static RawRequest Of(Operation operation, string authority) => new(
        operation.Method,
        operation.ExamplePath,
        [
            $"Host: {authority}", $"Authorization: Bearer {ApiFixture.AdminKey}",
            .. operation.IsRead ? Array.Empty<string>() : ["If-Match: *"],
            .. operation.BodyType is null ? Array.Empty<string>() : [$"Content-Type: {operation.BodyType}"],
        ],
        operation.ValidBody() ?? []);

    /// <summary>The request at the same operation of another id; where the operation has none, the id comes behind its path.</summary>
    public RawRequest At(string id, Operation operation)
    {
        var path = operation.ExamplePath;
        return this with { Target = $"{(HasId(operation) ? path[..path.LastIndexOf('/')] : path)}/{id}" };
    }

    public RawRequest Asking(string query) => this with { Target = $"{Target}?{query}" };

    public RawRequest With(params string[] headers) => this with { Headers = [.. Headers, .. headers] };

    public RawRequest Instead(string header)
    {
        var name = header[..(header.IndexOf(':', StringComparison.Ordinal) + 1)];
        return this with { Headers = [.. Headers.Where(one => !one.StartsWith(name, StringComparison.OrdinalIgnoreCase)), header] };
    }

    public RawRequest Without(string name) =>
        this with { Headers = [.. Headers.Where(one => !one.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase))] };

    public RawRequest Sending(byte[] body) => this with { Body = body };

    public byte[] ToBytes()
    {
        var framing = IsChunked ? "Transfer-Encoding: chunked" : $"Content-Length: {Body.Length.ToString(CultureInfo.InvariantCulture)}";
        var lines = new List<string> { $"{Method} {Target} {Version}".TrimEnd() };
        lines.AddRange(Headers);
        if (IsChunked || SaysLength && (Body.Length > 0 || Method is "POST" or "PUT" or "PATCH"))
            lines.Add(framing);
        var head = Encoding.Latin1.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n");
        return IsChunked && Body.Length > 0
            ? [.. head, .. Encoding.ASCII.GetBytes($"{Body.Length:x}\r\n"), .. Body, .. "\r\n0\r\n\r\n"u8]
            : [.. head, .. Body, .. IsChunked ? "0\r\n\r\n"u8 : []];
    }

    static bool HasId(Operation operation) => operation.Path.Contains('{', StringComparison.Ordinal);
}
