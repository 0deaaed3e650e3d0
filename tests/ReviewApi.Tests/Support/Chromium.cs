using Microsoft.Playwright;

namespace ReviewApi.Tests;

/// <summary>The browser that pages are tested in: one for all tests, each of which has a page of its own. It ends with the tests.</summary>
internal static class Chromium
{
    static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome.exe"];

    static readonly string[] UsualFolders =
    [
        "/usr/bin", "/usr/lib/chromium", "/snap/bin", "/opt/homebrew/bin", "/Applications/Chromium.app/Contents/MacOS",
        @"C:\Program Files\Google\Chrome\Application", @"C:\Program Files\Chromium\Application",
    ];

    static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--no-first-run",
    ];

    public static readonly Lazy<Task<IBrowser>> Browser = new(async () =>
    {
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Found(), Args = Arguments });
    });

    static string Found()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(UsualFolders);
        return folders.SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException(
                "Pages are tested in Chromium, and there is none on PATH nor in the usual folders. "
                + "On Debian: apt-get install chromium");
    }
}
