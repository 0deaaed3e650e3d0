
namespace ReviewApi.Tests.Search;

/// <summary>Words that are spelled otherwise than they were printed.</summary>
public sealed class SlipTests(SampleFixture api) : IClassFixture<SampleFixture>
{
    [Theory]
    [InlineData("gladitor", "Gladiator")]
    [InlineData("matrxi", "The Matrix")]
    [InlineData("incpetion", "Inception")]
    [InlineData("amelei", "Amélie")]
    [InlineData("pans labrynth", "Pan's Labyrinth")]
    [InlineData("leavng las vegas", "Leaving Las Vegas")]
    public async Task Given_a_title_when_asked_for_with_a_slip_of_the_pen_then_it_is_found(string slip, string title)
    {
        var reviews = await api.Anonymous.All($"/v1/reviews?q={Uri.EscapeDataString(slip)}");
        Assert.Equal([title], reviews.Select(review => (string)review["films"]![0]!["title"]!).Distinct());
        Assert.Equal(
            [title], (await api.Anonymous.All($"/v1/films?q={Uri.EscapeDataString(slip)}")).Select(film => (string)film["title"]!));
    }

    [Fact]
    public async Task Given_a_title_when_asked_for_with_a_word_that_it_has_nothing_like_then_nothing_is_found() =>
        Assert.Empty(await api.Anonymous.All("/v1/reviews?q=gladitor+iceberg"));

    [Theory]
    [InlineData("cœurvaillant")]
    [InlineData("coeurvaillant")]
    [InlineData("COEURVAILLANT")]
    public async Task Given_a_ligature_when_asked_for_as_one_letter_or_two_then_it_is_found(string word)
    {
        var review = await api.Desk.Published(Example.Review().Put("/language", "fr").Put("/summary", "Un Cœurvaillant."));
        Assert.Contains(
            review.Id, (await api.Anonymous.All($"/v1/reviews?q={Uri.EscapeDataString(word)}")).Select(found => (string)found["id"]!));
    }
}
