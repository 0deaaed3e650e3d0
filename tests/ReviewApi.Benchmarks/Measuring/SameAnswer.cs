using System.Text;

namespace ReviewApi.Benchmarks.Measuring;

/// <summary>A comparison with a limit that does the same is fair only where both give the same answer.</summary>
internal static class SameAnswer
{
    public static async Task Require(string job, Subject limit, Subject api)
    {
        using var expected = await api.Service.Send(api.Request(), CancellationToken.None);
        using var given = await limit.Service.Send(limit.Request(), CancellationToken.None);
        if (given.StatusCode != expected.StatusCode)
            throw new CouldNotRunException($"{job}: the API answers {(int)expected.StatusCode}, the limit {(int)given.StatusCode}.");
        if (expected.RequestMessage!.Method == HttpMethod.Get && await Facts(expected) != await Facts(given))
            throw new CouldNotRunException($"{job}: the API and the limit differ:\n{await Facts(expected)}\n\n{await Facts(given)}");
    }

    // Which is the age that answers may have is up to the settings, and the address of the embedding is the service's own.
    static async Task<string> Facts(HttpResponseMessage answer)
    {
        var headers = answer.Headers.Where(header => header.Key is not ("Date" or "Link" or "Cache-Control"));
        var body = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());
        return string.Join('\n', headers.Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal))
            + "\n" + body;
    }
}
