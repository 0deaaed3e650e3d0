using Npgsql;
using ReviewApi.Access;
using ReviewApi.Database;
using ReviewApi.Http;
using ReviewApi.Rules;

namespace ReviewApi.Writing;

/// <summary>
/// Runs writes: what one changes, its audit entries and its Idempotency-Key are stored in one transaction, or not at all.
/// </summary>
internal sealed class Writes(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Runs the write of a request, or answers with its first answer; with rehearse nothing is kept.</summary>
    /// <param name="http">The request.</param>
    /// <param name="ask">Asks what the work has to know first.</param>
    /// <param name="work">Does it.</param>
    /// <param name="rehearse">Whether nothing is kept.</param>
    public Task<Representation> Run<TAsked>(
        HttpContext http, Func<Write, Asked<TAsked>> ask, Func<TAsked, Write, Task<Representation>> work, bool rehearse = false)
    {
        var (by, cancellation) = (http.Caller()!, http.RequestAborted);
        return http.Features.Get<IdempotentRequest>() is { } request
            ? Run(by, write => Idempotency.For(request, http).Do(ask, work, write), cancellation, rehearse)
            : Run(by, ask, work, cancellation, rehearse);
    }

    /// <summary>The same, where the work asks nothing more.</summary>
    public Task<Representation> Run<TAsked>(
        HttpContext http, Func<Write, Asked<TAsked>> ask, Func<TAsked, Write, Representation> work, bool rehearse = false) =>
        Run(http, ask, (asked, write) => Task.FromResult(work(asked, write)), rehearse);

    /// <summary>The same, where the work has nothing to ask first.</summary>
    public Task<Representation> Run(HttpContext http, Func<Write, Task<Representation>> work, bool rehearse = false) =>
        Run(http, _ => new Asked<bool>(() => true), (_, write) => work(write), rehearse);

    /// <summary>Runs a write of the caller; with rehearse nothing is kept.</summary>
    public Task<T> Run<TAsked, T>(
        Caller by, Func<Write, Asked<TAsked>> ask, Func<TAsked, Write, Task<T>> work, CancellationToken cancellation,
        bool rehearse = false) =>
        Run(by, async write => await work(await write.Look(ask), write), cancellation, rehearse);

    /// <summary>The same, where the work has nothing to ask first.</summary>
    public Task<T> Run<T>(Caller by, Func<Write, Task<T>> work, CancellationToken cancellation, bool rehearse = false) =>
        database.InTransaction(async connection =>
        {
            var write = new Write(connection, TimestampAttribute.InMilliseconds(clock.GetUtcNow()), by, cancellation);
            var result = await work(write);
            AuditLog.Add(write.Changes, write);
            await write.StoreNow();
            return result;
        }, cancellation, rehearse);
}
