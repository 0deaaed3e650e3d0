using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ReviewApi.Http;
using StandardWebhooks;

namespace ReviewApi.Exchange.Webhooks;

/// <summary>What is sent of a change, and how it is signed (Standard Webhooks).</summary>
internal static class WebhookMessage
{
    /// <summary>The event of a change, as review.published.</summary>
    public static string EventOf(ChangeRow change) =>
        $"{(change.ReviewId is not null ? "review" : change.FilmId is not null ? "film" : "release")}.{change.Kind}";

    /// <summary>The id of a message, the same for each attempt.</summary>
    public static string IdOf(Guid webhookId, long changeId) =>
        $"msg_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{webhookId} {changeId}")).AsSpan(0, 16))}";

    /// <summary>A request that tells a change.</summary>
    /// <param name="url">Where to.</param>
    /// <param name="id">The message's id.</param>
    /// <param name="told">The change.</param>
    /// <param name="secrets">The live secrets: a signature of each.</param>
    /// <param name="now">When it is sent.</param>
    public static HttpRequestMessage Request(
        string url, string id, ToldChange told, IEnumerable<byte[]> secrets, DateTimeOffset now)
    {
        var body = JsonSerializer.Serialize(
            new { type = EventOf(told.Row), timestamp = told.Row.At, data = told.Change }, Json.Options);
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new(JsonBody.MediaType);
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", $"{now.ToUnixTimeSeconds()}");
        request.Headers.Add(
            "webhook-signature", string.Join(' ', secrets.Select(secret => new StandardWebhook(secret).Sign(id, now, body))));
        request.Headers.UserAgent.ParseAdd("review-api-webhooks/1");
        return request;
    }
}
