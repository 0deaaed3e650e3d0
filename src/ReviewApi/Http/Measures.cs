using System.Diagnostics.Metrics;

namespace ReviewApi.Http;

/// <summary>
/// What the service counts beside what ASP.NET Core, the runtime and Npgsql count, by names as OpenTelemetry's conventions form them.
/// </summary>
internal static class Measures
{
    /// <summary>The meter of all of them.</summary>
    public const string Meter = "ReviewApi";

    static readonly Meter Own = new(Meter);

    public static readonly Counter<long> WrongKeys =
        Own.CreateCounter<long>("reviewapi.keys.wrong", "{request}", "Requests with a key that is not known, has expired or was revoked.");

    public static readonly Counter<long> Replays =
        Own.CreateCounter<long>("reviewapi.idempotency.replays", "{request}", "Requests that got the kept answer to an earlier one.");

    public static readonly Counter<long> WordLookUps = Own.CreateCounter<long>(
        "reviewapi.words.lookups", "{word}", "Words of texts and searches, by whether what the database makes of them was known.");

    public static readonly Counter<long> Deliveries =
        Own.CreateCounter<long>("reviewapi.webhooks.deliveries", "{delivery}", "Attempts to deliver to webhooks, by their outcome.");

    public static readonly Counter<long> ScheduledPublications = Own.CreateCounter<long>(
        "reviewapi.schedules.publications", "{review}", "Reviews whose time came, by whether they went live.");

    /// <summary>Counts one by its outcome.</summary>
    public static void Add(this Counter<long> counter, string outcome, long count = 1) =>
        counter.Add(count, new KeyValuePair<string, object?>("outcome", outcome));
}
