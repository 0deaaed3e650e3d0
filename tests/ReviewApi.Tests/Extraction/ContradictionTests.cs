namespace ReviewApi.Tests.Extraction;

/// <summary>What a text says twice and differently is not chosen in silence: the other value is an alternative.</summary>
public sealed class ContradictionTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("Region: A\nRegion: B", "/release/regions/0", "A", "B")]
    [InlineData("UPC: 025195008938\nUPC: 883929594382", "/release/barcode", "025195008938", "883929594382")]
    [InlineData("Release date: 2 March 2020\nRelease date: 5 May 2021", "/release/releaseDate", "2020-03-02", "2021-05-05")]
    [InlineData("Distributor: Alpha Video\nDistributor: Beta Video", "/release/distributor", "Alpha Video", "Beta Video")]
    [InlineData("Price: $19.99\nPrice: $24.99", "/release/listPrice/amount", "19.99", "24.99")]
    [InlineData("Running time: 101 minutes\nRunning time: 140 minutes", "/films/0/runtimeSeconds", "6060", "8400")]
    [InlineData("Discs: 1\nDiscs: 3", "/release/discCount", "1", "3")]
    [InlineData("Year: 1990", "/films/0/year", "1990", "1988")]
    public async Task Given_two_lines_that_contradict_each_other_when_read_then_one_is_an_alternative_of_the_other(
        string lines, string pointer, string value, string alternative)
    {
        var read = await (await api.Desk.Extract($"Nightfall Road (1988)\n\nFormat: Blu-ray\n{lines}\n")).Sound(api.Desk);
        Assert.Equal(value, read.Text($"/draft{pointer}"));
        var evidence = read.Evidence().Single(one => (string?)one["pointer"] == pointer);
        Assert.Equal([alternative], evidence["alternatives"]!.AsArray().Select(other => $"{other!["value"]}"));
    }

    [Fact]
    public async Task Given_prices_of_two_currencies_when_read_then_amount_and_currency_are_of_one_price()
    {
        var read = await (await api.Desk.Extract(
            "Nightfall Road (1988)\n\nFormat: Blu-ray\nPrice: $19.99\nPrice: £24.99\nPrice: £24.99\n")).Sound(api.Desk);
        Assert.Equal(
            ("24.99", "GBP"), (read.Text("/draft/release/listPrice/amount"), read.Text("/draft/release/listPrice/currency")));
    }

    [Theory]
    [InlineData("$1,299.99", "1299.99")]
    [InlineData("1.299,99 €", "1299.99")]
    [InlineData("€ 1.299", "1299")]
    [InlineData("19,99 €", "19.99")]
    [InlineData("$20", "20")]
    [InlineData("$1e9", null)]
    public async Task Given_a_price_as_printed_when_read_then_all_of_it_is_taken_or_none(string price, string? amount) =>
        Assert.Equal(
            amount,
            (await (await api.Desk.Extract($"Nightfall Road (1988)\n\nFormat: Blu-ray\nPrice: {price}\n")).Sound(api.Desk))
                .Text("/draft/release/listPrice/amount"));

    [Theory]
    [InlineData("""<div hidden>Video: 2/5</div>""")]
    [InlineData("""<div style="color: red; display:none">Video: 2/5</div>""")]
    [InlineData("""<p style="Visibility: hidden">Video: 2/5</p>""")]
    public async Task Given_what_a_page_hides_when_read_then_it_is_not_there(string hidden)
    {
        var read = await (await api.Desk.Extract(
            $"<h1>Nightfall Road (1988)</h1>{hidden}<p style=\"display: block\">Audio: 4/5</p>", "text/html")).Sound(api.Desk);
        Assert.Null(read.At("/draft/sections/picture"));
        Assert.Equal("4", read.Text("/draft/sections/sound/printed/value"));
    }
}
