using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Exchange.Webhooks;

/// <summary>Short ways to webhooks.</summary>
static class WebhookCalls
{
    public const string Path = "/v1/webhooks";

    public static JsonObject Webhook(string url, string? filter = null, params string[] events)
    {
        var webhook = new JsonObject { ["url"] = url, ["description"] = "A partner" };
        if (filter is not null)
            webhook["filter"] = filter;
        if (events.Length > 0)
            webhook["events"] = new JsonArray([.. events.Select(one => JsonValue.Create(one))]);
        return webhook;
    }

    public static async Task<Answer> CreateWebhook(this HttpClient admin, string url, string? filter = null, params string[] events) =>
        (await admin.Post(Path, Webhook(url, filter, events))).Is(201);

    public static string PathOf(this Answer webhook) => $"{Path}/{webhook.Id}";

    /// <summary>The deliveries, the oldest first.</summary>
    public static async Task<IReadOnlyList<JsonObject>> Deliveries(this HttpClient admin, Answer webhook) =>
        [.. (await admin.All($"{webhook.PathOf()}/deliveries")).Reverse()];

    /// <summary>The deliveries as soon as they are as they should be.</summary>
    public static async Task<IReadOnlyList<JsonObject>> DeliveriesUntil(
        this HttpClient admin, Answer webhook, Func<IReadOnlyList<JsonObject>, bool> isSo)
    {
        IReadOnlyList<JsonObject> deliveries = [];
        await Calls.Until(async () => isSo(deliveries = await admin.Deliveries(webhook)));
        return deliveries;
    }
}

/// <summary>The app that may send to this machine, with a clock that can be put forward.</summary>
public sealed class SendingApi : ClockedApi
{
    protected override IEnumerable<(string Name, string Value)> Settings => [("Webhooks:AllowPrivateAddresses", "true")];
}
