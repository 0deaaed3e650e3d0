using System.IO.Compression;
using System.Net;
using System.Text;

namespace ReviewApi.Tests.Http;

public sealed class NegotiationTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string MergePatch = "application/merge-patch+json";

    [Theory]
    [InlineData(null)]
    [InlineData("*/*")]
    [InlineData("application/*")]
    [InlineData("application/json")]
    [InlineData("APPLICATION/JSON")]
    [InlineData("application/json;q=0.5")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("text/html, application/xhtml+xml, */*;q=0.1")]
    [InlineData("text/html;q=0.9,application/json;q=0.001")]
    [InlineData("*/*;q=0, application/json")]
    public async Task Given_an_accept_that_json_meets_when_read_then_200(string? accept)
    {
        using var answer = await api.Anonymous.Get("/v1/reviews", accept is null ? [] : [("Accept", accept)]);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType!.ToString()));
    }

    [Theory]
    [InlineData("application/xml")]
    [InlineData("text/html")]
    [InlineData("text/*")]
    [InlineData("application/json;q=0")]
    [InlineData("application/json;q=0, */*")]
    [InlineData("*/*;q=0")]
    [InlineData("application/jsonp, application/json5")]
    public async Task Given_an_accept_that_nothing_meets_when_read_or_written_then_406_and_nothing_is_done(string accept)
    {
        foreach (var path in new[] { "/v1/reviews", "/v1/scales/ten", "/v1/vocabularies", "/openapi/v1.json", "/health/live" })
        {
            using var read = await api.Anonymous.Get(path, ("Accept", accept));
            await read.Problem(HttpStatusCode.NotAcceptable, path);
        }
        var body = Bodies.WithOwnSource(Bodies.Draft()).ToJsonString();
        using var refused = await api.Desk.Send("POST", "/v1/reviews", Requests.Json(body), ("Accept", accept));
        await refused.Problem(HttpStatusCode.NotAcceptable);
        using var taken = await api.Desk.Send("POST", "/v1/reviews", Requests.Json(body));
        Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
    }

    [Theory]
    [InlineData("/problems/validation", "text/html")]
    [InlineData("/.well-known/security.txt", "text/plain")]
    [InlineData("/openapi/v1.yaml", "application/yaml")]
    public async Task Given_a_document_of_its_own_type_when_read_then_its_type_is_met_and_json_is_not(string path, string type)
    {
        using var answer = await api.Anonymous.Get(path, ("Accept", type));
        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        using var refused = await api.Anonymous.Get(path, ("Accept", "application/json"));
        await refused.Problem(HttpStatusCode.NotAcceptable);
    }

    [Theory]
    [InlineData("application/xml")]
    [InlineData("text/html")]
    [InlineData("text/plain;q=0.2")]
    [InlineData("application/json;q=0, application/problem+json;q=0")]
    [InlineData("not an accept at all, //;;q=")]
    public async Task Given_any_accept_when_a_request_is_refused_then_the_answer_is_a_problem_all_the_same(string accept)
    {
        using var missing = await api.Anonymous.Get("/v1/nothing", ("Accept", accept));
        await missing.Problem(HttpStatusCode.NotFound);
        using var method = await api.Anonymous.Send("PUT", "/v1/reviews", null, ("Accept", accept));
        await method.Problem(HttpStatusCode.MethodNotAllowed);
        using var keyless = await api.Anonymous.Send("POST", "/v1/reviews", Requests.Json("{}"), ("Accept", accept));
        await keyless.Problem(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("APPLICATION/Json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json;charset=UTF-8")]
    [InlineData("application/json; charset=\"utf-8\"")]
    [InlineData("application/json; CHARSET=\"Utf-8\"")]
    [InlineData("application/json; charset=utf-8; profile=x")]
    public async Task Given_json_in_any_spelling_when_posted_then_201(string type)
    {
        using var answer = await api.Desk.Send("POST", "/v1/reviews", Requests.Json(Bodies.Draft().ToJsonString(), type));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("text/json")]
    [InlineData("application/xml")]
    [InlineData("application/vnd.review+json")]
    [InlineData("application/x-ndjson")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json-patch+json")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/json; charset=nope")]
    [InlineData("application/json; charset=\"\"")]
    [InlineData("application/*")]
    [InlineData("json")]
    [InlineData("application/json, application/json")]
    public async Task Given_a_body_of_another_type_when_sent_then_415_and_patch_names_its_own(string? type)
    {
        var review = await api.Create();
        foreach (var (method, path) in new[] { ("POST", "/v1/reviews"), ("PUT", review.Path), ("PATCH", review.Path), ("POST", "/v1/scales") })
        {
            using var answer = await api.Desk.Send(method, path, Requests.Bytes("{}"u8.ToArray(), type), ("If-Match", review.ETag));
            await answer.Problem(HttpStatusCode.UnsupportedMediaType, method);
            Assert.Equal(method == "PATCH" ? [MergePatch] : [], Values(answer, "Accept-Patch"));
        }
    }

    [Fact]
    public async Task Given_json_or_a_merge_patch_when_sent_with_the_others_method_then_415()
    {
        var review = await api.Create();
        using var json = await api.Desk.Send("PATCH", review.Path, Requests.Json("{}"), ("If-Match", review.ETag));
        await json.Problem(HttpStatusCode.UnsupportedMediaType);
        Assert.Equal([MergePatch], Values(json, "Accept-Patch"));
        foreach (var (method, path) in new[] { ("POST", "/v1/reviews"), ("PUT", review.Path) })
        {
            using var patch = await api.Desk.Send(method, path, Requests.Json("{}", MergePatch), ("If-Match", review.ETag));
            await patch.Problem(HttpStatusCode.UnsupportedMediaType, method);
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("GZIP")]
    public async Task Given_a_body_in_gzip_when_sent_then_it_is_taken(string encoding)
    {
        var packed = Requests.Gzip(Encoding.UTF8.GetBytes(Bodies.Draft().With("/headline", "Packed").ToJsonString()));
        using var created = await api.Desk.Send("POST", "/v1/reviews", Requests.Bytes(packed, encoding: encoding));
        Assert.Equal("Packed", (string?)(await created.Object())["headline"]);
        using var patched = await api.Desk.Send(
            "PATCH", created.Headers.Location!.ToString(), Requests.Bytes(Requests.Gzip("""{"headline":null}"""u8.ToArray()), MergePatch, encoding), ("If-Match", created.Headers.ETag!.ToString()));
        Assert.False((await patched.Object()).ContainsKey("headline"));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("empty")]
    [InlineData("cut")]
    [InlineData("wrong checksum")]
    [InlineData("zlib")]
    [InlineData("garbage inside")]
    public async Task Given_a_body_that_is_not_the_gzip_it_says_when_sent_then_400(string what)
    {
        var json = Encoding.UTF8.GetBytes(Bodies.Draft().ToJsonString());
        var packed = Requests.Gzip(json);
        var body = what switch
        {
            "plain" => json,
            "empty" => [],
            "cut" => packed[..(packed.Length / 2)],
            "wrong checksum" => [.. packed[..^8], .. packed[^8..].Select(one => (byte)~one)],
            "zlib" => Zlib(json),
            _ => [.. packed[..15], 0xff, 0xff, 0xff, .. packed[18..]],
        };
        using var answer = await api.Desk.Send("POST", "/v1/reviews", Requests.Bytes(body, encoding: "gzip"));
        await answer.Problem(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Given_a_small_gzip_that_unpacks_to_100_mib_when_sent_then_413()
    {
        var bomb = Requests.Gzip([.. """{"notes":" """u8, .. Enumerable.Repeat((byte)'a', 100 * 1024 * 1024)]);
        Assert.InRange(bomb.Length, 1, 1024 * 1024);
        using var answer = await api.Desk.Send("POST", "/v1/reviews", Requests.Bytes(bomb, encoding: "gzip"));
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
        var review = await api.Create();
        foreach (var (method, path, type) in new[] { ("POST", "/v1/reviews", "application/json"), ("PUT", review.Path, "application/json"), ("PATCH", review.Path, MergePatch) })
        {
            using var answer = await api.Desk.Send(method, path, Requests.Json(Bodies.Draft().ToJsonString(), type, encoding), ("If-Match", review.ETag));
            await answer.Problem(HttpStatusCode.UnsupportedMediaType, method);
            Assert.Equal(["gzip"], Values(answer, "Accept-Encoding"));
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
                Assert.Contains("Accept-Encoding", Values(packed, "Vary"));
            Assert.Equal((await plain.Content.ReadAsStringAsync())[..100], (await Unpacked(packed, used))[..100]);
            if (plain.Headers.ETag is null)
                continue;
            using var again = await api.Anonymous.Get(path, ("Accept-Encoding", accepted), ("If-None-Match", packed.Headers.ETag!.ToString()));
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

    static IEnumerable<string> Values(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? values.SelectMany(value => value.Split(", ")) : [];
}
