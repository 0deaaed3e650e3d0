using System.Globalization;
using ReviewApi.Access;
using ReviewApi.Http;
using ReviewApi.Rules;
using ReviewApi.Writing;

namespace ReviewApi.Exchange.Webhooks;

internal static class WebhookEndpoints
{
    static readonly BodyExample Example = new("new-uhd-reviews", """
        {
          "url": "https://partner.example.org/hooks/reviews", "events": ["review.published", "review.updated", "review.withdrawn"],
          "filter": "format=uhd_blu_ray&hdr=dolby_vision&picture.gte=9", "description": "The partner's shop"
        }
        """);

    static readonly QueryParameter<string?> After = QueryParameter.Text(
        "after", "A cursor of the changes: what comes after it is sent again; left out: all from the beginning.");

    public static void MapWebhooks(this IEndpointRouteBuilder app)
    {
        var webhooks = app.MapGroup("/v1/webhooks").WithTags("Exchange");
        webhooks.MapPost("/", CreateWebhook).Posts(Scopes.Admin).TakesBody<Webhook>(Example).Answers<Webhook>(201)
            .WithMetadata(new AnswersSecret());
        webhooks.MapGet("/{id}", GetWebhook).Reads().NeedsKey(Scopes.Admin).Answers<Webhook>().ProducesProblems(404);
        webhooks.MapGet("/", ListWebhooks).Reads().NeedsKey(Scopes.Admin).Takes(Paging.Limit, Paging.Cursor).Answers<Page<Webhook>>();
        webhooks.MapDelete("/{id}", DeleteWebhook).Writes(Scopes.Admin).AnswersNothing().ProducesProblems(404);
        webhooks.MapPost("/{id}/rotate", RotateWebhook).Posts(Scopes.Admin).Answers<Webhook>().ProducesProblems(404)
            .WithMetadata(new AnswersSecret());
        webhooks.MapPost("/{id}/replay", ReplayWebhook).Posts(Scopes.Admin).Takes(After).Answers<Webhook>()
            .ProducesProblems(404, 410);
        webhooks.MapGet("/{id}/deliveries", ListDeliveries).Reads().NeedsKey(Scopes.Admin).Takes(Paging.Limit, Paging.Cursor)
            .Answers<Page<Delivery>>().ProducesProblems(404);
    }

    /// <summary>Create a webhook</summary>
    /// <remarks>
    /// What changes from now on is sent to its address as a POST of { "type": "review.published", "timestamp", "data": the change as GET
    /// /v1/changes lists it }, signed by Standard Webhooks (webhook-id, webhook-timestamp, webhook-signature v1) with the secret that the
    /// answer has, this one time. What is of one review comes in order, the next one when the one before was taken with a status of 2xx.
    /// What is not is tried again with growing pauses of up to an hour, for three days without success; then the webhook is switched off.
    /// A message may come twice, with the same webhook-id.
    /// </remarks>
    static async Task<Representation> CreateWebhook(
        HttpRequest request, Writes writes, WebhookAddress addresses, CancellationToken cancellation)
    {
        var sent = await JsonBody.Read<Webhook>(request, cancellation);
        new WebhookValidator(addresses).Validate(sent).OrThrow();
        return await writes.Run(request.HttpContext, async write =>
        {
            var webhook = await WebhookStore.Add(sent, write);
            return Once(webhook).Created($"/v1/webhooks/{webhook.Id}");
        });
    }

    /// <summary>Read a webhook</summary>
    /// <remarks>All but its secrets.</remarks>
    /// <param name="id">The webhook's id.</param>
    static async Task<Representation> GetWebhook(string id, WebhookStore store, CancellationToken cancellation) =>
        Representation.OfJson(await store.Find(IdOf(id), cancellation) ?? throw NotFound());

    /// <summary>List the webhooks</summary>
    /// <remarks>The newest first, without their secrets.</remarks>
    static Task<Representation> ListWebhooks(
        HttpRequest request, WebhookStore store, Cursors cursors, CancellationToken cancellation)
    {
        return Paging.Answer(request, cursors, "webhooks", Read, webhook => $"{webhook.Id}", cancellation);

        Task<IReadOnlyList<Webhook>> Read(string? after, int take) =>
            store.List(after is null ? null : Guid.Parse(after), take, cancellation);
    }

    /// <summary>Delete a webhook</summary>
    /// <remarks>Nothing more is sent to it, what waits neither.</remarks>
    /// <param name="id">The webhook's id.</param>
    static Task<Representation> DeleteWebhook(string id, HttpContext http, Writes writes) => writes.Run(http, async write =>
        await WebhookStore.Delete(IdOf(id), write) ? Representation.Nothing : throw NotFound());

    /// <summary>Rotate a webhook's secret</summary>
    /// <remarks>The answer has the new secret, this one time. For 24 hours more the old one signs beside it.</remarks>
    /// <param name="id">The webhook's id.</param>
    static Task<Representation> RotateWebhook(string id, HttpContext http, Writes writes) => writes.Run(http, async write =>
        Once(await WebhookStore.Rotate(IdOf(id), write) ?? throw NotFound()));

    /// <summary>Send changes again</summary>
    /// <remarks>
    /// All that the webhook is sent of what comes after a cursor, in order, each with the webhook-id that it had. A webhook that was
    /// switched off is switched on.
    /// </remarks>
    /// <param name="id">The webhook's id.</param>
    static async Task<Representation> ReplayWebhook(
        string id, HttpContext http, Writes writes, ChangeLog log, CancellationToken cancellation)
    {
        var place = (await log.Read(After.Read(http.Request), After.Name, take: 0, withReviews: false, cancellation)).After;
        return await writes.Run(http, async write =>
            Representation.OfJson(await WebhookStore.Replay(IdOf(id), place, write) ?? throw NotFound()) with { ETag = null });
    }

    /// <summary>List a webhook's deliveries</summary>
    /// <remarks>What was sent and what waits, the newest first; what was taken is listed for 30 days.</remarks>
    /// <param name="id">The webhook's id.</param>
    static async Task<Representation> ListDeliveries(
        string id, HttpRequest request, WebhookStore store, Cursors cursors, CancellationToken cancellation)
    {
        Paging.Limit.Read(request);
        var webhook = await store.Find(IdOf(id), cancellation) ?? throw NotFound();
        return await Paging.Answer(
            request, cursors, $"deliveries {webhook.Id}", Read, () => Task.FromResult<long?>(null), delivery => $"{delivery.DeliveryId}",
            delivery => delivery.ToDelivery(), cancellation);

        Task<IReadOnlyList<LoggedDelivery>> Read(string? after, int take) =>
            store.Deliveries(webhook.Id!.Value, after is null ? null : long.Parse(after, CultureInfo.InvariantCulture), take, cancellation);
    }

    // With the secret in it: no entity tag is made of that.
    static Representation Once(Webhook webhook) => Representation.OfJson(webhook) with { ETag = null };

    static Guid IdOf(string id) => IdentifierAttribute.Parse(id) ?? throw NotFound();

    static ProblemException NotFound() => new(Problems.NotFound, "No webhook has this id.");
}
