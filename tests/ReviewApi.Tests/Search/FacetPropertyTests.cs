using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace ReviewApi.Tests.Search;

/// <summary>Facets against the oracle, for any filters.</summary>
public sealed class FacetPropertyTests(Catalog catalog) : IClassFixture<Catalog>
{
    const int MostValues = 50;

    static readonly string[] Categories =
    [
        "format", "resolution", "videoCodec", "hdr", "region", "territory", "audioCodec", "audioLanguage", "channels", "immersive",
        "subtitleLanguage", "extra", "kind", "genre", "decade", "cut", "language", "license", "outlet",
    ];

    static readonly string[] Scores = [.. Reading.Sections, "overall", "meanScore"];

    [Many(80)]
    public Property Given_any_filters_when_counted_then_each_facet_has_the_oracles_counts() => Prop.ForAll(Asked(), async asked =>
    {
        var (question, facets) = asked;
        var counted = await Count(question with { Sort = [] }, $"facet={string.Join(',', facets)}");
        Assert.Equal(catalog.Oracle.Total(question), (int)counted["total"]!);
        Assert.True((bool)counted["exact"]!);
        Assert.Equal(facets.Order(), counted["facets"]!.AsObject().Select(facet => facet.Key).Order());
        foreach (var facet in facets)
            AssertCounts(question, facet, counted["facets"]![facet]!.AsArray());
    });

    [Fact]
    public async Task Given_no_filters_when_all_facets_are_counted_at_once_then_each_has_the_oracles_counts()
    {
        var question = new Question([], [], []);
        var counted = await Count(question, $"facet={string.Join("&facet=", Categories.Concat(Scores))}");
        foreach (var facet in Categories.Concat(Scores))
            AssertCounts(question, facet, counted["facets"]![facet]!.AsArray());
        Assert.Equal(MostValues, counted["facets"]!["genre"]!.AsArray().Count);
    }

    [Fact]
    public async Task Given_no_facet_named_when_counted_then_the_usual_ones_come()
    {
        var counted = await Count(new Question([], [], []), "");
        Assert.Equal(
            ["audioCodec", "decade", "format", "hdr", "immersive", "picture", "sound"],
            counted["facets"]!.AsObject().Select(facet => facet.Key).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("format", "disc_format")]
    [InlineData("hdr", "hdr")]
    [InlineData("audioCodec", "audio_codec")]
    [InlineData("channels", "channels")]
    [InlineData("extra", "extra_kind")]
    [InlineData("kind", "work_kind")]
    [InlineData("territory", "territory")]
    [InlineData("region", "region")]
    [InlineData("license", "license")]
    public async Task Given_a_facet_of_codes_when_counted_then_its_labels_are_the_vocabularys(string facet, string vocabulary)
    {
        var codes = (await catalog.Anonymous.Read($"/v1/vocabularies/{vocabulary}")).Is(200).At("/items")!.AsArray()
            .ToDictionary(code => (string)code!["code"]!, code => (string)code!["label"]!);
        var counted = await Count(new Question([], [], []), $"facet={facet}");
        Assert.NotEmpty(counted["facets"]![facet]!.AsArray());
        Assert.All(counted["facets"]![facet]!.AsArray(), one => Assert.Equal(codes[(string)one!["value"]!], (string?)one["label"]));
    }

    [Theory]
    [InlineData("facet=fromat", "facet", "format")]
    [InlineData("facet=format,", "facet", "")]
    [InlineData("facets=format", "facets", "facet")]
    [InlineData("facet=year", "facet", "")]
    [InlineData("facet=format&sort=title", "sort", "")]
    [InlineData("facet=format&limit=5", "limit", "")]
    public async Task Given_what_facets_do_not_take_when_counted_then_400_naming_it(string query, string parameter, string nearest)
    {
        var refused = (await catalog.Anonymous.Read($"/v1/reviews/facets?{query}")).Is(400);
        Assert.Equal(parameter, refused.Text("/errors/0/parameter"));
        Assert.Contains(nearest, refused.Text("/errors/0/detail"), StringComparison.Ordinal);
    }

    Arbitrary<(Question Question, IReadOnlyList<string> Facets)> Asked()
    {
        var questions = Questions.About(catalog);
        // Facets whose own filters are asked for are those to look at, and come first.
        var asked =
            from question in questions.Generator
            from facets in Gen.Shuffle(Categories.Concat(Scores))
            from count in Gen.Choose(1, 6)
            let own = question.Filters.Select(filter => filter.Name.Split('.')[0])
                .Select(name => name == "year" ? "decade" : name).Distinct().Intersect(facets)
            select (question, (IReadOnlyList<string>)[.. own.Concat(facets).Distinct().Take(count)]);
        return Arb.From(asked, one => questions.Shrinker(one.question).Select(simpler => (simpler, one.Item2))
            .Concat(one.Item2.Where(_ => one.Item2.Count > 1).Select(facet => (one.question, (IReadOnlyList<string>)[facet]))));
    }

    async Task<JsonObject> Count(Question question, string facets) => (await catalog.Anonymous.Read(
        $"/v1/reviews/facets?{question.Query}&{facets}".Replace("?&", "?", StringComparison.Ordinal))).Is(200).Body;

    void AssertCounts(Question question, string facet, JsonArray counted)
    {
        if (Scores.Contains(facet))
        {
            Assert.Equal(
                Enumerable.Range(0, 10).Select(bin => (bin, bin + 1)), counted.Select(bin => ((int)bin!["from"]!, (int)bin["to"]!)));
            Assert.Equal(catalog.Oracle.Histogram(question, facet), counted.Select(bin => (int)bin!["count"]!));
            return;
        }
        var expected = catalog.Oracle.Counts(question, facet);
        var counts = counted.Select(one => (int)one!["count"]!).ToList();
        // Of values that are as frequent, any may come first, or not at all.
        Assert.Equal(expected.Values.OrderDescending().Take(MostValues), counts);
        Assert.All(counted, one => Assert.Equal(expected[(string)one!["value"]!], (int)one["count"]!));
        Assert.Equal(counted.Count, counted.Select(one => (string)one!["value"]!).Distinct().Count());
        Assert.All(counted, one => Assert.False(string.IsNullOrWhiteSpace((string?)one!["label"])));
    }
}
