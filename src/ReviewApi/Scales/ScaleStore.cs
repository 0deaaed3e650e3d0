using System.Text.Json;
using Dapper;
using Npgsql;
using ReviewApi.Http;
using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Scales;

/// <summary>The scales in the database. None is ever changed or deleted, so that their state tells whether there are new ones.</summary>
internal sealed class ScaleStore(NpgsqlDataSource database)
{
    // language=sql
    const string Select = """
        select code, mapping_version, label, kind, min, max, step, labels::text, state
        from scales, (select concat(count(*), ' ', max(created_at)) as state from scales) known
        """;

    const string InOrder = "order by code, mapping_version desc";

    volatile Book latest = new("", new([]));

    /// <summary>All versions of all scales, by code, the newest first.</summary>
    public async Task<IReadOnlyList<Scale>> All(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<ScaleRow>(new($"{Select} {InOrder}", cancellationToken: cancellation));
        return rows.Select(row => row.ToScale()).ToList();
    }

    /// <summary>Asks for all versions of all scales, which are read only where there are others than those known.</summary>
    public Asked<ScaleBook> Ask(Write write)
    {
        var known = latest;
        var rows = write.Ask<ScaleRow>($"{Select} where state <> @State {InOrder}", new { known.State });
        return new(() => rows.Value is [var first, ..]
            ? (latest = new(first.State, new(rows.Value.Select(row => row.ToScale())))).Scales
            : known.Scales);
    }

    /// <summary>Adds a scale as the next version of its code; null where another one was added at the same time.</summary>
    public static async Task<Scale?> Add(Scale scale, Write write)
    {
        // language=sql
        const string sql = """
            insert into scales (code, mapping_version, label, kind, min, max, step, labels, created_at)
            select @Code, coalesce(max(known.mapping_version), 0) + 1, @Label, @Kind, @Min, @Max, @Step, @labels::jsonb, @Now
            from scales known
            where known.code = @Code
            on conflict on constraint scales_pkey do nothing
            returning mapping_version
            """;
        var labels = scale.Labels is null ? null : JsonSerializer.Serialize(scale.Labels, Json.Options);
        var row = new { scale.Code, scale.Label, scale.Kind, scale.Min, scale.Max, scale.Step, labels, write.Now };
        var version = await write.Connection.ExecuteScalarAsync<int?>(new(sql, row, cancellationToken: write.Cancellation));
        write.Note("scale.created", $"/v1/scales/{scale.Code}");
        return version is null ? null : scale with { MappingVersion = version };
    }

    sealed record Book(string State, ScaleBook Scales);

    sealed record ScaleRow
    {
        public required string Code { get; init; }
        public required int MappingVersion { get; init; }
        public required string Label { get; init; }
        public required string Kind { get; init; }
        public decimal? Min { get; init; }
        public decimal? Max { get; init; }
        public decimal? Step { get; init; }
        public string? Labels { get; init; }
        public required string State { get; init; }

        public Scale ToScale() => new()
        {
            Code = Code,
            Label = Label,
            Kind = Kind,
            Min = Min,
            Max = Max,
            Step = Step,
            Labels = Labels is null ? null : JsonSerializer.Deserialize<ScaleLabel[]>(Labels, Json.Options),
            MappingVersion = MappingVersion,
        };
    }
}
