using System.Net;
using System.Text.RegularExpressions;

namespace ReviewApi.Tests.OpenApi;

/// <summary>The docs page works in a browser, under its strict content security policy.</summary>
public sealed partial class DocsPageTests(SampleFixture api) : IClassFixture<SampleFixture>
{
    [Fact]
    public async Task Given_the_docs_page_when_opened_then_all_operations_are_listed_and_nothing_goes_wrong()
    {
        var operations = (await ApiDocument.Served(api.Anonymous)).Operations;
        await using var docs = await DocsPage.Open(api);
        var listed = await docs.Page.Locator(".opblock").EvaluateAllAsync<string[]>(
            "blocks => blocks.map(block => block.querySelector('.opblock-summary-method').innerText "
            + "+ ' ' + block.querySelector('[data-path]').dataset.path)");
        Assert.Equal(operations.Select(operation => operation.ToString()).Order(), listed.Order());
        Assert.Equal("Review API", await docs.Page.TitleAsync());
        Assert.Empty(docs.Faults);
    }

    [Fact]
    public async Task Given_the_samples_when_a_review_is_read_on_the_docs_page_as_prefilled_then_it_shows_200_and_the_review()
    {
        await using var docs = await DocsPage.Open(api);
        var block = await docs.Unfold((await ApiDocument.Served(api.Anonymous)).Operation("GetReview"));
        var (status, body) = await DocsPage.Execute(block);
        Assert.StartsWith("200", status, StringComparison.Ordinal);
        Assert.Contains("\"slug\": \"leaving-las-vegas-1995-blu-ray\"", body, StringComparison.Ordinal);
        Assert.Empty(docs.Faults);
    }

    [Fact]
    public async Task Given_a_key_entered_on_the_docs_page_when_the_prefilled_review_is_posted_then_it_shows_201_and_the_review_is_there()
    {
        await using var docs = await DocsPage.Open(api);
        await docs.Authorize(ApiFixture.AdminKey);
        var block = await docs.Unfold((await ApiDocument.Served(api.Anonymous)).Operation("CreateReview"));
        var (status, body) = await DocsPage.Execute(block);
        Assert.StartsWith("201", status, StringComparison.Ordinal);
        Assert.Empty(docs.Faults);
        using var read = await api.Desk.GetAsync($"/v1/reviews/{ReviewId().Match(body).Groups[1].Value}");
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
    }

    [Fact]
    public async Task Given_no_key_when_the_prefilled_scale_is_posted_on_the_docs_page_then_it_shows_401_and_why()
    {
        await using var docs = await DocsPage.Open(api);
        var block = await docs.Unfold((await ApiDocument.Served(api.Anonymous)).Operation("CreateScale"));
        var (status, body) = await DocsPage.Execute(block);
        Assert.StartsWith("401", status, StringComparison.Ordinal);
        Assert.Contains("/problems/unauthorized", body, StringComparison.Ordinal);
    }

    [GeneratedRegex("\"id\": \"([0-9a-f-]{36})\"")]
    private static partial Regex ReviewId();
}
