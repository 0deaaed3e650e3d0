using System.Text;

namespace ReviewApi.Benchmarks.Measuring;

/// <summary>A comparison is fair only where both give the same answer.</summary>
internal static class SameAnswer
{
    public static async Task Require(string job, Subject limit, Subject api)
    {
        // One request for both; a create's body is its own.
        using var expected = await api.Service.Send(api.Request(), CancellationToken.None);
        using var again = new HttpRequestMessage(expected.RequestMessage!.Method, expected.RequestMessage.RequestUri!.PathAndQuery);
        again.Content = expected.RequestMessage.Content;
        foreach (var (name, values) in expected.RequestMessage.Headers)
            again.Headers.TryAddWithoutValidation(name, values);
        using var given = await limit.Service.Send(again, CancellationToken.None);
        if (given.StatusCode != expected.StatusCode)
            throw new CouldNotRunException($"{job}: the API answers {(int)expected.StatusCode}, the limit {(int)given.StatusCode}.");
        if (expected.RequestMessage.Method == HttpMethod.Get && await Facts(expected) != await Facts(given))
            throw new CouldNotRunException($"{job}: the API and the limit differ:\n{await Facts(expected)}\n\n{await Facts(given)}");
    }

    // The headers, and the body up to a page's cursor, which each service seals in its own way.
    static async Task<string> Facts(HttpResponseMessage answer)
    {
        var headers = answer.Headers.Where(header => header.Key is not ("Date" or "ETag" or "Link"));
        var body = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());
        return string.Join('\n', headers.Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal))
            + "\n" + body.Split(",\"next\":")[0];
    }
}
