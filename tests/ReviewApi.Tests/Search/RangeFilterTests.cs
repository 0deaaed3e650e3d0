using System.Globalization;

namespace ReviewApi.Tests.Search;

/// <summary>What a filter by bounds finds, at the bounds and beside them.</summary>
public sealed class RangeFilterTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string Milliseconds = "yyyy-MM-ddTHH:mm:ss.fff";

    public static TheoryData<string> Scores => [.. Reading.Sections, "overall", "meanScore"];

    [Theory]
    [MemberData(nameof(Scores))]
    public async Task Given_a_score_when_filtered_at_its_bounds_then_gte_and_lte_include_it_and_gt_and_lt_do_not(string name)
    {
        var review = await Scored("""{ "score": 8.5 }""");
        foreach (var (bounds, isFound) in new[]
        {
            ("gte=8.5", true), ("gt=8.5", false), ("lte=8.5", true), ("lt=8.5", false), ("gt=8.4", true), ("lt=8.6", true),
            ("gte=8.6", false), ("lte=8.4", false), ("gt=8.49", true), ("lt=8.51", true), ("gte=8.50", true), ("gte=-1", true),
            ("lte=1000", true), ("gte=9", false),
        })
            Assert.Equal((name, bounds, isFound), (name, bounds, await api.Anonymous.Finds($"{name}.{bounds}", review)));
        Assert.True(await api.Anonymous.Finds($"{name}.gte=8.5&{name}.lte=8.5", review));
        Assert.False(await api.Anonymous.Finds($"{name}.gte=9&{name}.lte=8", review));
        Assert.False(await api.Anonymous.Finds($"{name}.gt=8.5&{name}.lte=9", review));
    }

    [Theory]
    [InlineData("""{ "state": "unscored", "text": "No score." }""")]
    [InlineData("""{ "state": "not_applicable", "printed": { "value": "9" } }""")]
    [InlineData("""{ "state": "none_on_disc" }""")]
    [InlineData("""{ "state": "unreadable" }""")]
    [InlineData("""{ "state": "see_parts", "printed": { "value": "See Below" }, "parts": [{ "of": "Theatrical cut", "score": 9 }] }""")]
    [InlineData(null)]
    public async Task Given_what_is_not_scored_when_filtered_by_its_score_then_it_is_not_found(string? section)
    {
        var review = await Scored(section);
        foreach (var name in Reading.Sections.Append("overall").Append("meanScore"))
            foreach (var bounds in new[] { "gte=0", "gt=-1", "lte=10", "lt=11", "gte=0&{0}.lte=10" })
                Assert.False(
                    await api.Anonymous.Finds($"{name}.{string.Format(CultureInfo.InvariantCulture, bounds, name)}", review),
                    $"{name}.{bounds}");
    }

    [Theory]
    [InlineData("[1995]", "year.gte=1995", true)]
    [InlineData("[1995]", "year.gt=1995", false)]
    [InlineData("[1995]", "year.lte=1995", true)]
    [InlineData("[1995]", "year.lt=1995", false)]
    [InlineData("[1995]", "year.gt=1994&year.lt=1996", true)]
    [InlineData("[1995]", "year.gte=3000", false)]
    [InlineData("[1995]", "year.gte=1&year.lte=9999", true)]
    [InlineData("[1980, 2000]", "year.gte=2000", true)]
    [InlineData("[1980, 2000]", "year.lt=1981", true)]
    [InlineData("[1980, 2000]", "year.gt=2000", false)]
    [InlineData("[1870, 2100]", "year.lte=1870", true)]
    [InlineData("[1870, 2100]", "year.gte=2100", true)]
    [InlineData("[1870, 2100]", "year.gt=2100", false)]
    [InlineData("[]", "year.lte=1995", false)]
    [InlineData("[]", "year.gte=1995", false)]
    [InlineData("[]", "year.gte=1", false)]
    [InlineData("[]", "year.gte=1870", false)]
    [InlineData("[]", "year.lte=2100", false)]
    [InlineData("[]", "year.lt=9999", false)]
    public async Task Given_the_years_of_films_when_filtered_then_one_that_is_known_lies_within(string years, string query, bool isFound)
    {
        var films = years is "[]"
            ? [$$"""{ "title": "{{Example.NewTitle()}}" }"""]
            : years[1..^1].Split(',').Select(year => $$"""{ "title": "{{Example.NewTitle()}}", "year": {{year}} }""");
        var review = await api.Desk.PublishWith(("/films", $"[{string.Join(',', films)}]"));
        Assert.Equal(isFound, await api.Anonymous.Finds(query, review));
    }

    [Theory]
    [InlineData("1997", "lte=1997-01-01", true)]
    [InlineData("1997", "gt=1997-01-01", false)]
    [InlineData("1997", "gte=1997-01-02", false)]
    [InlineData("1997", "lt=1997-01-02", true)]
    [InlineData("1997", "gte=1997", true)]
    [InlineData("1997", "gt=1996", true)]
    [InlineData("1997", "gt=1997", false)]
    [InlineData("1997-05", "gte=1997-05-01", true)]
    [InlineData("1997-05", "lt=1997-05-01", false)]
    [InlineData("1997-05", "lte=1997-05", true)]
    [InlineData("1997-05", "gt=1997-05", false)]
    [InlineData("1997-05-17", "gt=1997-05", true)]
    [InlineData("1997-05-17", "lte=1997-05", false)]
    [InlineData("1997-05-17", "gte=1997-05-17", true)]
    [InlineData("1997-05-17", "lt=1997-05-17", false)]
    [InlineData("1997-05-17", "gte=0001-01-01", true)]
    [InlineData("1997-05-17", "lte=9999-12-31", true)]
    [InlineData(null, "gte=0001-01-01", false)]
    [InlineData(null, "lte=9999-12-31", false)]
    public async Task Given_a_release_date_when_filtered_then_a_partial_one_counts_as_its_first_day(
        string? date, string bounds, bool isFound)
    {
        var review = date is null ? await api.Desk.PublishWith() : await api.Desk.PublishWith(("/release/releaseDate", $"\"{date}\""));
        Assert.Equal(isFound, await api.Anonymous.Finds($"releaseDate.{bounds}", review));
    }

    [Theory]
    [InlineData("publishedAt")]
    [InlineData("updatedAt")]
    public async Task Given_a_time_when_filtered_at_it_and_beside_it_in_any_offset_then_the_bounds_are_exact(string name)
    {
        var review = await api.Desk.PublishWith();
        var time = review.Time($"/{name}").UtcDateTime;
        string Utc(int milliseconds, string rest = "") =>
            $"{time.AddMilliseconds(milliseconds).ToString(Milliseconds, CultureInfo.InvariantCulture)}{rest}Z";
        var elsewhere = $"{time.AddHours(5).AddMinutes(30).ToString(Milliseconds, CultureInfo.InvariantCulture)}%2B05:30";
        foreach (var (bounds, isFound) in new[]
        {
            ($"gte={Utc(0)}", true), ($"gt={Utc(0)}", false), ($"lte={Utc(0)}", true), ($"lt={Utc(0)}", false),
            ($"gt={Utc(-1)}", true), ($"lt={Utc(1)}", true), ($"gte={Utc(1)}", false), ($"lte={Utc(-1)}", false),
            ($"gte={elsewhere}", true), ($"gt={elsewhere}", false), ($"lte={elsewhere}", true),
            // Half a millisecond later.
            ($"gte={Utc(0, "5")}", false), ($"gt={Utc(0, "5")}", false), ($"lte={Utc(0, "5")}", true), ($"lt={Utc(0, "5")}", true),
            // A billionth of a second later, and in the last one of the millisecond.
            ($"gte={Utc(0, "000001")}", false), ($"lt={Utc(0, "000001")}", true), ($"gt={Utc(-1, "999999999")}", true),
            ($"lt={Utc(-1, "999999999")}", false),
            ($"gte={Utc(0)[..^1]}z".Replace('T', 't'), true), ($"gte={Utc(0)[..^1]}-00:00", true),
        })
            Assert.Equal((bounds, isFound), (bounds, await api.Anonymous.Finds($"{name}.{bounds}", review)));
    }

    // In another section there is a text, which is needed to publish.
    Task<Answer> Scored(string? section) => section is null
        ? api.Desk.PublishWith()
        : api.Desk.PublishWith([
            .. Reading.Sections.Select(name => ($"/sections/{name}", section)), ("/overall", section),
            ("/otherSections", """[{ "label": "Menus", "text": "Slow." }]""")]);
}
