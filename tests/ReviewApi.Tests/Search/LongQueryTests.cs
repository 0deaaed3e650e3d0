using System.Net;

namespace ReviewApi.Tests.Search;

/// <summary>Long and odd texts are answered, or refused by the name of their parameter.</summary>
public sealed class LongQueryTests(Catalog catalog) : IClassFixture<Catalog>
{
    public static TheoryData<string> Texts => new(
        new string('-', 40),
        string.Concat(Enumerable.Repeat("x - ", 40)),
        string.Concat(Enumerable.Repeat("-\"", 40)),
        string.Concat(Enumerable.Repeat("grain ", 400)),
        string.Concat(Enumerable.Repeat("a or ", 30)),
        string.Concat(Enumerable.Repeat("\"grain\" ", 400)),
        string.Concat(Enumerable.Repeat("picture sound grain film ", 100)),
        string.Join(' ', Enumerable.Range(0, 100).Select(number => $"word{number}")),
        $"\"{string.Concat(Enumerable.Repeat("grain ", 90))}\"",
        new string('x', 10_240),
        new string('"', 10_240),
        new string('%', 10_240));

    [Theory, MemberData(nameof(Texts))]
    public async Task Given_a_long_text_when_it_is_any_parameter_then_200_or_400_naming_it(string text)
    {
        foreach (var parameter in new[]
        {
            "q", "film", "actor", "format", "imdb", "barcode", "audioLanguage", "year.gte", "picture.gte", "publishedAt.lt",
        })
            foreach (var path in new[] { "/v1/reviews", "/v1/reviews/facets" })
            {
                var answer = await catalog.Anonymous.Read($"{path}?{parameter}={Uri.EscapeDataString(text)}");
                if (answer.Status != HttpStatusCode.OK)
                    Assert.Equal(parameter, answer.Is(400).Text("/errors/0/parameter"));
            }
    }

    [Fact]
    public async Task Given_more_than_100_words_when_asked_for_then_400_that_says_so()
    {
        var refused = (await catalog.Anonymous.Read($"/v1/reviews?q={string.Join('+', Enumerable.Range(0, 101))}")).Is(400);
        Assert.Equal(("q", "too_many"), (refused.Text("/errors/0/parameter"), refused.Text("/errors/0/code")));
    }
}
