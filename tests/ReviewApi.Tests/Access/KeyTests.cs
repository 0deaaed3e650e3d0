using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace ReviewApi.Tests.Access;

public sealed class KeyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_a_key_when_created_then_201_with_all_of_it_and_where_it_is()
    {
        var sent = KeyCalls.Key(KeyCalls.Publish, "Some Site").Put("/expiresAt", "2999-01-02T03:04:05+02:00");
        var created = await api.Desk.CreateKey(sent);

        Assert.Equal(created.KeyPath(), created.Location!.ToString());
        Assert.Equal("""["reviews:publish"]""", created.At("/scopes")!.ToJsonString());
        Assert.Equal(
            [sent.At("/name")!.ToString(), "Some Site", "2999-01-02T01:04:05Z", created.Secret()[..11]],
            new[] { "/name", "/outlet", "/expiresAt", "/prefix" }.Select(created.Text));
        Assert.InRange(created.Time("/createdAt"), DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow);
        Assert.Null(created.ETag);
        Assert.Null(created.At("/lastUsedAt"));
    }

    [Fact]
    public async Task Given_a_key_when_read_then_as_it_was_created_but_for_the_secret()
    {
        var created = await api.Desk.CreateKey(KeyCalls.Write, "Some Site");
        var read = (await api.Desk.Read(created.KeyPath())).Is(200);
        Assert.Equal(created.Body.Copy().Without("/secret").ToJsonString(), read.Body.ToJsonString());
        (await api.Desk.Read($"/v1/keys/{Guid.CreateVersion7()}")).Is(404);
        (await api.Desk.Read("/v1/keys/nonsense")).Is(404);
    }

    [Fact]
    public async Task Given_read_only_members_when_sent_then_they_are_ignored()
    {
        var sent = KeyCalls.Key(KeyCalls.Write)
            .Put("/id", Guid.NewGuid().ToString()).Put("/prefix", "rv_mine").Put("/secret", "mine")
            .Put("/createdAt", "2001-01-01T00:00:00Z");
        var created = await api.Desk.CreateKey(sent);
        Assert.DoesNotContain(sent["id"]!.ToString(), created.ToString());
        Assert.DoesNotContain("mine\"", created.ToString());
        Assert.Equal(DateTimeOffset.UtcNow.Year, created.Time("/createdAt").Year);
    }

    [Fact]
    public async Task Given_50_keys_when_created_then_the_secrets_have_the_form_and_all_of_256_bits_vary()
    {
        var secrets = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ => (await api.Desk.CreateKey(KeyCalls.Write)).Secret()));
        Assert.All(secrets, secret => Assert.Matches("^rv_[a-z0-9]{8}_[A-Za-z0-9_-]{43}$", secret));
        Assert.Equal(secrets.Length, secrets.Select(secret => secret[..11]).Distinct().Count());
        var random = secrets.Select(secret => WebEncoders.Base64UrlDecode(secret[12..])).ToList();
        Assert.All(random, bytes => Assert.Equal(32, bytes.Length));
        for (var place = 0; place < 32; place++)
        {
            Assert.Equal(0xff, random.Aggregate(0, (bits, bytes) => bits | bytes[place]));
            Assert.Equal(0, random.Aggregate(0xff, (bits, bytes) => bits & bytes[place]));
        }
    }

    [Fact]
    public async Task Given_keys_when_listed_page_by_page_then_each_is_there_once_the_newest_first_without_secrets()
    {
        var ids = new List<string>();
        for (var count = 0; count < 5; count++)
            ids.Add((await api.Desk.CreateKey(KeyCalls.Write)).Id);
        var listed = new List<JsonNode>();
        var path = "/v1/keys?limit=2";
        while (path is not null)
        {
            using var answer = await api.Desk.Get(path);
            var page = (await Answer.Of(answer)).Succeeded().Body;
            listed.AddRange(page["items"]!.AsArray().Select(item => item!));
            Assert.InRange(page["items"]!.AsArray().Count, 1, 2);
            path = page["next"] is { } next ? $"/v1/keys?limit=2&cursor={next}" : null;
            Assert.Equal(path is null ? [] : [$"<{path}>; rel=\"next\""], answer.Headers.TryGetValues("Link", out var links) ? links : []);
        }
        var found = listed.Select(item => $"{item["id"]}").ToList();
        Assert.Equal(found.Distinct(), found);
        Assert.Equal(5, found.Intersect(ids).Count());
        var times = listed.Select(item => item["createdAt"]!.GetValue<DateTimeOffset>()).ToList();
        Assert.Equal(times.OrderDescending(), times);
        Assert.All(listed, item => Assert.Null(item["secret"]));
    }

    [Theory]
    [InlineData("/name", null, "required")]
    [InlineData("/name", "\"\"", "required")]
    [InlineData("/name", "\" \"", "required")]
    [InlineData("/name", "\"a\\u0000b\"", "invalid_character")]
    [InlineData("/scopes", null, "required")]
    [InlineData("/scopes", "[]", "required")]
    [InlineData("/outlet", "\"\"", "required")]
    [InlineData("/outlet", "\" \"", "required")]
    [InlineData("/outlet", "\"a\\u0000b\"", "invalid_character")]
    [InlineData("/expiresAt", "\"2001-01-01T00:00:00Z\"", "in_the_past")]
    [InlineData("/expiresAt", "\"2999-02-30T00:00:00Z\"", "invalid_time")]
    [InlineData("/expiresAt", "\"2999-01-01\"", "invalid_time")]
    [InlineData("/expiresAt", "\"2999-01-01T00:00:00\"", "invalid_time")]
    [InlineData("/expiresAt", "\"tomorrow\"", "invalid_time")]
    public async Task Given_a_member_that_cannot_be_so_when_a_key_is_created_then_422_naming_it(string pointer, string? json, string code)
    {
        var body = KeyCalls.Key(KeyCalls.Write);
        (await api.Desk.Post("/v1/keys", json is null ? body.Without(pointer) : body.With(pointer, json))).IsInvalid($"{pointer} {code}");
    }

    [Fact]
    public async Task Given_several_faults_when_a_key_is_created_then_422_naming_them_all()
    {
        (await api.Desk.Post(
            "/v1/keys", Example.Parse("""{ "scopes": ["admin", "reviews:all"], "outlet": "Some Site", "expiresAt": "never" }""")))
            .IsInvalid("/name required", "/scopes/1 unknown_code", "/outlet not_allowed", "/expiresAt invalid_time");
        (await api.Desk.Post("/v1/keys", Example.Parse(
            """{ "name": "N", "scopes": ["reviews:write", "reviews:write", "reviews:write", "reviews:write"] }""")))
            .IsInvalid("/scopes too_many");
    }

    [Theory]
    [InlineData("/name", 200)]
    [InlineData("/outlet", 200)]
    public async Task Given_a_text_when_as_long_as_it_may_be_then_201_and_one_longer_then_422(string pointer, int limit)
    {
        var fitting = string.Concat(Enumerable.Repeat("😀", limit));
        Assert.Equal(fitting, (await api.Desk.CreateKey(KeyCalls.Key(KeyCalls.Write).Put(pointer, fitting))).Text(pointer));
        (await api.Desk.Post("/v1/keys", KeyCalls.Key(KeyCalls.Write).Put(pointer, fitting + "x"))).IsInvalid($"{pointer} too_long");
    }

    [Theory]
    [InlineData("""{ "name": 1, "scopes": ["admin"] }""", "/name")]
    [InlineData("""{ "name": "N", "scopes": "admin" }""", "/scopes")]
    [InlineData("""{ "name": "N", "scopes": [null] }""", "/scopes/0")]
    [InlineData("""{ "name": "N", "scopes": ["admin"], "outlet": null }""", "/outlet")]
    [InlineData("""{ "name": "N", "scopes": ["admin"], "expiresAt": 1 }""", "/expiresAt")]
    [InlineData("""{ "name": "N", "scopes": ["admin"], "role": "admin" }""", "/role")]
    [InlineData("""{ "name": "N", "name": "N", "scopes": ["admin"] }""", "/name")]
    [InlineData("[]", "")]
    public async Task Given_a_body_of_another_shape_when_a_key_is_created_then_400_naming_the_place(string body, string pointer)
    {
        using var answer = await api.Desk.Send("POST", "/v1/keys", Contents.Json(body));
        Assert.Contains(pointer, (await answer.Problem(HttpStatusCode.BadRequest)).Faults().Select(fault => fault.Place));
    }

    [Fact]
    public async Task Given_a_scope_when_it_includes_others_then_the_key_may_do_those_too_and_a_repeated_one_counts_once()
    {
        var repeated = await api.Desk.CreateKey(
            KeyCalls.Key(KeyCalls.Publish).With("/scopes", """["reviews:publish", "reviews:publish"]"""));
        Assert.Equal("""["reviews:publish"]""", repeated.At("/scopes")!.ToJsonString());
        using var publisher = api.Client(repeated.Secret());
        await publisher.Draft("Any");
        await publisher.Live("Any");
        using var admin = await api.NewClient(KeyCalls.Admin);
        await admin.Live("Any");
        await admin.CreateKey(KeyCalls.Write);
    }
}
