using Dapper;
using Npgsql;
using ReviewApi.Access;
using ReviewApi.Http;
using ReviewApi.Rules;

namespace ReviewApi.Writing;

/// <summary>Who changed what and when: written in the transaction of the change, read by admins.</summary>
internal static class AuditLog
{
    static readonly QueryParameter<string?> Subject = QueryParameter.Text("subject", "Only changes of this path, as /v1/reviews/{id}.");

    public static void MapAudit(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/audit", ListAudit).Reads().WithTags("Audit").Takes(Paging.Limit, Paging.Cursor, Subject).Answers<Page<AuditEntry>>()
            .NeedsKey(Scopes.Admin);

    public static void Add(IReadOnlyList<AuditEntry> entries, Write write)
    {
        // language=sql
        const string sql = """
            insert into audit_entries (at, key_id, key_name, action, subject, revision, note)
            select * from unnest(@At, @KeyId, @KeyName, @Action, @Subject, @Revision, @Note)
            """;
        foreach (var entry in entries)
            write.StoreRow(sql, entry);
    }

    /// <summary>List who changed what</summary>
    /// <remarks>Every change of reviews, scales and keys, the newest first.</remarks>
    static Task<Representation> ListAudit(HttpRequest request, NpgsqlDataSource database, Cursors cursors, CancellationToken cancellation)
    {
        var subject = Subject.Read(request);
        return Paging.Answer(request, cursors, $"audit {subject}", Read, entry => $"{entry.Id}", cancellation);

        async Task<IReadOnlyList<AuditEntry>> Read(string? after, int take)
        {
            // language=sql
            var sql = $"""
                select entry_id as id, at, key_id, key_name, action, subject, revision, note
                from audit_entries
                where true {(subject is null ? "" : "and subject = @subject")} {(after is null ? "" : "and entry_id < @after::bigint")}
                order by entry_id desc
                limit @take
                """;
            await using var connection = await database.OpenConnectionAsync(cancellation);
            return (await connection.QueryAsync<AuditEntry>(new(sql, new { subject, after, take }, cancellationToken: cancellation)))
                .AsList();
        }
    }
}

/// <summary>A change that was made.</summary>
public sealed record AuditEntry
{
    /// <summary>Counts the entries.</summary>
    [AlwaysAnswered] public long Id { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTime At { get; init; }

    /// <summary>The id of the key that made it; the configuration's keys and the service itself have none.</summary>
    public Guid? KeyId { get; init; }

    /// <summary>The name of the key, or of the part of the service.</summary>
    public required string KeyName { get; init; }

    /// <summary>What was done, as review.published.</summary>
    public required string Action { get; init; }

    /// <summary>The path of what was changed.</summary>
    public required string Subject { get; init; }

    /// <summary>The review's revision after the change.</summary>
    public long? Revision { get; init; }

    /// <summary>What was said with it.</summary>
    public string? Note { get; init; }
}
