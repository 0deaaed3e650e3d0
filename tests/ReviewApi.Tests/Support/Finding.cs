
namespace ReviewApi.Tests.Support;

/// <summary>Short ways to ask whether a query finds a review. Others are kept out by the release, which is each review's own.</summary>
static class Finding
{
    /// <summary>A published review with members put in, each as "/pointer" and its JSON.</summary>
    public static async Task<Answer> PublishWith(this HttpClient desk, params (string Pointer, string Json)[] members) =>
        (await desk.Publish(members.Aggregate(Example.Review(), (body, member) => body.With(member.Pointer, member.Json)))).Is(201);

    public static async Task<bool> Finds(this HttpClient client, string query, Answer review)
    {
        var found = (await client.Read($"/v1/reviews?releaseId={review.Text("/release/id")}&{query}")).Is(200).At("/items")!.AsArray();
        Assert.All(found, item => Assert.Equal(review.Id, (string?)item!["id"]));
        return found.Count == 1;
    }

    /// <summary>The ids of a page, in order.</summary>
    public static async Task<IReadOnlyList<string>> Ids(this HttpClient client, string query) =>
        [.. (await client.Read($"/v1/reviews?{query}")).Is(200).At("/items")!.AsArray().Select(item => (string)item!["id"]!)];
}
