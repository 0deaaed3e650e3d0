
namespace ReviewApi.Tests.Catalogue;

public sealed class BarcodeLookUpTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_a_release_when_its_barcode_is_looked_up_in_any_spelling_then_it_is_found()
    {
        var review = await api.Desk.Published(Example.Review().Put("/release/barcode", "0 25195 00893 8"));
        string[] spellings =
        [
            "025195008938", "0025195008938", "00025195008938", "0 25195 00893 8", "0-25195-00893-8", " 025195 008938 ", "0‑25195–00893 8",
            "0−25195—00893\u20608\u200f", "25195008938",
        ];
        foreach (var spelling in spellings)
            Assert.Equal(
                [review.Text("/release/id")!], await api.Anonymous.IdsOf($"/v1/releases?barcode={Uri.EscapeDataString(spelling)}"));
        Assert.Equal([review.Text("/release/id")!], await api.Anonymous.IdsOf("/v1/releases?barcode=0+25195+00893+8"));
        Assert.Equal([review.Id], await api.Anonymous.IdsOf("/v1/reviews?barcode=0025195008938"));
    }

    [Fact]
    public async Task Given_one_barcode_in_two_territories_when_looked_up_then_both_are_found_and_nothing_else()
    {
        var ean = Example.NewEan();
        await api.Desk.Published(Example.Review().Put("/release/barcode", Example.NewEan()));
        var us = await api.Desk.Published(Example.Review().Put("/release/barcode", ean).With("/release/territory", "\"US\""));
        var gb = await api.Desk.Published(Example.Review().Put("/release/barcode", ean).With("/release/territory", "\"GB\""));
        Assert.Equal(
            new[] { us, gb }.Select(review => review.Text("/release/id")!).Order(),
            (await api.Anonymous.IdsOf($"/v1/releases?barcode={ean}")).Order());
        Assert.Equal(2, (await api.Anonymous.All($"/v1/releases?barcode={ean}", limit: 1)).Count);
    }

    [Fact]
    public async Task Given_several_barcodes_when_looked_up_then_the_releases_of_all_are_found()
    {
        var (one, other) = (Example.NewEan(), Example.NewEan());
        var reviews = new[]
        {
            await api.Desk.Published(Example.Review().Put("/release/barcode", one)),
            await api.Desk.Published(Example.Review().Put("/release/barcode", other)),
        };
        var expected = reviews.Select(review => review.Text("/release/id")!).Order().ToList();
        Assert.Equal(expected, (await api.Anonymous.IdsOf($"/v1/releases?barcode={one},{other}")).Order());
        Assert.Equal(
            expected, (await api.Anonymous.IdsOf($"/v1/releases?barcode={one}&barcode={other}&barcode={Example.NewEan()}")).Order());
    }

    [Fact]
    public async Task Given_a_barcode_that_no_published_release_has_when_looked_up_then_the_list_is_empty()
    {
        var ean = Example.NewEan();
        (await api.Desk.Create(Example.Review().Put("/release/barcode", ean))).Is(201);
        Assert.Empty(await api.Anonymous.IdsOf($"/v1/releases?barcode={ean}"));
        Assert.Empty(await api.Anonymous.IdsOf($"/v1/releases?barcode={Example.NewEan()}"));
    }

    [Theory]
    [InlineData("4006381333930", "should be 1")]
    [InlineData("036000291453", "should be 2")]
    [InlineData("96385075", "should be 4")]
    [InlineData("4006381333931,036000291450", "should be 2")]
    [InlineData("123", null)]
    [InlineData("abc", null)]
    [InlineData("٩٦٣٨٥٠٧٤", null)]
    [InlineData("0000000000000", null)]
    public async Task Given_what_is_no_barcode_when_looked_up_then_400_names_the_digit_expected(string barcode, string? says)
    {
        var refused = (await api.Anonymous.Read($"/v1/releases?barcode={barcode}")).Is(400);
        Assert.Equal("barcode", refused.Text("/errors/0/parameter"));
        if (says is not null)
            Assert.Contains(says, refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_release_without_a_barcode_when_a_review_picks_it_and_prints_one_then_it_is_found_by_what_it_shows()
    {
        var ean = Example.NewEan();
        var first = await api.Desk.Published(Example.Review());
        await api.Desk.Published(Example.Review().Put("/release/id", first.Text("/release/id")).Put("/release/barcode", ean));
        Assert.Equal(ean, (await api.Anonymous.Read(first.ReleasePath())).Is(200).Text("/barcode"));
        Assert.Equal([first.Text("/release/id")!], await api.Anonymous.IdsOf($"/v1/releases?barcode={ean}"));
    }
}
