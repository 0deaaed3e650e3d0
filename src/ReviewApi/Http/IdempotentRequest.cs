using System.Security.Cryptography;
using System.Text;

namespace ReviewApi.Http;

/// <summary>A POST that came with Idempotency-Key: sent again, it is to be answered with its first answer.</summary>
/// <param name="Key">The key, as the client chose it.</param>
/// <param name="Hash">SHA-256 of the route and the body's bytes: what has to be the same.</param>
internal sealed record IdempotentRequest(string Key, byte[] Hash)
{
    public const string Header = "Idempotency-Key";

    public const int MaxLength = 255;

    /// <summary>Reads the header and the whole body before the handler does, which then reads the body from memory.</summary>
    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        if (request.Headers[Header] is { Count: > 0 } sent)
        {
            var key = sent is [{ Length: > 0 and <= MaxLength } one] && one.All(letter => letter is > ' ' and <= '~')
                ? one
                : throw ProblemException.Parameter(
                    Header, "invalid_value", $"It has to be one text of 1 to {MaxLength} visible ASCII characters.");
            var body = await JsonBody.ReadAll(request, context.HttpContext.RequestAborted);
            request.Body = new MemoryStream(body);
            byte[] text = [.. Encoding.UTF8.GetBytes($"{request.Path}{request.QueryString}\n"), .. body];
            context.HttpContext.Features.Set(new IdempotentRequest(key, SHA256.HashData(text)));
        }
        return await next(context);
    }
}
