
namespace ReviewApi.Tests.Vocabulary;

public sealed class BuiltInScaleTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    static readonly (string Label, decimal Score)[] Letters =
    [
        ("A++", 10), ("A+", 10), ("A", 9.5m), ("A-", 9), ("B+", 8.5m), ("B", 8), ("B-", 7.5m), ("C+", 7), ("C", 6.5m), ("C-", 6),
        ("D+", 5.5m), ("D", 5), ("D-", 4.5m), ("F", 2),
    ];

    // Worked out by hand in whole numbers: value and max in hundredths, so that no rounding of this test's own can hide one of the app's.
    [Theory]
    [InlineData("ten", 0, 1000, 10)]
    [InlineData("stars_5", 0, 500, 25)]
    [InlineData("stars_4", 0, 400, 50)]
    [InlineData("percent", 0, 10000, 100)]
    [InlineData("twenty", 100, 2000, 50)]
    public async Task Given_every_value_of_a_numeric_scale_when_printed_then_its_score_is_value_by_max_times_ten_rounded_half_up(
        string scale, int min, int max, int step)
    {
        var values = Enumerable.Range(0, (max - min) / step + 1).Select(index => min + index * step).ToList();
        var expected = values.Select(value => (value * 100 * 2 + max) / (2 * max) / 10m);
        Assert.Equal(expected, await api.Desk.Derive(scale, values.Select(value => (value / 100m).Invariant())));
    }

    [Fact]
    public async Task Given_every_letter_when_printed_then_its_score_is_the_contracts()
    {
        Assert.Equal(Letters.Select(letter => letter.Score), await api.Desk.Derive("letter", Letters.Select(letter => letter.Label)));
        Assert.Equal([9m, 9m, 9m, 8.5m], await api.Desk.Derive("letter", ["a-", "A −", "A–", "b +"]));
    }

    [Theory]
    [InlineData("ten", "4,5", 4.5)]
    [InlineData("ten", " 4.50 ", 4.5)]
    [InlineData("percent", "085", 8.5)]
    [InlineData("stars_5", "4.250", 8.5)]
    [InlineData("stars_5", "3,75", 7.5)]
    [InlineData("stars_5", "0.25", 0.5)]
    [InlineData("twenty", "18.5", 9.3)]
    [InlineData("twenty", "17,5", 8.8)]
    public async Task Given_a_value_as_people_print_it_when_sent_then_it_is_read_and_kept_as_printed(
        string scale, string value, decimal score)
    {
        var answer = (await api.Desk.Create(ScaleCalls.Printed(scale, [value]))).Is(201);
        Assert.Equal(score, answer.At("/otherSections/0/score")!.GetValue<decimal>());
        Assert.Equal(
            ("scored", value, "1"),
            (answer.Text("/otherSections/0/state"), answer.Text("/otherSections/0/printed/value"),
                answer.Text("/otherSections/0/printed/mappingVersion")));
    }

    [Theory]
    [InlineData("ten", "10.1")]
    [InlineData("ten", "9.95")]
    [InlineData("ten", "-1")]
    [InlineData("stars_5", "4.3")]
    [InlineData("stars_5", "5.25")]
    [InlineData("stars_4", "3.25")]
    [InlineData("stars_4", "4.5")]
    [InlineData("percent", "84.5")]
    [InlineData("percent", "101")]
    [InlineData("percent", "1e2")]
    [InlineData("twenty", "0.5")]
    [InlineData("twenty", "20.5")]
    [InlineData("twenty", "17.25")]
    [InlineData("letter", "E")]
    [InlineData("letter", "F+")]
    [InlineData("letter", "A+++")]
    [InlineData("letter", "9")]
    [InlineData("ten", "A")]
    [InlineData("ten", "4/5")]
    [InlineData("ten", "1.234,5")]
    [InlineData("ten", "٤")]
    [InlineData("ten", "9999999999999999999999999999999999")]
    public async Task Given_a_value_that_is_not_on_the_scale_when_printed_then_422_says_what_is(string scale, string value)
    {
        var answer = (await api.Desk.Create(ScaleCalls.Printed(scale, [value]))).IsInvalid("/otherSections/0/printed/value not_on_scale");
        Assert.Contains(scale, answer.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stars5", "stars_5")]
    [InlineData("Letter", "letter")]
    [InlineData("percentage", "percent")]
    [InlineData("twenti", "twenty")]
    public async Task Given_an_unknown_scale_when_printed_then_422_names_the_nearest(string scale, string nearest)
    {
        var answer = (await api.Desk.Create(ScaleCalls.Printed(scale, ["1"]))).IsInvalid("/otherSections/0/printed/scale unknown_scale");
        Assert.Contains($"Did you mean {nearest}", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_the_built_in_scales_when_listed_then_they_are_as_the_contract_says()
    {
        var scales = (await api.Anonymous.Read("/v1/scales")).Is(200).At("/items")!.AsArray()
            .ToDictionary(scale => scale!["code"]!.ToString(), scale => scale!.AsObject());
        var numeric = new[]
        {
            ("ten", "0", "10", "0.1"), ("stars_5", "0", "5", "0.25"), ("stars_4", "0", "4", "0.5"), ("percent", "0", "100", "1"),
            ("twenty", "1", "20", "0.5"),
        };
        foreach (var (code, min, max, step) in numeric)
            Assert.Equal(
                ("numeric", min, max, step, "1"),
                (Text(code, "kind"), Text(code, "min"), Text(code, "max"), Text(code, "step"), Text(code, "mappingVersion")));
        Assert.Equal(
            Letters, scales["letter"]["labels"]!.AsArray().Select(one => (one!["label"]!.ToString(), one["score"]!.GetValue<decimal>())));

        string? Text(string code, string member) => scales[code][member]?.ToString();
    }
}
