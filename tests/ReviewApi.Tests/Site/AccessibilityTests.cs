using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using ReviewApi.Tests.OpenApi;

namespace ReviewApi.Tests.Site;

/// <summary>The pages by WCAG 2.2, levels A and AA, as axe checks it, on narrow and wide screens, in light and dark.</summary>
public sealed class AccessibilityTests(SampleFixture api) : IClassFixture<SampleFixture>
{
    static readonly AxeRunOptions Options = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        ResultTypes = [ResultType.Violations],
    };

    static readonly (ColorScheme Scheme, int Width)[] Looks =
        [(ColorScheme.Light, 375), (ColorScheme.Dark, 1280), (ColorScheme.Light, 1280), (ColorScheme.Dark, 375)];

    [Theory]
    [InlineData("/")]
    [InlineData("/problems")]
    [InlineData("/problems/validation")]
    public async Task Given_a_page_when_axe_looks_at_it_then_nothing_serious_is_found(string path)
    {
        var page = await (await Chromium.Browser.Value).NewPageAsync();
        await page.GotoAsync(new Uri(api.Anonymous.BaseAddress!, path).ToString());
        var found = await Look(page, page.Locator("html"));
        await page.CloseAsync();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    // The closed operations of one tag are as all others, and have each method.
    [Fact]
    public async Task Given_the_docs_page_when_axe_looks_at_it_and_at_opened_operations_of_each_kind_then_nothing_serious_is_found()
    {
        var document = await ApiDocument.Served(api.Anonymous);
        await using var docs = await DocsPage.Open(api);
        var found = new List<string>();
        string[] parts = [".topbar", ".information-container", ".scheme-container", ".opblock-tag-section:has([data-tag=Reviews])"];
        foreach (var part in parts)
            found.AddRange(await Look(docs.Page, docs.Page.Locator(part).First));
        foreach (var id in new[] { "GetReview", "CreateReview", "MergeFilm", "DeleteReview" })
        {
            var block = await docs.Unfold(document.Operation(id));
            if (id == "GetReview")
                await DocsPage.Execute(block);
            // They are large, and each width and each scheme is in the first two looks.
            found.AddRange(await Look(docs.Page, block, Looks[..2]));
            await docs.Page.SetViewportSizeAsync(1280, 1000);
            await block.Locator(".opblock-summary-control").ClickAsync();
        }
        await docs.Page.Locator(".auth-wrapper > .authorize").ClickAsync();
        found.AddRange(await Look(docs.Page, docs.Page.Locator(".modal-ux")));
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    static async Task<IReadOnlyList<string>> Look(IPage page, ILocator part, IEnumerable<(ColorScheme Scheme, int Width)>? looks = null)
    {
        var found = new List<string>();
        foreach (var (scheme, width) in looks ?? Looks)
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, 900);
            var result = await part.RunAxe(Options);
            found.AddRange(
                from violation in result.Violations
                where violation.Impact is "serious" or "critical"
                from node in violation.Nodes
                select $"{scheme} {width} {violation.Id}: {node.Html} {string.Join(' ', node.Any.Select(check => check.Message))}");
            if (!await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                found.Add($"{part} is wider than {width}");
        }
        return found;
    }
}
