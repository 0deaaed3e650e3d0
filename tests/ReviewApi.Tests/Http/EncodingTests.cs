using System.IO.Compression;
using System.Net;
using System.Text;

namespace ReviewApi.Tests.Http;

/// <summary>Bodies that come packed, and answers that go packed.</summary>
public sealed class EncodingTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string MergePatch = "application/merge-patch+json";

    [Theory]
    [InlineData("gzip")]
    [InlineData("GZIP")]
    public async Task Given_a_body_in_gzip_when_sent_then_it_is_taken(string encoding)
    {
        var packed = Contents.Gzip(Encoding.UTF8.GetBytes(Example.Draft().Put("/headline", "Packed").ToJsonString()));
        using var created = await api.Desk.Send("POST", "/v1/reviews", Contents.Bytes(packed, encoding: encoding));
        Assert.Equal("Packed", (string?)(await Answer.Of(created)).Succeeded().Body["headline"]);
        using var patched = await api.Desk.Send(
            "PATCH", created.Headers.Location!.ToString(),
            Contents.Bytes(Contents.Gzip("""{"headline":null}"""u8.ToArray()), MergePatch, encoding),
            ("If-Match", created.Headers.ETag!.ToString()));
        Assert.False((await Answer.Of(patched)).Succeeded().Body.ContainsKey("headline"));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("empty")]
    [InlineData("cut")]
    [InlineData("wrong checksum")]
    [InlineData("zlib")]
    [InlineData("garbage inside")]
    [InlineData("cut before its end")]
    [InlineData("cut by a byte")]
    [InlineData("garbage behind")]
    [InlineData("a zero behind")]
    [InlineData("half a member behind")]
    public async Task Given_a_body_that_is_not_the_gzip_it_says_when_sent_then_400(string what)
    {
        var json = Encoding.UTF8.GetBytes(Example.Draft().ToJsonString());
        var packed = Contents.Gzip(json);
        var body = what switch
        {
            "plain" => json,
            "empty" => [],
            "cut" => packed[..(packed.Length / 2)],
            "wrong checksum" => [.. packed[..^8], .. packed[^8..].Select(one => (byte)~one)],
            "zlib" => Zlib(json),
            "cut before its end" => packed[..^8],
            "cut by a byte" => packed[..^1],
            "garbage behind" => [.. packed, .. "garbage"u8],
            "a zero behind" => [.. packed, 0],
            "half a member behind" => [.. packed, .. packed[..^9]],
            _ => [.. packed[..15], 0xff, 0xff, 0xff, .. packed[18..]],
        };
        using var answer = await api.Desk.Send("POST", "/v1/reviews", Contents.Bytes(body, encoding: "gzip"));
        await answer.Problem(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Given_a_gzip_of_several_members_when_sent_then_it_is_taken_as_one_body()
    {
        var json = Encoding.UTF8.GetBytes(Example.Draft().Put("/headline", "In two members").ToJsonString());
        byte[] packed = [.. Contents.Gzip(json[..20]), .. Contents.Gzip([]), .. Contents.Gzip(json[20..])];
        using var created = await api.Desk.Send("POST", "/v1/reviews", Contents.Bytes(packed, encoding: "gzip"));
        Assert.Equal("In two members", (string?)(await Answer.Of(created)).Succeeded().Body["headline"]);
    }

    [Fact]
    public async Task Given_a_small_gzip_that_unpacks_to_100_mib_when_sent_then_413()
    {
        var bomb = Contents.Gzip([.. """{"notes":" """u8, .. Enumerable.Repeat((byte)'a', 100 * 1024 * 1024)]);
        Assert.InRange(bomb.Length, 1, 1024 * 1024);
        using var answer = await api.Desk.Send("POST", "/v1/reviews", Contents.Bytes(bomb, encoding: "gzip"));
        await answer.Problem(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("zstd")]
    [InlineData("gzip, gzip")]
    [InlineData("br, gzip")]
    [InlineData("nope")]
    public async Task Given_a_body_in_another_encoding_when_sent_then_415_naming_gzip(string encoding)
    {
        var review = await api.Desk.Created();
        foreach (var (method, path, type) in new[]
        {
            ("POST", "/v1/reviews", "application/json"), ("PUT", review.Path, "application/json"), ("PATCH", review.Path, MergePatch),
        })
        {
            using var answer = await api.Desk.Send(
                method, path, Contents.Json(Example.Draft().ToJsonString(), type, encoding), ("If-Match", review.ETag!));
            await answer.Problem(HttpStatusCode.UnsupportedMediaType, method);
            Assert.Equal(["gzip"], answer.Words("Accept-Encoding"));
        }
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("br", "br")]
    [InlineData("gzip, br", "br")]
    [InlineData("identity", null)]
    [InlineData("nope", null)]
    public async Task Given_a_caller_that_unpacks_when_it_reads_then_the_answer_is_packed_and_says_the_same(string accepted, string? used)
    {
        foreach (var (path, status) in new[] { ("/v1/vocabularies", HttpStatusCode.OK), ("/v1/nothing", HttpStatusCode.NotFound) })
        {
            using var plain = await api.Anonymous.Get(path);
            using var packed = await api.Anonymous.Get(path, ("Accept-Encoding", accepted));
            Assert.Equal((status, used), (packed.StatusCode, packed.Content.Headers.ContentEncoding.FirstOrDefault()));
            if (used is not null)
                Assert.Contains("Accept-Encoding", packed.Words("Vary"));
            Assert.Equal((await plain.Content.ReadAsStringAsync())[..100], (await Unpacked(packed, used))[..100]);
            if (plain.Headers.ETag is null)
                continue;
            using var again = await api.Anonymous.Get(
                path, ("Accept-Encoding", accepted), ("If-None-Match", packed.Headers.ETag!.ToString()));
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        }
    }

    static async Task<string> Unpacked(HttpResponseMessage answer, string? encoding)
    {
        await using var body = await answer.Content.ReadAsStreamAsync();
        await using var unpacked = encoding switch
        {
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var reader = new StreamReader(unpacked);
        return await reader.ReadToEndAsync();
    }

    static byte[] Zlib(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal))
            zlib.Write(bytes);
        return packed.ToArray();
    }
}
