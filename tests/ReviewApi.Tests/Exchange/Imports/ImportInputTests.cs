using System.Net;
using System.Text;
using System.Text.Encodings.Web;

namespace ReviewApi.Tests.Exchange.Imports;

/// <summary>Whatever is in the lines of an import, and however they come: each is answered, or the whole is refused.</summary>
public sealed class ImportInputTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_lines_with_faults_when_imported_then_each_is_named_with_its_faults_and_the_others_are_stored()
    {
        var faulty = ImportCalls.Sourced();
        (faulty["language"], faulty["films"]![0]!["year"]) = ("xx-", 1500);
        var unsourced = ImportCalls.Sourced();
        unsourced.Remove("source");
        var unpublishable = ImportCalls.Sourced();
        unpublishable.Remove("release");
        var lines = new[]
        {
            Line(), "", "  \t", "{", "[]", "7", """{ "headlin": "x" }""", """{ "headline": null }""", $"{faulty.ToJsonString()}",
            unsourced.ToJsonString(), unpublishable.ToJsonString(), "\"\\ud800\"", """{ "headline": "\ud800" }""", "not JSON", Line(),
        };
        var answers = await api.Desk.ImportText("publish", string.Join('\n', lines));
        Assert.Equal(
        [
            "1 created", "4 rejected malformed_json", "5 rejected wrong_type", "6 rejected wrong_type",
            "7 rejected /headlin unknown_member", "8 rejected /headline null_value",
            "9 rejected /films/0/year out_of_range /language unknown_code",
            "10 rejected /source/outlet required /source/externalId required", "11 rejected /release required_to_publish",
            "12 rejected wrong_type", "13 rejected /headline invalid_text", "14 rejected malformed_json", "15 created",
        ], answers.InShort().Select(Sorted));
        (await api.Anonymous.Read(answers[^1].PathOf())).Is(200);
    }

    [Fact]
    public async Task Given_every_ending_of_lines_and_a_byte_order_mark_when_imported_then_each_line_is_read()
    {
        byte[] text = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes($"{Line()}\r\n\r\n{Line()}\n{Line()}")];
        Assert.Equal(["1 created", "3 created", "4 created"], (await api.Desk.ImportBytes("draft", text)).InShort());
    }

    [Fact]
    public async Task Given_a_file_that_was_cut_in_a_character_when_imported_then_its_last_line_is_rejected()
    {
        var review = ImportCalls.Sourced();
        review["headline"] = "Ende gut, alles gutß";
        var cut = Encoding.UTF8.GetBytes(review.ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        var end = cut.AsSpan().IndexOf((byte)0xC3) + 1;
        var answers = await api.Desk.ImportBytes("draft", [.. Encoding.UTF8.GetBytes($"{Line()}\n"), .. cut[..end]]);
        Assert.Equal(["1 created", "2 rejected malformed_json"], answers.InShort());
    }

    [Theory]
    [InlineData(1024 * 1024, "2 rejected /notes too_long")]
    [InlineData(1024 * 1024 + 1, "2 rejected too_long")]
    [InlineData(5 * 1024 * 1024, "2 rejected too_long")]
    public async Task Given_a_line_of_many_bytes_when_imported_then_it_is_rejected_and_the_next_is_read(int size, string rejected)
    {
        var review = ImportCalls.Sourced();
        review["notes"] = "";
        var length = Encoding.UTF8.GetByteCount(review.ToJsonString());
        review["notes"] = new string('x', size - length);
        var answers = await api.Desk.ImportText("draft", $"{Line()}\n{review.ToJsonString()}\n{Line()}\n");
        Assert.Equal(["1 created", rejected, "3 created"], answers.InShort());
    }

    [Fact]
    public async Task Given_a_gzip_of_more_than_a_body_may_have_when_imported_then_all_of_it_is_read()
    {
        var review = ImportCalls.Sourced();
        review["notes"] = new string('x', 4000);
        var lines = Enumerable.Range(0, 600).Select(number =>
        {
            review["source"]!["externalId"] = $"{Guid.NewGuid()}";
            return $"{review.ToJsonString()}\n";
        });
        var text = Encoding.UTF8.GetBytes(string.Concat(lines));
        Assert.True(text.Length > 2 * 1024 * 1024);
        var answers = await api.Desk.ImportBytes("draft", Contents.Gzip(text), "gzip");
        Assert.Equal(Enumerable.Range(1, 600).Select(line => $"{line} created"), answers.InShort());
    }

    [Fact]
    public async Task Given_a_gzip_bomb_of_one_line_when_imported_then_that_line_is_rejected()
    {
        var bomb = Contents.Gzip(new byte[256 * 1024 * 1024]);
        Assert.True(bomb.Length < 512 * 1024);
        Assert.Equal(["1 rejected too_long"], (await api.Desk.ImportBytes("draft", bomb, "gzip")).InShort());
    }

    [Fact]
    public async Task Given_a_gzip_that_was_cut_when_imported_then_what_was_read_is_answered_and_the_rest_is_said_to_be_missing()
    {
        foreach (var tenths in Enumerable.Range(2, 8))
        {
            var lines = string.Concat(Enumerable.Range(0, 100).Select(_ => $"{Line()}\n"));
            var packed = Contents.Gzip(Encoding.UTF8.GetBytes(lines));
            var answers = await api.Desk.ImportBytes("draft", packed[..(packed.Length * tenths / 10)], "gzip");
            Assert.Equal("rejected", (string?)answers[^1]["status"]);
            Assert.Equal("unreadable_body", (string?)answers[^1]["errors"]![0]!["code"]);
            Assert.All(answers.SkipLast(1), answer => Assert.Equal("created", (string?)answer["status"]));
            Assert.Equal(Enumerable.Range(1, answers.Count), answers.Select(answer => (int)answer["line"]!));
        }
    }

    [Theory]
    [InlineData("application/json", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData(ImportCalls.MediaType, "br", HttpStatusCode.UnsupportedMediaType)]
    [InlineData(ImportCalls.MediaType, "gzip", HttpStatusCode.BadRequest)]
    public async Task Given_a_body_that_is_no_such_stream_when_imported_then_it_is_refused_as_a_whole(
        string type, string? encoding, HttpStatusCode status)
    {
        using var answer = await api.Desk.Send("POST", ImportCalls.Path("draft"), Contents.Json(Line(), type, encoding));
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task Given_no_lines_when_imported_then_there_are_no_answers() =>
        Assert.Empty(await api.Desk.ImportText("publish", "\n \r\n"));

    static string Line() => ImportCalls.Sourced().ToJsonString();

    // The faults of a line in the order of their pointers.
    static string Sorted(string answer)
    {
        var words = answer.Split(' ');
        if (words is not [_, "rejected", .. var faults] || faults.Length % 2 == 1 || faults[0] == "/source/outlet")
            return answer;
        var sorted = faults.Chunk(2).Select(fault => string.Join(' ', fault)).Order(StringComparer.Ordinal);
        return string.Join(' ', [words[0], "rejected", .. sorted]);
    }
}
