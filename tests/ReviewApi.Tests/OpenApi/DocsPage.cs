using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Playwright;

namespace ReviewApi.Tests.OpenApi;

/// <summary>The docs page in a real Chromium, with what went wrong in it.</summary>
internal sealed class DocsPage : IAsyncDisposable
{
    readonly ConcurrentQueue<string> faults = [];

    DocsPage(IPage page)
    {
        Page = page;
        page.Console += (_, message) => Note(message.Type is "error" or "warning", message.Text);
        page.PageError += (_, error) => faults.Enqueue(error);
        page.RequestFailed += (_, request) => faults.Enqueue($"{request.Url} {request.Failure}");
        page.Request += (_, request) => Note(
            !request.Url.StartsWith("data:", StringComparison.Ordinal) && new Uri(request.Url).Host != Host,
            $"{request.Url} is elsewhere");
    }

    public IPage Page { get; }

    /// <summary>
    /// What the console says (a breach of the content security policy too), what failed to load, and what was loaded from elsewhere.
    /// </summary>
    public IReadOnlyCollection<string> Faults => faults;

    string Host { get; init; } = "";

    public static async Task<DocsPage> Open(ApiFixture api)
    {
        var browser = await Chromium.Browser.Value;
        var docs = new DocsPage(await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1280, Height = 1000 } }))
        {
            Host = api.Anonymous.BaseAddress!.Host,
        };
        await docs.Page.GotoAsync(new Uri(api.Anonymous.BaseAddress, "/docs").ToString());
        await docs.Page.Locator(".opblock").First.WaitForAsync();
        return docs;
    }

    /// <summary>Opens an operation, as a click on its line does, and waits until it is prefilled.</summary>
    public async Task<ILocator> Unfold(Operation operation)
    {
        var block = Page.Locator($"[id='operations-{operation.Json["tags"]![0]}-{operation.Id}']");
        await block.Locator(".opblock-summary-control").ClickAsync();
        await block.Locator(".execute").WaitForAsync();
        await block.Locator("[aria-busy=false]").WaitForAsync();
        return block;
    }

    /// <summary>Opens an operation, sends it as it is prefilled, and closes it: the status of the answer.</summary>
    public async Task<int> Try(Operation operation)
    {
        var block = await Unfold(operation);
        // What was answered when it was tried before.
        if (await block.Locator(".btn-clear").IsVisibleAsync())
            await block.Locator(".btn-clear").ClickAsync();
        await block.Locator(".execute").ClickAsync();
        var status = await block.Locator(".live-responses-table tbody .response .response-col_status").InnerTextAsync();
        await block.Locator(".opblock-summary-control").DispatchEventAsync("click");
        await block.Locator(".execute").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        return int.Parse(status.Split('\n')[0], CultureInfo.InvariantCulture);
    }

    /// <summary>Sends the request as it stands there, and gives the status and the body that the page then shows.</summary>
    public static async Task<(string Status, string Body)> Execute(ILocator block)
    {
        await block.Locator(".execute").ClickAsync();
        var answer = block.Locator(".live-responses-table tbody .response");
        return (
            await answer.Locator(".response-col_status").InnerTextAsync(),
            await answer.Locator(".response-col_description").InnerTextAsync());
    }

    public async Task Authorize(string key)
    {
        await Page.Locator(".auth-wrapper > .authorize").ClickAsync();
        await Page.Locator(".auth-container input").FillAsync(key);
        await Page.Locator(".auth-container button[type=submit]").ClickAsync();
        await Page.Locator(".auth-container .btn-done").ClickAsync();
    }

    public async ValueTask DisposeAsync() => await Page.CloseAsync();

    void Note(bool isFault, string what)
    {
        if (isFault)
            faults.Enqueue(what);
    }
}
