using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ReviewApi.Tests.Site;

/// <summary>The pages by WCAG 2.2, levels A and AA, as axe checks it, on narrow and wide screens, in light and dark.</summary>
public sealed class AccessibilityTests(SampleFixture api) : IClassFixture<SampleFixture>
{
    static readonly string[] Rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

    [Theory]
    [InlineData("/", "main")]
    [InlineData("/problems", "main")]
    [InlineData("/problems/validation", "main")]
    [InlineData("/docs/index.html#/Catalogue/PatchFilm", ".execute")]
    public async Task Given_a_page_when_axe_looks_at_it_then_nothing_serious_is_found(string path, string ready)
    {
        var found = new List<string>();
        var page = await (await Chromium.Browser.Value).NewPageAsync();
        await page.GotoAsync(new Uri(api.Anonymous.BaseAddress!, path).ToString());
        await page.Locator(ready).First.WaitForAsync();
        foreach (var (scheme, width) in new[]
        {
            (ColorScheme.Light, 375), (ColorScheme.Light, 1280), (ColorScheme.Dark, 375), (ColorScheme.Dark, 1280),
        })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, 900);
            var result = await page.RunAxe(new AxeRunOptions
            {
                RunOnly = new() { Type = "tag", Values = [.. Rules] },
                ResultTypes = [ResultType.Violations],
            });
            found.AddRange(
                from violation in result.Violations
                where violation.Impact is "serious" or "critical"
                from node in violation.Nodes
                select $"{scheme} {width} {violation.Id}: {node.Html} {string.Join(' ', node.Any.Select(check => check.Message))}");
            Assert.True(
                await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"),
                $"{path} is wider than {width}");
        }
        await page.CloseAsync();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
