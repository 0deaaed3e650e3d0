using System.Net;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Support;

/// <summary>An answer with its body.</summary>
sealed record Answer(HttpStatusCode Status, JsonObject Body, string? ETag, Uri? Location)
{
    public string Id => Text("/id")!;

    public string Path => $"/v1/reviews/{Id}";

    /// <summary>The pointers and codes of what is at fault, in no certain order.</summary>
    public IReadOnlyList<string> Faults => Findings("errors");

    public IReadOnlyList<string> Warnings => Findings("warnings");

    public static async Task<Answer> Of(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return new(
            answer.StatusCode, text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject(),
            answer.Headers.ETag?.ToString(), answer.Headers.Location);
    }

    /// <summary>The answer, which has to have this status.</summary>
    public Answer Is(int status)
    {
        Assert.True((int)Status == status, $"Expected {status}, got {this}");
        return this;
    }

    /// <summary>The answer, which has to be a success.</summary>
    public Answer Succeeded()
    {
        Assert.True((int)Status is >= 200 and < 300, $"Expected success, got {this}");
        return this;
    }

    /// <summary>The answer, which has to be a 201 that says where the review is, and its tag.</summary>
    public Answer IsCreated()
    {
        Is(201);
        Assert.Equal(Path, Location!.ToString());
        Assert.NotNull(ETag);
        return this;
    }

    /// <summary>The answer, which has to be a 422 of just these faults, each as "/pointer code".</summary>
    public Answer IsInvalid(params string[] faults)
    {
        Is(422);
        Assert.Equal(faults.Order(StringComparer.Ordinal), Faults.Order(StringComparer.Ordinal));
        return this;
    }

    /// <summary>What is at a JSON pointer of the body.</summary>
    public JsonNode? At(string pointer) => Body.At(pointer);

    /// <summary>The text at a JSON pointer, a number as it is written; null where nothing is.</summary>
    public string? Text(string pointer) => At(pointer)?.ToString();

    public DateTimeOffset Time(string pointer) => At(pointer)!.GetValue<DateTimeOffset>();

    /// <summary>The sentence of the one fault.</summary>
    public string Detail => Body["errors"]!.AsArray().Single()!["detail"]!.GetValue<string>();

    public override string ToString() => $"{(int)Status} {Body.ToJsonString()}";

    List<string> Findings(string member) => [.. (Body[member]?.AsArray() ?? []).Select(one => $"{one!["pointer"]} {one["code"]}")];
}
