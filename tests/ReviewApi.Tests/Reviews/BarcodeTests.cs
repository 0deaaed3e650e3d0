namespace ReviewApi.Tests.Reviews;

public sealed class BarcodeTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string Place = "/release/barcode";

    public static TheoryData<string> Valid => ["96385074", "036000291452", "4006381333931", "10614141000415", "025195008938", "00000000"];

    [Theory]
    [InlineData("96385074", "96385074", "00000096385074")]
    [InlineData("036000291452", "036000291452", "00036000291452")]
    [InlineData("4006381333931", "4006381333931", "04006381333931")]
    [InlineData("10614141000415", "10614141000415", "10614141000415")]
    [InlineData("0 25195 00893 8", "025195008938", "00025195008938")]
    [InlineData(" 0-25195-00893-8\t", "025195008938", "00025195008938")]
    [InlineData("0‑25195–00893\u00a08", "025195008938", "00025195008938")]
    [InlineData("\ufeff0—25195−00893﹣8\u200b", "025195008938", "00025195008938")]
    [InlineData("\u202a0 25195\u200900893－8\u202c\u200e", "025195008938", "00025195008938")]
    [InlineData("0\u00ad25195\u206000893\u30008", "025195008938", "00025195008938")]
    public async Task Given_a_barcode_in_any_spelling_when_sent_then_its_digits_and_its_14_digit_form_are_kept(
        string sent, string barcode, string gtin)
    {
        var answer = (await api.Desk.Create(Example.Review().Put(Place, sent))).Is(201);
        Assert.Equal((barcode, gtin), (answer.Text(Place), answer.Text("/release/gtin")));
        Assert.Empty(answer.Warnings);
    }

    [Theory]
    [MemberData(nameof(Valid))]
    public async Task Given_a_barcode_when_its_check_digit_is_any_of_the_nine_wrong_ones_then_422_names_the_right_one(string valid)
    {
        foreach (var wrong in "0123456789".Where(digit => digit != valid[^1]))
        {
            var answer = (await api.Desk.Create(Example.Review().Put(Place, valid[..^1] + wrong))).IsInvalid($"{Place} check_digit");
            Assert.Contains($"should be {valid[^1]}", answer.Detail, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("25195008938", true)]
    [InlineData("36000291452", true)]
    [InlineData("25195008939", false)]
    public async Task Given_11_digits_when_they_fit_with_a_zero_in_front_then_a_warning_else_422(string digits, bool fits)
    {
        var answer = await api.Desk.Create(Example.Review().Put(Place, digits));
        if (!fits)
        {
            answer.Is(422);
            Assert.Equal(Place, answer.Body["errors"]![0]!["pointer"]!.ToString());
            return;
        }
        Assert.Equal([$"{Place} lost_zero"], answer.Is(201).Warnings);
        Assert.Equal((digits, "000" + digits), (answer.Text(Place), answer.Text("/release/gtin")));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1234567")]
    [InlineData("123456789")]
    [InlineData("1234567890")]
    [InlineData("106141410004151")]
    [InlineData("03600029145X")]
    [InlineData("036000291452,")]
    [InlineData("٩٦٣٨٥٠٧٤")]
    [InlineData("９６３８５０７４")]
    [InlineData("96385074\0")]
    [InlineData("N/A")]
    [InlineData("-")]
    [InlineData(" ")]
    [InlineData("00000000")]
    [InlineData("00000000000")]
    [InlineData("000000000000")]
    [InlineData("0-00000-00000-0")]
    [InlineData("00000000000000")]
    [InlineData("\u200b")]
    [InlineData("¹²³⁴⁵⁶⁷⁰")]
    public async Task Given_what_is_no_barcode_when_sent_then_422(string barcode) =>
        (await api.Desk.Create(Example.Review().Put(Place, barcode))).IsInvalid($"{Place} invalid_format");

    [Fact]
    public async Task Given_no_barcode_when_known_to_be_none_then_it_stays_empty_and_when_not_known_it_stays_out()
    {
        var none = (await api.Desk.Create(Example.Review().Put(Place, ""))).Is(201);
        Assert.Equal(("", null), (none.Text(Place), none.At("/release/gtin")));
        var unknown = (await api.Desk.Create(Example.Review())).Is(201);
        Assert.Equal((null, null), (unknown.At(Place), unknown.At("/release/gtin")));
    }
}
