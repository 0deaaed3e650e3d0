using Dapper;
using Npgsql;
using ReviewApi.Http;
using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Identity;

/// <summary>What a corrected release is known by.</summary>
internal static class ReleaseCorrection
{
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
}
