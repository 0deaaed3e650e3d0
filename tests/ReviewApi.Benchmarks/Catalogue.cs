using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Npgsql;
using ReviewApi.Benchmarks.Measuring;

namespace ReviewApi.Benchmarks;

/// <summary>The reviews that a database holds, and requests that lead to them.</summary>
internal sealed class Catalogue
{
    const int Writers = 8;
    const int MostTries = 5;
    const int MostKnown = 20_000;

    readonly List<Stored> stored = [];
    readonly Dictionary<string, string> middles = [];
    int next;

    /// <summary>How many reviews there are.</summary>
    public long Reviews { get; private init; }

    /// <summary>The id of the film with many reviews.</summary>
    public string ReviewedFilm { get; private init; } = "";

    /// <summary>The id of the film with many releases.</summary>
    public string ReleasedFilm { get; private init; } = "";

    /// <summary>A review that everybody reads.</summary>
    public Stored Hot => stored[0];

    public Stored Any() => stored[Random.Shared.Next(stored.Count)];

    /// <summary>The cursor of the page in the middle of a list.</summary>
    public string MiddleOf(string path) => middles[path];

    /// <summary>A request that saves a draft of another review of a film that is known.</summary>
    public HttpRequestMessage NextDraft() => Send(HttpMethod.Post, "/v1/reviews", Next());

    /// <summary>A request that publishes another review of a film that is known.</summary>
    public HttpRequestMessage NextPublish() => Publish(Next());

    /// <summary>A request that replaces a published review by another one.</summary>
    public HttpRequestMessage NextPut()
    {
        var request = Send(HttpMethod.Put, $"/v1/reviews/{Any().Id}", Next());
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        return request;
    }

    /// <summary>Puts so many reviews in through the API itself, so that they are what it writes.</summary>
    public static Task Fill(int reviews, MeasuredService api) => Parallel.ForEachAsync(
        Enumerable.Range(0, reviews), new ParallelOptions { MaxDegreeOfParallelism = Writers }, async (number, cancellation) =>
    {
        for (var tries = 1; ; tries++)
        {
            using var request = Publish(number);
            request.Headers.Add("Idempotency-Key", $"review-{number}");
            using var answer = await api.Send(request, cancellation);
            if (answer.StatusCode == HttpStatusCode.Created)
                return;
            // A busy machine may be too slow for once.
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || tries == MostTries)
                throw new CouldNotRunException(
                    $"The API did not take a generated review: {await answer.Content.ReadAsStringAsync(cancellation)}");
            await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
        }
    });

    // What an earlier run has written stands.
    // language=sql
    const string AfterLast = "select coalesce(max(external_id::int) filter (where external_id ~ '^[0-9]{1,9}$'), -1) + 1 from reviews";

    /// <summary>What a database holds: of many reviews some.</summary>
    public static async Task<Catalogue> Open(BenchmarkServer server)
    {
        var reviews = long.Parse(await server.Ask("select count(*) from listings"), null);
        var catalogue = new Catalogue
        {
            Reviews = reviews,
            ReviewedFilm = await server.Ask(Film("reviewed a lot")),
            ReleasedFilm = await server.Ask(Film("released a lot")),
            next = int.Parse(await server.Ask(AfterLast), null),
        };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"""
            select review_id::text, etag
            from listings tablesample system ({Math.Min(100, 100m * MostKnown / reviews)})
            join reviews using (review_id)
            order by random()
            """, connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            catalogue.stored.Add(new Stored(reader.GetString(0), reader.GetString(1)));
        return catalogue;

        static string Film(string name) => $"select film_id from films where folded_title like '%{name}' limit 1";
    }

    /// <summary>Goes to the middle of a list as a client gets there: by following next.</summary>
    public async Task FindMiddle(string path, MeasuredService api)
    {
        var (limit, total) = (100, (await Read($"{path}limit=1&count=exact")).GetProperty("total").GetInt64());
        var page = await Read($"{path}limit={limit}");
        for (var seen = limit; seen < total / 2; seen += limit)
            page = await Read($"{path}limit={limit}&cursor={Next(page)}");
        middles[path] = Next(page);

        async Task<JsonElement> Read(string address)
        {
            using var answer = await api.Send(Job.Get(address), CancellationToken.None);
            return (await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync())).RootElement;
        }

        static string Next(JsonElement page) => page.GetProperty("next").GetString()!;
    }

    int Next() => Interlocked.Increment(ref next) - 1;

    static HttpRequestMessage Publish(int number) => Send(HttpMethod.Post, "/v1/reviews?publish=true", number);

    static HttpRequestMessage Send(HttpMethod method, string path, int number)
    {
        var content = new ByteArrayContent(GeneratedReview.Json(number));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpRequestMessage(method, path)
        {
            Content = content,
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", MeasuredService.Key) },
        };
    }
}

/// <summary>A review's id and its entity tag.</summary>
internal sealed record Stored(string Id, string ETag);
