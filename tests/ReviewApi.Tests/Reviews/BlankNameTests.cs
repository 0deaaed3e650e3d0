namespace ReviewApi.Tests.Reviews;

/// <summary>A name says something: an empty one, and one of blanks alone, is refused wherever names and short texts stand.</summary>
public sealed class BlankNameTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    public static TheoryData<string> Places =>
    [
        "/advisories/0", "/source/outlet", "/source/externalId", "/reviewers/0/name", "/films/0/title", "/films/0/originalTitle",
        "/films/0/sortTitle", "/films/0/directors/0", "/films/0/writers/0", "/films/0/composers/0", "/films/0/studios/0",
        "/films/0/genres/0", "/films/0/crew/0/name", "/films/0/cast/0/name", "/films/0/cast/0/characters/0", "/films/0/cast/0/creditedAs",
        "/films/0/relations/0/title", "/films/0/relations/0/by/0", "/films/0/certificates/0/system", "/films/0/certificates/0/code",
        "/films/0/certificates/0/reason", "/release/title", "/release/edition", "/release/distributor", "/release/catalogueNumber",
        "/release/discs/0/label", "/release/extras/0/title", "/release/extras/0/participants/0", "/release/knownDefects/0",
        "/sections/picture/label", "/sections/picture/parts/0/of", "/otherSections/0/label",
    ];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Given_a_blank_name_when_sent_then_422_there_and_the_document_says_so(string place)
    {
        foreach (var blank in new[] { "", " ", "\t\u00a0" })
        {
            var review = Example.Full().Without("/sections/story/reviewer").Put(place, blank);
            (await api.Desk.Post("/v1/reviews?dryRun=true", review)).IsInvalid($"{place} required");
        }
        var limits = Tests.OpenApi.Limit.Of(ApiDocument.Committed(), ApiDocument.Committed().Schema("ReviewInput"));
        Assert.Contains(limits, limit => limit.Pointer == place && limit.Keyword == "minLength" && (int)limit.Says == 1);
    }

    [Fact]
    public async Task Given_a_reviewer_without_a_name_who_is_anonymous_when_the_name_is_blank_then_422_and_left_out_it_is_taken()
    {
        var review = Example.Review().With("/reviewers", """[{ "kind": "anonymous", "name": " " }]""");
        (await api.Desk.Create(review)).IsInvalid("/reviewers/0/name required");
        await api.Desk.Created(review.Without("/reviewers/0/name"));
    }

    [Fact]
    public async Task Given_a_blank_barcode_when_sent_then_it_says_that_there_is_none() =>
        Assert.Equal("", (await api.Desk.Created(Example.Draft().Put("/release/barcode", ""))).Text("/release/barcode"));
}
