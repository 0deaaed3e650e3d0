
namespace ReviewApi.Tests.Reviews;

/// <summary>Crew, studios, images, content hashes and the running times of pictures.</summary>
public sealed class FactTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("/films/0/crew", """[{ "name": "A", "job": "cinematographer" }, { "name": "B" }]""")]
    [InlineData("/films/0/studios", """["One", "Two"]""")]
    [InlineData("/release/images", """
        [
          { "kind": "spine", "url": "http://example.com/a.png", "width": 1, "height": 100000, "credit": "C" },
          { "url": "https://example.com" }
        ]
        """)]
    [InlineData("/release/discs", """[{ "contentHash": "0A1B2C3D4E5F60718293A4B5C6D7E8F9" }]""")]
    [InlineData("/release/video", """[{ "resolution": "sd", "runtimeSeconds": 1 }, { "resolution": "hd" }, { "resolution": "uhd" }]""")]
    [InlineData("/release/cuts", """["remastered", "open_matte", "assembly", "fan_edit"]""")]
    public async Task Given_a_fact_when_published_then_it_is_read_back_as_it_was_sent(string pointer, string json)
    {
        var review = (await api.Desk.Publish(Example.Review().With(pointer, json))).Is(201);
        var kept = (await api.Anonymous.Read(review.Path)).Is(200).At(pointer)!.ToJsonString();
        Assert.Equal(Example.Parse($$"""{ "it": {{json}} }""")["it"]!.ToJsonString(), kept);
    }

    [Theory]
    [InlineData("/films/0/crew/0/job", "Director of Photography", "cinematographer")]
    [InlineData("/films/0/crew/0/job", "Edited by", "editor")]
    [InlineData("/release/images/0/kind", "Cover", "front")]
    [InlineData("/release/discs/0/contentHash", "0a1b2c3d4e5f60718293a4b5c6d7e8f9", "0A1B2C3D4E5F60718293A4B5C6D7E8F9")]
    [InlineData("/release/extras/0/resolution", "HD", "hd")]
    [InlineData("/release/extras/0/resolution", "Ultra HD", "uhd")]
    [InlineData("/release/extras/0/resolution", "4K", "uhd_2160p")]
    [InlineData("/release/extras/0/resolution", "Standard Definition", "sd")]
    [InlineData("/release/packaging", "Jewel Case", "jewel_case")]
    public async Task Given_another_spelling_when_sent_then_it_is_kept_as_the_code(string pointer, string spelling, string kept) =>
        Assert.Equal(kept, (await api.Desk.Create(Example.Full().Put(pointer, spelling))).Is(201).Text(pointer));

    [Theory]
    [InlineData("/films/0/crew/0/job", "\"cinematografer\"", "unknown_code", "cinematographer")]
    [InlineData("/release/images/0/kind", "\"fornt\"", "unknown_code", "front")]
    [InlineData("/release/discs/0/contentHash", "\"0A1B2C3D4E5F60718293A4B5C6D7E8F\"", "invalid_format", "32")]
    [InlineData("/release/discs/0/contentHash", "\"0A1B2C3D4E5F60718293A4B5C6D7E8F91\"", "invalid_format", "32")]
    [InlineData("/release/discs/0/contentHash", "\"0A1B2C3D4E5F60718293A4B5C6D7E8FG\"", "invalid_format", "32")]
    [InlineData("/release/discs/0/contentHash", "\"0A1B2C3D4E5F60718293A4B5C6D7E8F9\\n\"", "invalid_format", "32")]
    [InlineData("/release/discs/0/contentHash", "\"\"", "invalid_format", "32")]
    [InlineData("/release/images/0/url", "\"ftp://example.com/front.jpg\"", "invalid_url", "http")]
    [InlineData("/release/images/0/url", "\"front.jpg\"", "invalid_url", "http")]
    [InlineData("/release/images/0/width", "0", "out_of_range", "1")]
    [InlineData("/release/images/0/height", "100001", "out_of_range", "100000")]
    [InlineData("/release/video/0/runtimeSeconds", "0", "out_of_range", "1")]
    public async Task Given_what_a_fact_cannot_be_when_sent_then_422_at_its_place(string pointer, string json, string code, string says)
    {
        var refused = (await api.Desk.Create(Example.Full().With(pointer, json))).IsInvalid($"{pointer} {code}");
        Assert.Contains(says, refused.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/films/0/crew", """[{ "job": "editor" }]""", "/films/0/crew/0/name")]
    [InlineData("/release/images", """[{ "kind": "front" }]""", "/release/images/0/url")]
    public async Task Given_a_fact_without_what_makes_it_one_when_sent_then_422_names_what_is_missing(
        string pointer, string json, string missing) =>
        (await api.Desk.Create(Example.Review().With(pointer, json))).IsInvalid($"{missing} required");

    [Fact]
    public async Task Given_images_when_listed_in_short_then_the_first_of_the_front_is_there_and_the_review_itself_has_all()
    {
        var review = (await api.Desk.Publish(Example.Full().With("/release/images", """
            [
              { "kind": "back", "url": "https://example.com/1" }, { "kind": "front", "url": "https://example.com/2", "credit": "C" },
              { "kind": "front", "url": "https://example.com/3" }
            ]
            """))).Is(201);
        var plain = await api.Desk.PublishWith(("/release/images", """[{ "kind": "poster", "url": "https://example.com/1" }]"""));
        Assert.Equal((3, null), (review.At("/release/images")!.AsArray().Count, review.At("/release/image")));
        var listed = (await api.Anonymous.Read($"/v1/reviews?id={review.Id},{plain.Id}")).Is(200);
        Assert.Equal(
            """{"kind":"front","url":"https://example.com/2","credit":"C"}""", listed.At("/items/0/release/image")!.ToJsonString());
        Assert.Equal((null, null), (listed.At("/items/0/release/images"), listed.At("/items/1/release/image")));
    }

    [Fact]
    public async Task Given_a_name_in_the_crew_when_its_words_are_searched_then_the_review_is_found()
    {
        var name = $"Quinn{Guid.NewGuid():N}";
        var review = await api.Desk.PublishWith(("/films/0/crew", $$"""[{ "name": "Declan {{name}}", "job": "cinematographer" }]"""));
        Assert.Equal([review.Id], await api.Anonymous.Ids($"q={name}"));
    }
}
