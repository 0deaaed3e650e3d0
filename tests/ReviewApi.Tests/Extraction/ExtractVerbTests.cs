using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Extraction;

/// <summary>The verb extract FILE: the same draft as over HTTP, of a text and of HTML; nothing of a file that is not there.</summary>
public sealed class ExtractVerbTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("review.txt", "text/plain", "Harbour Lights (1987) Blu-ray Review\n\nVideo: 4/5\nThe 1080p transfer is sharp.")]
    [InlineData("review.html", "text/html", "<h1>Harbour Lights (1987) Blu-ray</h1><h2>Video</h2><p>The <b>1080p</b> image is fine.</p>")]
    public async Task Given_a_file_when_it_is_extracted_then_the_draft_is_the_one_over_HTTP(string name, string type, string text)
    {
        var folder = Directory.CreateTempSubdirectory("extract");
        try
        {
            var file = Path.Combine(folder.FullName, name);
            await File.WriteAllTextAsync(file, text);
            await using var database = await EmptyDatabase.Create(api);
            await using var app = AppProcess.Start(["extract", file], ("ConnectionStrings__Reviews", database.ConnectionString));
            Assert.True(await app.Ended() == 0, string.Join('\n', app.Errors));
            var printed = JsonNode.Parse(string.Join('\n', app.Output.SkipWhile(line => line != "{")))!;
            var answered = (await api.Desk.Extract(text, type)).Is(200);
            Assert.Equal(answered.At("/draft")!.ToJsonString(), printed["draft"]!.ToJsonString());
            Assert.Equal(answered.At("/evidence")!.ToJsonString(), printed["evidence"]!.ToJsonString());
            Assert.Empty(await database.Query<string>("select review_id::text from reviews"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("extract", "file")]
    [InlineData("extract /there/is/none.txt", "none.txt")]
    public async Task Given_no_file_when_extract_is_asked_for_then_it_ends_with_2_and_says_so(string arguments, string named)
    {
        await using var app = AppProcess.Start(arguments.Split(' '), ("ConnectionStrings__Reviews", "Host=127.0.0.1;Port=1"));
        Assert.Equal(2, await app.Ended());
        Assert.Contains(named, string.Join('\n', app.Errors), StringComparison.OrdinalIgnoreCase);
    }
}
