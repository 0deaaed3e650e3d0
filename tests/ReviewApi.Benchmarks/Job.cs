namespace ReviewApi.Benchmarks;

/// <summary>One thing that clients ask of the service, again and again, and what it may cost.</summary>
/// <param name="Name">Its name on the command line and in the table.</param>
/// <param name="Goal">The most that it may cost, in what the comparison is made by.</param>
/// <param name="Request">The next request to the API; the limit is asked the same unless Against says otherwise.</param>
internal sealed record Job(string Name, double Goal, Func<Catalogue, HttpRequestMessage> Request)
{
    public int Clients { get; private init; } = 16;

    /// <summary>Judged by the 99th percentile of its latency in milliseconds, not by its cost against the limit.</summary>
    public bool ByLatency { get; private init; }

    /// <summary>Another request to the API itself, which this one is compared with in place of the limit.</summary>
    public Func<Catalogue, HttpRequestMessage>? Against { get; private init; }

    public static readonly IReadOnlyList<Job> All =
    [
        new("by-id", 1.2, catalogue => Get($"/v1/reviews/{catalogue.Any().Id}")),
        new("by-slug", 1.2, catalogue => Get($"/v1/reviews/{catalogue.Any().Slug}")),
        new("not-modified", 1.3, Revalidation),
        new("newest", 1.2, _ => Newest()),
        new("deep-page", 1.2, catalogue => Get($"/v1/reviews?cursor={catalogue.MiddleCursor}")) { Against = _ => Newest() },
        new("32-clients", 7, catalogue => Get($"/v1/reviews/{catalogue.Any().Id}")) { Clients = 32, ByLatency = true },
        new("create", 1.5, catalogue => catalogue.NextCreate()),
    ];

    static HttpRequestMessage Get(string address) => new(HttpMethod.Get, address);

    static HttpRequestMessage Newest() => Get("/v1/reviews");

    static HttpRequestMessage Revalidation(Catalogue catalogue)
    {
        var review = catalogue.Any();
        var request = Get($"/v1/reviews/{review.Id}");
        request.Headers.TryAddWithoutValidation("If-None-Match", review.ETag);
        return request;
    }
}
