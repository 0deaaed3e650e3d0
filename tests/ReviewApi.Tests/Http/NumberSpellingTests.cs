
namespace ReviewApi.Tests.Http;

/// <summary>In a query and in a path a number has one spelling.</summary>
public sealed class NumberSpellingTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    static readonly string[] Wrong =
    [
        "", "01", "00", "+8", " 8", "8 ", "8.", ".5", "1e1", "1E1", "0x8", "-0", "--8", "８", "٨", "8,5", "1_0", "8\n", "8\0", "NaN",
    ];

    public static TheoryData<string> WholeParameters =>
        ["/v1/reviews?limit", "/v1/films?limit", "/v1/reviews?year.gte", "/v1/reviews/facets?year.lt", "/feeds/reviews.atom?limit"];

    public static TheoryData<string> DecimalParameters =>
        ["/v1/reviews?picture.gte", "/v1/reviews?meanScore.lt", "/v1/reviews/facets?overall.gt"];

    [Theory]
    [MemberData(nameof(WholeParameters))]
    public async Task Given_a_whole_number_in_another_spelling_when_asked_then_400_names_the_parameter(string parameter)
    {
        foreach (var number in Wrong.Append("8.0").Append("-8").Append("99999999999999999999"))
            await AssertRefused(parameter, number);
        using (var read = await api.Anonymous.GetAsync($"{parameter}=8"))
            Assert.True(read.IsSuccessStatusCode);
    }

    [Theory]
    [MemberData(nameof(DecimalParameters))]
    public async Task Given_a_number_in_another_spelling_when_asked_then_400_names_the_parameter(string parameter)
    {
        foreach (var number in Wrong.Append("08.5").Append("-0.0").Append("8.5.").Append("8..5").Append("1e400"))
            await AssertRefused(parameter, number);
        foreach (var number in new[] { "0", "8", "8.5", "8.50", "0.5", "10", "-1", "-0.5" })
            using (var read = await api.Anonymous.GetAsync($"{parameter}={number}"))
                Assert.True(read.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Given_a_revisions_number_in_another_spelling_when_asked_then_404()
    {
        var review = (await api.Desk.Create(Example.Review())).Is(201);
        (await api.Desk.Read($"{review.Path}/revisions/1")).Is(200);
        foreach (var number in new[] { "01", "+1", "1.", "1.0", "1e0", "-1", "0", "１", "99999999999999999999", "%201", "1%20" })
        {
            (await api.Desk.Read($"{review.Path}/revisions/{number}")).Is(404);
            (await api.Desk.Read($"{review.Path}/revisions/{number}/diff?from=1")).Is(404);
            (await api.Desk.Act($"{review.Path}/revisions/{number}/restore", review.ETag)).Is(404);
        }
        foreach (var number in new[] { "01", "+1", "1.0", "" })
        {
            var path = $"{review.Path}/revisions/1/diff?from={Uri.EscapeDataString(number)}";
            Assert.Equal("from", (await api.Desk.Read(path)).Is(400).Text("/errors/0/parameter"));
        }
    }

    async Task AssertRefused(string parameter, string number)
    {
        var answer = await api.Anonymous.Read($"{parameter}={Uri.EscapeDataString(number)}");
        Assert.True((int)answer.Status == 400, $"{parameter}={number}: {answer}");
        Assert.Equal(parameter.Split('?')[1], answer.Text("/errors/0/parameter"));
    }
}
