using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Support;

/// <summary>Short ways to make keys and to use them.</summary>
static class KeyCalls
{
    public const string Write = "reviews:write";
    public const string Publish = "reviews:publish";
    public const string Admin = "admin";

    public static JsonObject Key(string scope, string? outlet = null, string? name = null)
    {
        var body = new JsonObject { ["name"] = name ?? $"Key {Guid.NewGuid():N}", ["scopes"] = new JsonArray(scope) };
        if (outlet is not null)
            body["outlet"] = outlet;
        return body;
    }

    public static async Task<Answer> CreateKey(this HttpClient desk, JsonObject body) => (await desk.Post("/v1/keys", body)).Is(201);

    public static Task<Answer> CreateKey(this HttpClient desk, string scope, string? outlet = null) => desk.CreateKey(Key(scope, outlet));

    public static string Secret(this Answer key) => key.Text("/secret")!;

    public static string KeyPath(this Answer key) => $"/v1/keys/{key.Id}";

    public static Task<Answer> Revoke(this HttpClient desk, Answer key) => desk.Delete(key, key.KeyPath());

    public static Task<Answer> Rotate(this HttpClient desk, Answer key) => desk.Act(key.KeyPath() + "/rotate");

    /// <summary>A client with a new key.</summary>
    public static async Task<HttpClient> NewClient(this ApiFixture api, string scope, string? outlet = null, string? name = null) =>
        api.Client((await api.Desk.CreateKey(Key(scope, outlet, name))).Secret());

    /// <summary>The status of a read that any key may do, which tells whether this one is taken.</summary>
    public static async Task<int> Try(this HttpClient client)
    {
        using var answer = await client.GetAsync("/v1/reviews?status=draft&limit=1");
        return (int)answer.StatusCode;
    }
}
