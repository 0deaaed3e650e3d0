using System.Net;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.OpenApi;

/// <summary>The limits that the document tells are those that the service keeps, no more and no less.</summary>
public sealed class LimitTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    static readonly ApiDocument Document = ApiDocument.Committed();
    static readonly ILookup<string, Limit> Limits = Limit.Of(Document, Document.Schema("ReviewInput")).ToLookup(limit => limit.Pointer);

    public static TheoryData<string> Pointers { get; } = new(Limits.Select(limits => limits.Key));

    [Fact]
    public async Task Given_a_review_with_every_member_when_posted_then_it_is_accepted()
    {
        var review = FullReview.Of(Document);
        Assert.Empty(new SchemaCheck(Document).Faults(review, Document.Schema("ReviewInput")));
        Assert.Null(await Refusal(review));
        Assert.All(Limits, limits => Assert.NotNull(review.At(limits.Key)));
    }

    [Theory]
    [MemberData(nameof(Pointers))]
    public async Task Given_a_review_with_a_member_at_its_limit_when_posted_then_it_is_accepted(string pointer)
    {
        foreach (var limit in Limits[pointer])
        {
            var review = FullReview.Of(Document);
            var value = limit.At(review.At(pointer)!);
            MakeRoom(review, pointer);
            await Provide(review, pointer, value);
            review.Put(pointer, value);
            var refusal = await Refusal(review);
            Assert.True(refusal is null, $"{limit}: {refusal}");
        }
    }

    [Theory]
    [MemberData(nameof(Pointers))]
    public async Task Given_a_review_with_a_member_beyond_its_limit_when_posted_then_422_at_that_member(string pointer)
    {
        foreach (var limit in Limits[pointer])
        {
            foreach (var value in limit.Beyond(FullReview.Of(Document).At(pointer)!))
            {
                var review = FullReview.Of(Document);
                MakeRoom(review, pointer);
                review.Put(pointer, value);
                var problem = await Refusal(review);
                Assert.True(problem?["status"]?.GetValue<int>() == 422, $"{limit} takes {value.ToJsonString()}");
                Assert.All(problem["errors"]!.AsArray(), error => Assert.Equal(pointer, error!["pointer"]!.GetValue<string>()));
            }
        }
    }

    async Task<JsonNode?> Refusal(JsonObject review)
    {
        using var answer = await api.Desk.Send("POST", "/v1/reviews?dryRun=true", Contents.Json(review));
        return answer.StatusCode == HttpStatusCode.OK ? null : JsonNode.Parse(await answer.Content.ReadAsStringAsync());
    }

    // Takes away what the member at its limit or beyond would not agree with.
    static void MakeRoom(JsonObject review, string pointer)
    {
        string[] inTheWay = Name(pointer) switch
        {
            "score" => ["printed"],
            "state" => ["score", "printed"],
            "value" => ["scale"],
            "year" => ["endYear"],
            "endYear" => ["year"],
            "fromSeconds" => ["toSeconds"],
            "toSeconds" => ["fromSeconds"],
            _ => [],
        };
        foreach (var name in inTheWay)
            review.At(Parent(pointer))!.AsObject().Remove(name);
        if (Name(pointer) == "value" && review.At(Parent(Parent(pointer))) is JsonObject judgement)
        {
            // Only what is not scored is printed without a scale.
            judgement.Remove("score");
            judgement["state"] = "unscored";
        }
    }

    // Adds what the member points at.
    async Task Provide(JsonObject review, string pointer, JsonNode value)
    {
        if (Name(pointer) == "reviewer")
            review["reviewers"]!.AsArray().Add(new JsonObject { ["name"] = value.DeepClone() });
        if (Name(pointer) == "film")
            review["films"] = new JsonArray(
                Enumerable.Range(0, value.GetValue<int>() + 1)
                    .Select(film => (JsonNode)new JsonObject { ["title"] = $"{film}" }).ToArray());
        if (Name(pointer) == "scale")
            await AddScale(value.GetValue<string>(), review.At(Parent(pointer))!["value"]!.GetValue<string>());
    }

    async Task AddScale(string code, string label) => (await api.Desk.AddScale(ScaleCalls.Labels(code, (label, 8.5m)))).Is(201);

    static string Parent(string pointer) => pointer[..pointer.LastIndexOf('/')];

    static string Name(string pointer) => pointer[(pointer.LastIndexOf('/') + 1)..];
}
