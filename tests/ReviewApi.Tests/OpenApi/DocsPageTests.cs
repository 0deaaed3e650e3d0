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
        var asked = await block.Locator("tr[data-param-name=idOrSlug] input").InputValueAsync();
        var (status, body) = await DocsPage.Execute(block);
        Assert.StartsWith("200", status, StringComparison.Ordinal);
        Assert.Contains($"\"slug\": \"{asked}\"", body, StringComparison.Ordinal);
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

    [Fact]
    public async Task Given_the_docs_page_when_read_then_reads_come_first_and_locks_stand_where_a_key_is_needed()
    {
        var operations = (await ApiDocument.Served(api.Anonymous)).Operations;
        await using var docs = await DocsPage.Open(api);
        Assert.Equal("width=device-width, initial-scale=1", await docs.Page.Locator("meta[name=viewport]").GetAttributeAsync("content"));
        var locked = await docs.Page.Locator(".opblock:has(.authorization__btn)").EvaluateAllAsync<string[]>(
            "blocks => blocks.map(block => block.id.split('-').at(-1))");
        Assert.Equal(operations.Where(operation => operation.NeedsKey).Select(operation => operation.Id).Order(), locked.Order());
        var methods = await docs.Page.Locator("[id^=operations-Reviews-] .opblock-summary-method").AllInnerTextsAsync();
        Assert.Equal(["GET", "GET", "GET", "GET", "POST", "POST", "PUT", "PATCH", "DELETE"], methods);
    }

    [Fact]
    public async Task Given_dozens_of_parameters_when_the_list_is_unfolded_then_the_useful_ones_come_first_and_the_rest_can_be_shown()
    {
        var list = (await ApiDocument.Served(api.Anonymous)).Operation("ListReviews");
        await using var docs = await DocsPage.Open(api);
        var block = await docs.Unfold(list);
        Assert.Equal(
            ["q", "film", "format", "hdr"],
            (await block.Locator("tr[data-param-name]").EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.paramName)"))[..4]);
        await block.Locator(".more-parameters button").ClickAsync();
        Assert.Equal(list.Parameters.Count, await block.Locator("tr[data-param-name]").CountAsync());
    }

    [GeneratedRegex("\"id\": \"([0-9a-f-]{36})\"")]
    private static partial Regex ReviewId();
}
