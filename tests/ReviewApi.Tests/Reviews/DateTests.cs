namespace ReviewApi.Tests.Reviews;

public sealed class DateTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    static readonly string[] Places = ["/reviewedOn", "/revisedOn", "/release/releaseDate"];

    [Theory]
    [InlineData("2024-02-29")]
    [InlineData("2000-02-29")]
    [InlineData("1997")]
    [InlineData("1997-05")]
    [InlineData("2011-12-31")]
    [InlineData("0001")]
    [InlineData("9999-12-31")]
    public async Task Given_a_date_that_is_whole_or_partial_when_sent_then_it_is_kept_as_printed(string date)
    {
        foreach (var place in Places)
            Assert.Equal(date, (await api.Desk.Create(Example.Review().Put(place, date))).Is(201).Text(place));
    }

    [Theory]
    [InlineData("2023-02-29")]
    [InlineData("1900-02-29")]
    [InlineData("2024-13")]
    [InlineData("2024-00")]
    [InlineData("2024-04-31")]
    [InlineData("2024-01-00")]
    [InlineData("0000")]
    [InlineData("24")]
    [InlineData("02024")]
    [InlineData("2024-1")]
    [InlineData("2024-01-1")]
    [InlineData("2024/01/01")]
    [InlineData("20240101")]
    [InlineData("01-02-2024")]
    [InlineData("2024-01-01T00:00:00Z")]
    [InlineData(" 2024")]
    [InlineData("2024 ")]
    [InlineData("2024-01-01\n")]
    [InlineData("2024\0")]
    [InlineData("٢٠٢٤")]
    [InlineData("２０２４")]
    [InlineData("-2024")]
    [InlineData("")]
    [InlineData("unknown")]
    public async Task Given_a_date_that_does_not_exist_or_is_written_otherwise_when_sent_then_422_at_its_place(string date)
    {
        foreach (var place in Places)
            (await api.Desk.Create(Example.Review().Put(place, date))).IsInvalid($"{place} invalid_date");
    }

    [Theory]
    [InlineData("2011-05-22", "2011-05-23", true)]
    [InlineData("2011-05-22", "2011-06", true)]
    [InlineData("2011-05-22", "2012", true)]
    [InlineData("2010", "2011-01-01", true)]
    [InlineData("2011-05-22", "2011-05-22", false)]
    [InlineData("2011-05-22", "2011-05", false)]
    [InlineData("2011-05", "2011-05-31", false)]
    [InlineData("2011", "2011-12-31", false)]
    [InlineData("2012", "2011", false)]
    public async Task Given_a_review_and_a_release_date_when_the_review_is_older_for_certain_then_a_warning(
        string reviewedOn, string releaseDate, bool isOdd) =>
        AssertWarns(isOdd, "/reviewedOn reviewed_before_release", await api.Desk.Create(
            Example.Review().Put("/reviewedOn", reviewedOn).Put("/release/releaseDate", releaseDate).Without("/films")));

    [Theory]
    [InlineData("2011-05-22", "2011-05-21", true)]
    [InlineData("2011-05", "2010", true)]
    [InlineData("2011-05", "2011", false)]
    [InlineData("2011", "2011-01", false)]
    public async Task Given_a_revision_when_it_is_older_than_the_review_for_certain_then_a_warning(
        string reviewedOn, string revisedOn, bool isOdd) =>
        AssertWarns(isOdd, "/revisedOn revised_before_reviewed", await api.Desk.Create(
            Example.Review().Put("/reviewedOn", reviewedOn).Put("/revisedOn", revisedOn)));

    [Theory]
    [InlineData("1994-12-31", true)]
    [InlineData("1995", false)]
    [InlineData("1995-01-01", false)]
    public async Task Given_a_review_when_it_is_older_than_the_film_then_a_warning(string reviewedOn, bool isOdd) =>
        AssertWarns(isOdd, "/films/0/year reviewed_before_film", await api.Desk.Create(Example.Review().Put("/reviewedOn", reviewedOn)));

    static void AssertWarns(bool isOdd, string warning, Answer answer) => Assert.Equal(isOdd ? [warning] : [], answer.Is(201).Warnings);
}
