#:sdk Microsoft.NET.Sdk.Web
#:package StandardWebhooks
// Takes a webhook's messages, verifies that the service signed them, and prints what they tell:
// WEBHOOK_SECRET=whsec_… dotnet run docs/recipes/Receiver.cs
using System.Text.Json.Nodes;
using StandardWebhooks;
using StandardWebhooks.Diagnostics;

var webhook = new StandardWebhook(Environment.GetEnvironmentVariable("WEBHOOK_SECRET")!);
var address = $"http://127.0.0.1:{Environment.GetEnvironmentVariable("PORT") ?? "8090"}";
var app = WebApplication.CreateSlimBuilder().Build();
app.MapPost("/", async (HttpRequest request) =>
{
    // As it came: the same JSON written anew has another signature.
    using var reader = new StreamReader(request.Body);
    var body = await reader.ReadToEndAsync();
    try
    {
        webhook.Verify(body, request.Headers); // throws where the signature is wrong or old
    }
    catch (WebhookVerificationException)
    {
        return Results.BadRequest();
    }
    Console.WriteLine($"{JsonNode.Parse(body)!["type"]} {request.Headers["webhook-id"]}");
    return Results.NoContent();
});
app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"{address}/"));
app.Run(address);
