using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ReviewApi.Tests.Extraction;

/// <summary>The real app with a server that answers as a language model does.</summary>
public sealed class ModelApi : ApiFixture
{
    internal const string Key = "a-key-for-the-model";

    readonly WebApplication model = StandIn.Server();

    /// <summary>What the model says.</summary>
    internal string Says { get; set; } = "[]";

    /// <summary>What it was asked last, with the key that came along.</summary>
    internal (string? Authorization, JsonNode Body) Asked { get; private set; }

    protected override IEnumerable<(string Name, string Value)> Settings =>
        [("Extraction:Endpoint", $"{model.Urls.First()}/v1"), ("Extraction:Model", "reader"), ("Extraction:Key", Key)];

    public override async Task InitializeAsync()
    {
        model.MapPost("/v1/chat/completions", async (HttpRequest request) =>
        {
            Asked = (request.Headers.Authorization, (await JsonNode.ParseAsync(request.Body))!);
            return Says.Length == 0
                ? Results.StatusCode(500)
                : Results.Json(new { choices = new[] { new { message = new { content = Says } } } });
        });
        await model.StartAsync();
        await base.InitializeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            ((IDisposable)model).Dispose();
    }
}

/// <summary>What a language model proposes is taken where its quote is in the text and says it, and nowhere else.</summary>
public sealed class ModelTests(ModelApi api) : IClassFixture<ModelApi>
{
    const string Text =
        "🎬 The picture that Mara Lindqvist made out of Ester Holm’s own script, which Kestrel brings home at last, looks fine.";

    [Theory]
    [InlineData("/films/0/title", "The picture", "The picture that", "/films/0/title", "The picture")]
    [InlineData("/films/0/title", "the  Picture", "The picture that", "/films/0/title", "The picture that")]
    public async Task Given_a_proposal_when_its_quote_says_it_then_it_is_in_the_draft_with_the_words_that_say_it(
        string pointer, string value, string quote, string place, string said)
    {
        api.Says = Proposals((pointer, value, quote), ("/films/0/directors/4", "Mara Lindqvist", "that Mara Lindqvist made"));
        var answer = (await api.Desk.Extract(Text)).Is(200);
        var evidence = Assert.Single(answer.Evidence(), one => (string)one["pointer"]! == place);
        Assert.Equal((said, "model"), (answer.Said(evidence), (string)evidence["rule"]!));
        Assert.Equal("Mara Lindqvist", answer.Text("/draft/films/0/directors/0"));
        Assert.Equal("rules-1+reader", answer.Text("/extractor"));
        Assert.Equal(($"Bearer {ModelApi.Key}", "reader"), (api.Asked.Authorization, (string)api.Asked.Body["model"]!));
        Assert.Equal(answer.Text("/text"), (string)api.Asked.Body["messages"]![1]!["content"]!);
    }

    [Theory]
    [InlineData("/films/0/title", "The picture", "The picture which")]
    [InlineData("/films/0/title", "The film", "The picture that")]
    [InlineData("/films/0/title", "", "The picture")]
    [InlineData("/films/0/year", "fine", "looks fine")]
    [InlineData("/films/0/year", "1999", "looks fine")]
    [InlineData("/status", "fine", "looks fine")]
    [InlineData("/sections/picture/text", "looks fine", "looks fine")]
    [InlineData("/films/7/title", "The picture", "The picture that")]
    public async Task Given_a_proposal_when_the_text_does_not_say_it_or_it_has_no_place_then_it_is_dropped(
        string pointer, string value, string quote)
    {
        api.Says = Proposals((pointer, value, quote));
        Assert.DoesNotContain((await api.Desk.Extract(Text)).Is(200).Evidence(), one => (string)one["rule"]! == "model");
    }

    [Theory]
    [InlineData("")]
    [InlineData("I could not find anything.")]
    [InlineData("[ { \"pointer\": 5 } ]")]
    [InlineData("```json\n[]\n```")]
    public async Task Given_a_model_that_fails_or_says_something_else_when_a_text_is_read_then_the_rules_read_it(string says)
    {
        api.Says = says;
        Assert.DoesNotContain((await api.Desk.Extract(Text)).Is(200).Evidence(), one => (string)one["rule"]! == "model");
    }

    static string Proposals(params (string Pointer, string Value, string Quote)[] all) => new JsonArray(
        [.. all.Select(one => new JsonObject { ["pointer"] = one.Pointer, ["value"] = one.Value, ["quote"] = one.Quote })]).ToJsonString();
}
