using System.Runtime.CompilerServices;
using System.Text;

namespace ReviewApi.Tests.Search;

/// <summary>The statements that are composed of pieces, whole, as PostgreSQL gets them: one question of each shape.</summary>
public sealed class StatementTests(SampleFixture api) : IClassFixture<SampleFixture>
{
    static readonly string[] Questions =
    [
        "/v1/reviews",
        "/v1/reviews?view=full&count=exact&limit=5",
        "/v1/reviews?sort=-picture,title",
        "/v1/reviews?format=dvd,blu_ray&year.gte=1980&sort=-overall",
        "/v1/reviews?hdr=dolby_vision&resolution=uhd&audioLanguage=en&immersive=dolby_atmos&picture.gte=9",
        "/v1/reviews?film=blade&director=scott&outlet=disc",
        "/v1/reviews?imdb=tt0113627&barcode=883929594382",
        "/v1/reviews?q=grain",
        "/v1/reviews?q=grain&in=picture&format=blu_ray",
        "/v1/reviews?q=picture&sort=-publishedAt",
        "/v1/reviews?q=leavng+las+vegas",
        "/v1/reviews?status=draft,in_review&film=heat&q=heat",
        "/v1/reviews/facets?facet=format,decade,picture",
        "/v1/reviews/facets?facet=format,hdr&format=dvd&resolution=hd_1080p",
        "/v1/films",
        "/v1/films?q=the+matrx",
        "/v1/suggest?q=lea",
        "/v1/releases?format=dvd",
        "/v1/reviewers?q=helen",
        "/feeds/reviews.atom?format=dvd",
    ];

    static string FilePath => PathBeside("statements.sql");

    [Fact]
    public async Task Given_a_question_of_each_shape_when_asked_then_its_statements_are_as_committed()
    {
        var text = new StringBuilder();
        foreach (var question in Questions)
        {
            var statements = await Statements(api.Desk, question, first: OfOtherLength(question));
            text.Append("-- GET ").Append(question).Append("\n\n").AppendJoin("", statements.Select(statement => $"{statement};\n\n"));
        }
        var asked = text.ToString();
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            await File.WriteAllTextAsync(FilePath, asked);
        var committed = File.Exists(FilePath) ? await File.ReadAllTextAsync(FilePath) : "";
        if (Snapshot.Difference(committed, asked) is { } difference)
            Assert.Fail(
                $"A statement has changed ({difference}); "
                + $"to accept it: UPDATE_SNAPSHOTS=1 dotnet test --filter {nameof(StatementTests)}");
    }

    [Theory]
    [InlineData("/v1/reviews/leaving-las-vegas-1995-blu-ray")]
    [InlineData("/v1/reviews?hdr=dolby_vision&sort=-picture")]
    [InlineData("/v1/films?q=the+matrx")]
    [InlineData("/v1/suggest?q=lea")]
    [InlineData("/v1/reviews/facets")]
    [InlineData("/v1/reviews/facets?film=las&picture.gte=8&hdr=dolby_vision")]
    [InlineData("/v1/reviews?q=grain&in=picture")]
    [InlineData("/v1/reviews/facets?q=grain")]
    public async Task Given_what_is_in_memory_when_asked_again_then_a_request_has_no_statement_of_its_own(string question) =>
        Assert.Empty(await Statements(api.Anonymous, question));

    [Fact]
    public async Task Given_a_comparison_when_asked_again_then_it_has_no_statement_of_its_own()
    {
        var film = (await api.Anonymous.Read("/v1/films?limit=1")).Is(200).Text("/items/0/id");
        Assert.Empty(await Statements(api.Anonymous, $"/v1/films/{film}/releases"));
    }

    // The second time: what is read once, as the key of the cursors, is read then.
    static async Task<IReadOnlyList<string>> Statements(HttpClient client, string question, string? first = null)
    {
        using var before = await client.Get(first ?? question);
        Assert.True(before.IsSuccessStatusCode, before.RequestMessage!.ToString());
        return await Support.Statements.Of(trace => client.Get(question, trace));
    }

    // Answers with words are kept.
    static string OfOtherLength(string question) => question.Contains("q=", StringComparison.Ordinal) ? $"{question}&limit=9" : question;

    static string PathBeside(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, name);
}
