using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ReviewApi.Benchmarks.Measuring;

namespace ReviewApi.Benchmarks;

/// <summary>The reviews that the API was filled with, and requests that lead to them.</summary>
internal sealed class Catalogue(int reviews)
{
    const int Writers = 8;

    readonly Stored[] stored = new Stored[reviews];
    int next;

    /// <summary>The cursor of the page in the middle of the list.</summary>
    public string MiddleCursor { get; private set; } = "";

    public Stored Any() => stored[Random.Shared.Next(stored.Length)];

    /// <summary>A request that creates another review of a film that is known.</summary>
    public HttpRequestMessage NextCreate() => Create(Interlocked.Increment(ref next) - 1);

    /// <summary>Puts the reviews in through the API itself, so that they are what it writes.</summary>
    public async Task Fill(MeasuredService api)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Writers };
        await Parallel.ForEachAsync(Enumerable.Range(0, stored.Length), parallel, async (_, cancellation) =>
        {
            var number = Interlocked.Increment(ref next) - 1;
            using var answer = await api.Send(Create(number), cancellation);
            var body = await answer.Content.ReadAsByteArrayAsync(cancellation);
            if (answer.StatusCode != HttpStatusCode.Created)
                throw new CouldNotRunException($"The API did not take a generated review: {Encoding.UTF8.GetString(body)}");
            using var review = JsonDocument.Parse(body);
            stored[number] = new Stored(Text("id"), Text("slug"), answer.Headers.ETag!.ToString());

            string Text(string member) => review.RootElement.GetProperty(member).GetString()!;
        });
        MiddleCursor = await FindMiddle(api);
    }

    static HttpRequestMessage Create(int number)
    {
        var content = new ByteArrayContent(GeneratedReview.Json(number));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpRequestMessage(HttpMethod.Post, "/v1/reviews?publish=true")
        {
            Content = content,
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", MeasuredService.Key) },
        };
    }

    // As a client gets there: by following next.
    async Task<string> FindMiddle(MeasuredService api)
    {
        const int limit = 100;
        var cursor = await Next("/v1/reviews?limit=20");
        for (var seen = 20; seen < stored.Length / 2; seen += limit)
            cursor = await Next($"/v1/reviews?limit={limit}&cursor={cursor}");
        return cursor;

        async Task<string> Next(string address)
        {
            using var answer = await api.Send(new HttpRequestMessage(HttpMethod.Get, address), CancellationToken.None);
            using var page = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
            return page.RootElement.GetProperty("next").GetString()!;
        }
    }
}

/// <summary>Under what a review can be read, and its entity tag.</summary>
internal sealed record Stored(string Id, string Slug, string ETag);
