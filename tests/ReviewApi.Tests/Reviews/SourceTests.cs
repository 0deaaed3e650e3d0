using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Reviews;

public sealed class SourceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_a_source_that_another_review_has_when_written_in_any_way_then_409_names_a_review_that_opens()
    {
        var taken = (await api.Desk.Create(Example.Full())).Is(201);
        var other = (await api.Desk.Create(Example.Full())).Is(201);
        var same = Example.Full().Put("/source", taken.At("/source")!.DeepClone());
        Answer[] refused =
        [
            await api.Desk.Create(same),
            await api.Desk.Publish(same),
            await api.Desk.Post("/v1/reviews?dryRun=true", same),
            await api.Desk.Put(other, same),
            await api.Desk.Patch(other, new JsonObject { ["source"] = taken.At("/source")!.DeepClone() }.ToJsonString()),
        ];
        foreach (var answer in refused)
        {
            Assert.Equal(["/source/externalId already_exists"], answer.Is(409).Faults);
            Assert.Equal(taken.Id, (await api.Desk.Read(answer.Text("/conflictsWith")!)).Is(200).Id);
        }
        Assert.Equal(other.ETag, (await api.Desk.Read(other.Path)).ETag);
    }

    [Fact]
    public async Task Given_half_a_source_when_posted_twice_then_both_are_kept()
    {
        foreach (var half in new[]
        {
            """{ "outlet": "Disc Weekly" }""", """{ "externalId": "1" }""", """{ "url": "https://example.com/1" }""",
        })
        {
            (await api.Desk.Create(Example.Review().With("/source", half))).Is(201);
            (await api.Desk.Create(Example.Review().With("/source", half))).Is(201);
        }
    }

    [Fact]
    public async Task Given_one_externalId_at_two_outlets_when_posted_then_both_are_kept()
    {
        var (id, one, other) = (Guid.NewGuid(), Example.Review(), Example.Review());
        (await api.Desk.Create(one.With("/source", $$"""{ "outlet": "One", "externalId": "{{id}}" }"""))).Is(201);
        (await api.Desk.Create(other.With("/source", $$"""{ "outlet": "Other", "externalId": "{{id}}" }"""))).Is(201);
    }

    [Fact]
    public async Task Given_a_review_gave_its_source_up_when_another_takes_it_then_it_is_free()
    {
        var created = (await api.Desk.Create(Example.Full())).Is(201);
        (await api.Desk.Patch(created, """{ "source": { "externalId": null } }""")).Is(200);
        (await api.Desk.Create(Example.Full().Put("/source", created.At("/source")!.DeepClone()))).Is(201);
    }

    [Theory]
    [InlineData("ftp://example.com/a")]
    [InlineData("example.com/a")]
    [InlineData("//example.com/a")]
    [InlineData("/a")]
    [InlineData("https://")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://user:secret@example.com/")]
    [InlineData("https://example.com/a b")]
    [InlineData("https://example.com/\\u0000")]
    [InlineData("https://example.com/ü")]
    [InlineData("https://exämple.com/")]
    [InlineData("https://example.com/a\u00a0b")]
    [InlineData("https://example.com/<b>")]
    [InlineData("https://example.com/\\\"a\\\"")]
    [InlineData("https://example.com/{a}")]
    [InlineData("https://example.com/a|b")]
    [InlineData("https://example.com/a\\\\b")]
    [InlineData("https://example.com/a^b")]
    [InlineData("https://example.com/a`b")]
    [InlineData("https://example.com/100%")]
    [InlineData("https://example.com/%zz")]
    [InlineData("https://example.com/?a=%4")]
    [InlineData("https://example.com/[a]")]
    [InlineData("https://example.com/#a#b")]
    [InlineData("https:///a")]
    [InlineData("https://:80/a")]
    [InlineData("https://?a")]
    [InlineData("https:example.com")]
    [InlineData("https://example.com:99999/")]
    [InlineData("https://example.com:a/")]
    [InlineData("https://a@example.com/")]
    [InlineData("https://[::1/")]
    [InlineData("")]
    public async Task Given_an_address_that_is_none_when_sent_then_422_at_the_url(string url) =>
        Assert.Contains((await api.Desk.Create(Example.Review().With("/source", $$"""{ "url": "{{url}}" }"""))).Is(422).Faults,
            fault => fault.StartsWith("/source/url ", StringComparison.Ordinal));

    [Fact]
    public async Task Given_an_address_with_letters_that_no_URI_has_when_sent_then_422_says_to_percent_encode_them()
    {
        var answer = await api.Desk.Create(Example.Review().With("/source", """{ "url": "https://example.com/ü" }"""));
        Assert.Contains("percent-encode", answer.IsInvalid("/source/url invalid_url").Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://example.com")]
    [InlineData("https://example.com:8080/a/b?c=d&e=%20#f")]
    [InlineData("https://xn--exmple-cua.com/%C3%BC")]
    [InlineData("https://example.com/a(b)'c!$&*+,;=:@~-._?/?:@#/?x")]
    [InlineData("http://[2001:db8::1]:8080/")]
    [InlineData("http://192.0.2.1?a")]
    [InlineData("HTTPS://EXAMPLE.COM/A")]
    public async Task Given_an_address_when_sent_then_it_is_kept_as_printed(string url) =>
        Assert.Equal(
            url, (await api.Desk.Create(Example.Review().Put("/source", new JsonObject { ["url"] = url }))).Is(201).Text("/source/url"));
}
