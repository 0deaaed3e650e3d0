using ReviewApi.Http;
using ReviewApi.Indexing;
using ReviewApi.Listings;

namespace ReviewApi.Catalogue;

/// <summary>Answers that are dear to make, each kept until anything in the catalogue changes.</summary>
internal sealed class KeptAnswers(LiveCatalogue catalogue, BoundedCache kept)
{
    // Beside its body.
    const int EntryBytes = 512;

    /// <summary>The answer that was made of the same catalogue for the same address, or a new one.</summary>
    public async Task<Representation> Answer(HttpRequest request, Func<Task<Representation>> make, CancellationToken cancellation)
    {
        var address = $"{request.PathBase}{request.Path}{request.QueryString}";
        var version = await catalogue.Now(cancellation);
        if (kept.Find<Kept>(address) is { } known && known.Version.TryGetTarget(out var before) && before == version)
            return known.Answer;
        var answer = await make();
        // Versions follow each other: it has been this one all the time.
        if (catalogue.Latest == version)
            kept.Keep(address, new Kept(new(version), answer), EntryBytes + answer.Body.Length);
        return answer;
    }

    // Old versions are not held in memory for it.
    sealed record Kept(WeakReference<CatalogueVersion> Version, Representation Answer);
}
