using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Reviews;

/// <summary>An id has one spelling: anything before or after it, or another form of it, is no id.</summary>
public sealed class IdTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    public static TheoryData<string> Disguises =>
        ["+{0}", " {0}", "{0} ", "\t{0}", "{0}\n", "{0}\u00a0", "\u00a0{0}", "\u200b{0}", "{{{0}}}", "({0})", "-{0}", "N", "0x"];

    [Theory]
    [MemberData(nameof(Disguises))]
    public async Task Given_an_id_in_another_spelling_when_sent_anywhere_then_404_in_a_path_400_in_a_query_422_in_a_body(string disguise)
    {
        var review = await api.Desk.Published(Example.Review());
        var key = await api.Desk.CreateKey(KeyCalls.Write);
        foreach (var (path, id) in new[]
        {
            ("/v1/reviews/{0}", review.Id), ("/v1/reviews/{0}/revisions", review.Id),
            ("/v1/films/{0}", review.Text("/films/0/id")!), ("/v1/films/{0}/reviews", review.Text("/films/0/id")!),
            ("/v1/films/{0}/releases", review.Text("/films/0/id")!), ("/v1/films/{0}/scores", review.Text("/films/0/id")!),
            ("/v1/releases/{0}", review.Text("/release/id")!), ("/v1/releases/{0}/reviews", review.Text("/release/id")!),
            ("/v1/releases/{0}/scores", review.Text("/release/id")!),
            ("/v1/reviewers/{0}", review.Text("/reviewers/0/id")!), ("/v1/reviewers/{0}/reviews", review.Text("/reviewers/0/id")!),
            ("/v1/reviewers/{0}/scores", review.Text("/reviewers/0/id")!),
            ("/v1/keys/{0}", key.Id),
        })
        {
            (await api.Desk.Read(path.Replace("{0}", id, StringComparison.Ordinal))).Is(200);
            (await api.Desk.Read(path.Replace("{0}", Uri.EscapeDataString(Disguised(id, disguise)), StringComparison.Ordinal))).Is(404);
        }
        (await api.Desk.Delete(key, $"/v1/keys/{Uri.EscapeDataString(Disguised(key.Id, disguise))}")).Is(404);
        (await api.Desk.Read(key.KeyPath())).Is(200);
        foreach (var (query, id) in new[]
        {
            ("/v1/reviews?filmId=", review.Text("/films/0/id")!), ("/v1/reviews?releaseId=", review.Text("/release/id")!),
            ("/v1/reviews?reviewerId=", review.Text("/reviewers/0/id")!),
            ($"{review.FilmPath()}/releases?baseline=", review.Text("/release/id")!),
        })
        {
            (await api.Anonymous.Read(query + id.ToUpperInvariant())).Is(200);
            (await api.Anonymous.Read(query + Uri.EscapeDataString(Disguised(id, disguise)))).Is(400);
        }
        foreach (var (place, id) in new[]
        {
            ("/films/0/id", review.Text("/films/0/id")!), ("/release/id", review.Text("/release/id")!), ("/related/0/reviewId", review.Id),
        })
            (await api.Desk.Create(Example.Review()
                .With("/related", """[{ "relation": "see_also", "reviewId": "0198f7f0-0000-7000-8000-000000000000" }]""")
                .Put(place, Disguised(id, disguise)))).IsInvalid($"{place} invalid_format");
        var into = new JsonObject { ["into"] = Disguised(review.Text("/films/0/id")!, disguise) };
        (await api.Desk.Act($"{review.FilmPath()}/merge", (await api.Desk.Read(review.FilmPath())).ETag, into))
            .IsInvalid("/into invalid_format");
    }

    static string Disguised(string id, string disguise) => disguise switch
    {
        "N" => id.Replace("-", "", StringComparison.Ordinal),
        "0x" => $"0x{id[2..]}",
        _ => string.Format(System.Globalization.CultureInfo.InvariantCulture, disguise, id),
    };
}
