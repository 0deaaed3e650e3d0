using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Cases;

public sealed class CaseTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    public static TheoryData<string> Ids => CaseRecords.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Given_a_real_review_when_posted_and_published_then_it_is_read_back_with_every_fact_equal(string id)
    {
        var translation = CaseTranslator.Translate(CaseRecords.Get(id));
        foreach (var scale in translation.Scales) await Post("/v1/scales", scale);

        using var created = await Post("/v1/reviews?publish=true", translation.Review);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.NotNull(created.Headers.ETag);
        Assert.NotNull(created.Headers.Location);

        using var answer = await api.Anonymous.GetAsync(created.Headers.Location);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var read = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        var differences = ReadBack.Differences(CanonicalForm.Of(translation), read).ToList();
        Assert.True(differences.Count == 0, string.Join('\n', differences));
        foreach (var (pointer, value) in CaseFacts.ByCase[id]) CaseFacts.Check(read, pointer, value);
    }

    async Task<HttpResponseMessage> Post(string path, JsonObject body)
    {
        var answer = await api.Desk.Send("POST", path, Contents.Json(body));
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return answer;
    }
}
