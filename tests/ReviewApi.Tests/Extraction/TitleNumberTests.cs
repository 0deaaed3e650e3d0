namespace ReviewApi.Tests.Extraction;

/// <summary>Titles that are or have numbers, and which of the numbers is the film's year.</summary>
public sealed class TitleNumberTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string Prose = "The picture on this Blu-ray is sharp, in 1080p.";

    [Theory]
    [InlineData("Blade Runner 2049 (2017)", Prose, "Blade Runner 2049", "2017")]
    [InlineData("Blade Runner 2049 Blu-ray Review", Prose, "Blade Runner 2049", null)]
    [InlineData("1917 (2019)", Prose, "1917", "2019")]
    [InlineData("1917 (2019) Blu-ray Review", Prose, "1917", "2019")]
    [InlineData("2001: A Space Odyssey (1968)", Prose, "2001: A Space Odyssey", "1968")]
    [InlineData("1984 Blu-ray Review", Prose, "1984", null)]
    [InlineData("Wonder Woman 1984 (2020) 4K UHD", Prose, "Wonder Woman 1984", "2020")]
    [InlineData("Class of 1999 DVD Review", Prose, "Class of 1999", null)]
    [InlineData("2012 (2009) – Blu-ray", Prose, "2012", "2009")]
    [InlineData("Airport 1975 (1974)", Prose, "Airport 1975", "1974")]
    [InlineData("Death Race 2000 Blu-ray Review", "Nobody drives in Death Race 2000 as one should.", "Death Race 2000", null)]
    [InlineData("Death Race 2000 Blu-ray Review", "Year: 1975", "Death Race 2000", "1975")]
    [InlineData("Heat 1995 Blu-ray Review", "Nobody sleeps in Heat, and nobody should.", "Heat", null)]
    [InlineData("Heat 1995 Blu-ray Review", "Year: 1995", "Heat", "1995")]
    [InlineData("Heat 1995 Blu-ray Review", Prose, null, null)]
    [InlineData("Heat – 1995 – Blu-ray", Prose, "Heat", null)]
    [InlineData("Harbour Lights Blu-ray Review", "Year: 2099", "Harbour Lights", null)]
    [InlineData("1917 Blu-ray Review", "1917 is a film of one long breath.", "1917", null)]
    public async Task Given_a_title_with_a_number_when_extracted_then_the_number_is_the_year_only_where_the_text_says_so(
        string line, string prose, string? title, string? year)
    {
        var answer = await (await api.Desk.Extract($"{line}\n\n{prose}\n\n{Prose}")).Sound(api.Desk);
        Assert.Equal((title, year), (answer.Text("/draft/films/0/title"), answer.Text("/draft/films/0/year")));
    }

    [Fact]
    public async Task Given_a_title_with_a_number_that_the_catalogue_knows_when_extracted_then_it_is_that_film()
    {
        var body = Example.Review();
        body["films"]![0]!["title"] = "Night Trains 1984";
        var film = await api.Desk.Published(body);
        var answer = await (await api.Desk.Extract($"Night Trains 1984 Blu-ray Review\n\n{Prose}")).Sound(api.Desk);
        Assert.Equal(
            (film.Text("/films/0/id"), "Night Trains 1984"), (answer.Text("/draft/films/0/id"), answer.Text("/draft/films/0/title")));
    }
}
