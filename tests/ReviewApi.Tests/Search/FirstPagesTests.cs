using System.Net;
using System.Net.Http.Json;

namespace ReviewApi.Tests.Search;

public sealed class FirstPagesTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_a_fresh_process_when_more_clients_list_at_once_than_there_are_connections_then_all_get_their_page()
    {
        for (var number = 1; number <= 2; number++)
        {
            using var posted = await api.Desk.PostAsJsonAsync("/v1/reviews?publish=true", new
            {
                language = "en",
                reviewers = new[] { new { kind = "anonymous" } },
                films = new[] { new { title = $"Film {number}" } },
                release = new { format = "dvd" },
                overall = new { score = number },
            });
            Assert.Equal(HttpStatusCode.Created, posted.StatusCode);
        }

        // The connections are there before the requests are sent, so that these come at once.
        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => api.Anonymous.GetAsync("/health/live")));

        var pages = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => api.Anonymous.GetAsync("/v1/reviews?limit=1&count=exact")));

        Assert.All(pages, page => Assert.Equal(HttpStatusCode.OK, page.StatusCode));
    }
}
