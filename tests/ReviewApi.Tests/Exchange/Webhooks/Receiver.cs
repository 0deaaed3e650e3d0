using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ReviewApi.Tests.Exchange.Webhooks;

/// <summary>A partner's server: it notes what it is sent, and answers as the test has it.</summary>
sealed class Receiver : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentQueue<Message> messages = new();

    Receiver(WebApplication app) => this.app = app;

    /// <summary>What it is sent at.</summary>
    public string Url { get; private set; } = "";

    /// <summary>All that it was sent, what it refused too.</summary>
    public IReadOnlyList<Message> Messages => [.. messages];

    /// <summary>What it has taken.</summary>
    public IReadOnlyList<Message> Taken => [.. messages.Where(message => message.IsTaken)];

    /// <summary>Answers a message; it takes it where the status says so.</summary>
    public Func<Message, HttpResponse, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    public static async Task<Receiver> Start()
    {
        var receiver = new Receiver(StandIn.Server());
        receiver.app.Run(receiver.Take);
        await receiver.app.StartAsync();
        receiver.Url = $"{receiver.app.Urls.Single()}/hook";
        return receiver;
    }

    /// <summary>Waits until it has taken messages of so many ids that meet a condition, and gives the first of each.</summary>
    public async Task<IReadOnlyList<Message>> Until(int count, Func<Message, bool>? isMeant = null)
    {
        IReadOnlyList<Message> meant = [];
        await Calls.Until(() =>
        {
            meant = [.. Taken.Where(message => isMeant?.Invoke(message) != false).DistinctBy(message => message.Id)];
            return Task.FromResult(meant.Count >= count);
        }, seconds: 120);
        return meant;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    async Task Take(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var headers = http.Request.Headers;
        var message = new Message(
            http.Request.Method, http.Request.Path, headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(),
            headers["webhook-signature"].ToString(), headers.ContentType.ToString(), await reader.ReadToEndAsync());
        messages.Enqueue(message);
        await Answer(message, http.Response);
        message.IsTaken = http.Response.StatusCode < 300;
    }

    public sealed record Message(string Method, string Path, string Id, string Timestamp, string Signature, string ContentType, string Body)
    {
        public bool IsTaken { get; set; }

        public JsonObject Json => Example.Parse(Body);

        public string Type => (string)Json["type"]!;

        public JsonObject Data => Json["data"]!.AsObject();

        public string? ReviewId => (string?)Data["reviewId"];
    }
}
