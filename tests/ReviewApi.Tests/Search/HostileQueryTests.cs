using System.Globalization;
using System.Net;

namespace ReviewApi.Tests.Search;

/// <summary>
/// Hostile texts in every parameter of list and facets: an answer, or a 400 that names the parameter; and nothing is found by accident.
/// </summary>
public sealed class HostileQueryTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    static readonly string[] Parameters =
    [
        "q", "in", "sort", "facet", "filmId", "releaseId", "reviewerId", "barcode", "imdb", "tmdb", .. Reading.Names, "kind", "format",
        "region", "territory", "cut",
        "extra", "subtitleLanguage", "language", "license", .. Reading.Pictures, .. Reading.Tracks,
        .. new[] { "year", "releaseDate", "publishedAt", "updatedAt", "overall", "meanScore" }.Concat(Reading.Sections)
            .SelectMany(name => new[] { "gte", "gt", "lte", "lt" }.Select(bound => $"{name}.{bound}")),
    ];

    static readonly Dictionary<string, string> Hostile = new()
    {
        ["percent"] = "%",
        ["percent and letters"] = "%a%",
        ["underscore"] = "_",
        ["backslash"] = "\\",
        ["backslash at the end"] = "a\\",
        ["escaped percent"] = "\\%",
        ["quote"] = "'",
        ["SQL"] = "'; drop table listings; --",
        ["union"] = "x') union select 1 --",
        ["dollar quotes"] = "$$x$$",
        ["parameters"] = "@c0_0 :x $1 {0} ?",
        ["double quote"] = "\"",
        ["open phrase"] = "\"never closed",
        ["empty phrase"] = "\"\"",
        ["and"] = "a & b",
        ["or"] = "a | b",
        ["not"] = "!a",
        ["not not"] = "!!a",
        ["follows"] = "a <-> b <2> c",
        ["follows nothing"] = "<->",
        ["prefix"] = "a:* b:ABCD",
        ["prefix of nothing"] = ":*",
        ["brackets"] = "((a | b) & !(c))",
        ["open bracket"] = "(((((",
        ["minus"] = "-",
        ["minuses"] = "-- ---a -",
        ["minus phrase"] = "-\"a b\" -\"\"",
        ["or word"] = "or OR or",
        ["dots"] = "...",
        ["blank"] = " ",
        ["blanks"] = " \t\r\n ",
        ["nothing"] = "",
        ["commas"] = ",,,",
        ["ten thousand commas"] = new string(',', 10_000),
        ["two thousand values"] = string.Join(',', Enumerable.Range(0, 1_500)),
        ["seven kilobytes"] = new string('a', 7_000),
        ["ten kilobytes"] = new string('a', 10_000),
        ["many words"] = string.Join(' ', Enumerable.Range(0, 1_400)),
        ["many brackets"] = new string('(', 3_000),
        ["many minuses"] = string.Concat(Enumerable.Repeat("-a ", 1_000)),
        ["many quotes"] = string.Concat(Enumerable.Repeat("\"a b\" ", 400)),
        ["controls"] = "\u0001\u0008\u001f\u007f\u0085\u2028",
        ["nul"] = "a\0b",
        ["noncharacters"] = "\uffff\ufdd0\ufffe",
        ["private use"] = "\ue000\ue001\ue002",
        ["emoji"] = "😀👩‍👩‍👧",
        ["right to left"] = "\u202Eדלת\u2066",
        ["combining marks"] = "e" + new string('\u0301', 500),
        ["long when folded"] = new string('\ufdfa', 300),
        ["capitals that grow"] = "İŉǰΐẞ",
        ["digits of another script"] = "١٢٣٤",
        ["huge"] = "99999999999999999999999999999999999999999",
        ["huge after the point"] = "0." + new string('9', 200),
        ["nineteen digits"] = "9999999999999999999",
        ["minus huge"] = "-99999999999999999",
        ["not a number"] = "NaN",
        ["infinity"] = "-Infinity",
        ["exponent"] = "1e400",
        ["hexadecimal"] = "0x10",
        ["point only"] = ".",
        ["thousands"] = "1 000",
        ["year zero"] = "0000",
        ["day zero"] = "0000-00-00",
        ["year ten thousand"] = "10000-01-01",
        ["before Christ"] = "-0044-03-15",
        ["first instant"] = "0001-01-01T00:00:00+14:00",
        ["last instant"] = "9999-12-31T23:59:59.9999999-14:00",
        ["last second"] = "9999-12-31T23:59:59Z",
        ["leap second"] = "2016-12-31T23:59:60Z",
        ["infinite date"] = "infinity",
        ["now"] = "now",
        ["object"] = "{\"a\":[1]}",
        ["script"] = "<script>alert(1)</script>",
        ["null"] = "null",
        ["path"] = "../../etc/passwd",
    };

    static readonly Dictionary<string, string> Encoded = new()
    {
        ["NUL"] = "%00",
        ["NUL within"] = "a%00b",
        ["lone high surrogate"] = "%ED%A0%80",
        ["lone low surrogate"] = "a%ED%B0%80",
        ["overlong"] = "%C0%AF",
        ["cut off"] = "%E2%82",
        ["no UTF-8"] = "%FF%FE",
    };

    public static TheoryData<string> Texts => [.. Hostile.Keys];

    public static TheoryData<string> Bytes => [.. Encoded.Keys];

    [Theory]
    [MemberData(nameof(Texts))]
    public Task Given_a_hostile_text_when_in_any_parameter_then_200_or_400_naming_it(string name) =>
        AssertEach(Uri.EscapeDataString(Hostile[name]), mayBeTaken: true);

    [Theory]
    [MemberData(nameof(Bytes))]
    public Task Given_bytes_that_are_no_text_when_in_any_parameter_then_400_naming_it(string name) =>
        AssertEach(Encoded[name], mayBeTaken: false);

    [Theory]
    [InlineData("%25", false)]
    [InlineData("_", false)]
    [InlineData("Pl_in", false)]
    [InlineData("Pl%25n", false)]
    [InlineData("%25Plain%25", true)]
    [InlineData("%5C", false)]
    [InlineData("Plai%5Cn", false)]
    [InlineData("%2A", false)]
    [InlineData(".%2A", false)]
    [InlineData("'", false)]
    [InlineData("' or '1'='1", false)]
    [InlineData("%F0%9F%98%80", false)]
    public async Task Given_letters_that_mean_something_to_a_database_when_in_a_name_then_they_are_plain(string text, bool isFound)
    {
        var review = await api.Desk.PublishWith(
            ("/films", """[{ "title": "Plain", "directors": ["Plain"], "cast": [{ "name": "Plain" }], "genres": ["Plain"] }]"""),
            ("/reviewers/0/name", "\"Plain\""), ("/release/distributor", "\"Plain\""), ("/release/edition", "\"Plain\""),
            ("/source", $$"""{ "outlet": "Plain", "externalId": "{{Guid.NewGuid()}}" }"""));
        foreach (var name in Reading.Names)
            Assert.Equal((name, isFound), (name, await api.Anonymous.Finds($"{name}={text}", review)));
    }

    [Theory]
    [InlineData("100%25", true)]
    [InlineData("100%25 w", true)]
    [InlineData("s_x", true)]
    [InlineData("%F0%9F%98%80", true)]
    [InlineData("1%25w", false)]
    [InlineData("0_w_lf", false)]
    public async Task Given_a_name_with_such_letters_when_filtered_by_them_then_it_is_found(string text, bool isFound)
    {
        var review = await api.Desk.PublishWith(("/films/0/title", "\"100% Wolf s_x 😀\""));
        Assert.Equal(isFound, await api.Anonymous.Finds($"film={text}", review));
    }

    [Theory]
    [InlineData("{0}=")]
    [InlineData("{0}=%20")]
    [InlineData("{0}=%C2%A0")]
    [InlineData("{0}=nobody,")]
    [InlineData("{0}=nobody&{0}=")]
    public async Task Given_an_empty_name_when_filtered_then_400_or_what_has_no_such_name_is_not_found(string query)
    {
        var review = await api.Desk.PublishWith();
        foreach (var name in Reading.Names.Except(["film", "reviewer"]))
        {
            var answer = await api.Anonymous.Read(
                $"/v1/reviews?releaseId={review.Text("/release/id")}&{string.Format(CultureInfo.InvariantCulture, query, name)}");
            Assert.True(
                answer.Status == HttpStatusCode.BadRequest && answer.Text("/errors/0/parameter") == name
                    || answer.Is(200).At("/items")!.AsArray().Count == 0,
                $"{name} {answer}");
        }
    }

    async Task AssertEach(string text, bool mayBeTaken)
    {
        // Where there is nothing, a database need not look at what is asked.
        await api.Desk.PublishWith(("/release/distributor", "\"Studio\""));
        var faults = new List<string>();
        foreach (var parameter in Parameters)
        {
            var path = parameter == "facet" ? "/v1/reviews/facets" : "/v1/reviews";
            using var answer = await api.Anonymous.GetAsync($"{path}?{parameter}={text}{(parameter == "in" ? "&q=x" : "")}");
            // What the web server refuses: a line of the request that is too long for it.
            var isTooLong = text.Length > 7_500 && answer.StatusCode == HttpStatusCode.RequestUriTooLong;
            var body = await answer.Content.ReadAsStringAsync();
            var isRight = isTooLong || (answer.StatusCode == HttpStatusCode.OK
                ? mayBeTaken
                : answer.StatusCode == HttpStatusCode.BadRequest && Names(body, parameter, path));
            if (!isRight)
                faults.Add($"{parameter}: {(int)answer.StatusCode} {body[..Math.Min(400, body.Length)]}");
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    static bool Names(string body, string parameter, string path) =>
        Refusals.FaultOfProblem(400, "application/problem+json", path, body) is null
        && Example.Parse(body).Faults().Any(fault => fault.Place == parameter);
}
