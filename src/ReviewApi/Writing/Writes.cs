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
    public Task<Representation> Run(HttpContext http, Func<Write, Task<Representation>> work, bool rehearse = false)
    {
        var once = http.Features.Get<IdempotentRequest>() is { } request ? Idempotency.For(request, http) : null;
        return Run(http.Caller()!, once is null ? work : write => once.Do(work, write), http.RequestAborted, rehearse);
    }

    /// <summary>Runs a write of the caller; with rehearse nothing is kept.</summary>
    public Task<T> Run<T>(Caller by, Func<Write, Task<T>> work, CancellationToken cancellation, bool rehearse = false) =>
        database.InTransaction(async connection =>
        {
            var write = new Write(connection, TimestampAttribute.InMilliseconds(clock.GetUtcNow()), by, cancellation);
            var result = await work(write);
            await AuditLog.Add(write.Changes, write);
            return result;
        }, cancellation, rehearse);
}
