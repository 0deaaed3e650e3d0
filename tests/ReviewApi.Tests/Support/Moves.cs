using System.Net;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Support;

/// <summary>Short ways to move reviews from state to state, and to work on drafts.</summary>
static class Moves
{
    public const string Later = "2099-01-01T00:00:00Z";

    /// <summary>Does something with a review or its working copy, under the ETag it was read with.</summary>
    public static Task<Answer> Act(this HttpClient client, Answer read, string action, JsonNode? body = null) =>
        client.Act($"{read.Path}/{action}", read.ETag, body);

    public static Task<Answer> Schedule(this HttpClient client, Answer read, DateTimeOffset at) =>
        client.Schedule(read, $"{at.UtcDateTime:O}");

    public static Task<Answer> Schedule(this HttpClient client, Answer read, string at = Later) =>
        client.Act(read, "publish", new JsonObject { ["at"] = at });

    public static Task<Answer> Draft(this HttpClient client, Answer read) => client.Read($"{read.Path}/draft");

    public static Task<Answer> PutDraft(this HttpClient client, Answer read, JsonNode body) => client.Put(read, body, $"{read.Path}/draft");

    public static Task<Answer> PatchDraft(this HttpClient client, Answer read, string patch) =>
        client.Patch(read, patch, $"{read.Path}/draft");

    public static Task<Answer> DeleteDraft(this HttpClient client, Answer read) => client.Delete(read, $"{read.Path}/draft");

    /// <summary>Brings a draft, or a working copy, into a state.</summary>
    public static async Task<Answer> Bring(this HttpClient desk, Answer draft, string state) => state switch
    {
        "draft" => draft,
        "in_review" => (await desk.Act(draft, "submit")).Is(200),
        "scheduled" => (await desk.Schedule(draft)).Is(200),
        "published" => (await desk.Act(draft, "publish")).Is(200),
        "withdrawn" => (await desk.Act(await desk.Bring(draft, "published"), "withdraw")).Is(200),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>Whether a list has a review.</summary>
    public static async Task<bool> Lists(this HttpClient client, Answer review, string path = "/v1/reviews") =>
        (await client.All(path)).Any(item => (string?)item["id"] == review.Id);

    /// <summary>Sends until it is answered: a busy instance may ask to come again.</summary>
    public static async Task<Answer> Answered(Func<Task<Answer>> send)
    {
        while (true)
            if (await send() is { Status: not HttpStatusCode.ServiceUnavailable } answer)
                return answer;
    }

    /// <summary>Reads until what is read is as it should be, for a minute at most.</summary>
    public static async Task<Answer> Until(this HttpClient client, string path, Func<Answer, bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var read = await client.Read(path);
            if (isSo(read))
                return read;
            Assert.False(patience.IsCancellationRequested, $"It stays {read}");
            await Task.Delay(20);
        }
    }
}
