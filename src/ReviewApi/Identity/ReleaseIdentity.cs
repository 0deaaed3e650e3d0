using Dapper;
using Npgsql;
using ReviewApi.Http;
using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Identity;

/// <summary>
/// Which release of the catalogue is meant: the one picked by id, else the one of the same barcode, format and territory. Without a barcode
/// a review's release is its own, and stays that one.
/// </summary>
internal static class ReleaseIdentity
{
    /// <summary>The release meant; null where the catalogue does not know it. Changes nothing.</summary>
    /// <param name="release">The release as the review prints it.</param>
    /// <param name="before">The review's release before this change.</param>
    /// <param name="write">The write.</param>
    public static async Task<Guid?> Find(Release release, Release? before, Write write)
    {
        if (release.Id is not null && await Current(release.Id, write) is { } picked)
            return picked;
        return release.Gtin is not null
            ? await ByBarcode(release, write)
            : before is { Gtin: null, Id: { } own } ? await Current(own, write) : null;
    }

    /// <summary>The release meant, made where it is new.</summary>
    public static async Task<Guid> MakeKnown(Release release, Release? before, Write write) =>
        await Find(release, before, write)
        ?? await Insert(release, write)
        ?? (await ByBarcode(release, write))!.Value;

    /// <summary>Makes a corrected release known by its barcode; 422 where another one has it.</summary>
    public static async Task Correct(Release release, Guid id, Write write)
    {
        // language=sql
        const string sql = """
            update releases
            set gtin = coalesce(@Gtin, gtin), format = @Format, territory = @Territory,
              corrected_asin = case when correction ? 'asin' then @Asin end,
              corrected_discs = case when correction ? 'discs' then @discs end
            where release_id = @id
            """;
        try
        {
            var discs = (release.Discs ?? []).Select(disc => disc.ContentHash).OfType<string>().ToArray();
            var row = new { release.Gtin, release.Format, release.Territory, release.Asin, discs, id };
            await write.Connection.ExecuteAsync(new(sql, row, cancellationToken: write.Cancellation));
        }
        catch (PostgresException error) when (error.ConstraintName == "releases_gtin_format_territory_key")
        {
            throw ValidationProblems.Invalid(
                "barcode", new("of_another", "Another release of the catalogue has this barcode, format and territory: merge them."));
        }
    }

    static Task<Guid?> Current(string id, Write write)
    {
        const string sql = "select coalesce(merged_into, release_id) from releases where release_id = @id";
        return write.Connection.QuerySingleOrDefaultAsync<Guid?>(
            new(sql, new { id = Guid.Parse(id) }, cancellationToken: write.Cancellation));
    }

    static Task<Guid?> ByBarcode(Release release, Write write)
    {
        // language=sql
        const string sql = """
            select coalesce(merged_into, release_id)
            from releases
            where gtin = @Gtin and format = @Format and territory is not distinct from @Territory
            """;
        var row = new { release.Gtin, release.Format, release.Territory };
        return write.Connection.QuerySingleOrDefaultAsync<Guid?>(new(sql, row, cancellationToken: write.Cancellation));
    }

    // Null where another transaction was quicker: once it has committed, its row is found.
    static async Task<Guid?> Insert(Release release, Write write)
    {
        // language=sql
        const string sql = """
            insert into releases (release_id, gtin, format, territory, created_at)
            values (@id, @Gtin, @Format, @Territory, @Now)
            on conflict (gtin, format, territory) where gtin is not null do nothing
            """;
        var id = Guid.CreateVersion7();
        var row = new { id, release.Gtin, release.Format, release.Territory, write.Now };
        return await write.Connection.ExecuteAsync(new(sql, row, cancellationToken: write.Cancellation)) == 1 ? id : null;
    }
}
