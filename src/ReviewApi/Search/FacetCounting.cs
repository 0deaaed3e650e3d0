using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Dapper;
using Npgsql;
using ReviewApi.Listings;

namespace ReviewApi.Search;

/// <summary>
/// Counts the facets of the reviews that meet some criteria. PostgreSQL hands over the facets of all of them as one value; they are counted
/// here, which is far faster than a grouping. What too many reviews meet is estimated from a sample.
/// </summary>
internal sealed class FacetCounting
{
    const int MostExact = 100_000;

    // An estimate of less may be of fewer than 100,000.
    const int SurelyMore = 120_000;

    const int ManyIds = 4096;

    // The terms by their ids; an id never gets another term.
    readonly ConcurrentDictionary<int, string> terms = new();

    public async Task<Counts> Count(Criteria criteria, NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (await IsLarge(connection, cancellation))
        {
            var sample = await Counted(criteria.SampleFrom, criteria, connection, cancellation);
            if (sample.Total * ListingTerms.Samples > SurelyMore)
                return sample.Times(ListingTerms.Samples);
        }
        return await Counted(criteria.From, criteria, connection, cancellation);
    }

    async Task<Counts> Counted(string from, Criteria criteria, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var sql =
            $"{criteria.With} select count(*) as total, coalesce(string_agg(facets, ''), '') as facets from {from} {criteria.Where()}";
        var row = await connection.QuerySingleAsync<Row>(new(sql, criteria.Values, cancellationToken: cancellation));
        var byId = CountIds(row.Facets);
        await Learn(byId.Keys.Where(id => !terms.ContainsKey(id)).ToArray(), connection, cancellation);
        return new Counts(row.Total, byId.Select(one => (terms[one.Key], one.Value)).ToList(), IsExact: true);
    }

    /// <summary>
    /// Counts the reviews that have one of some terms, for each value of a facet that the reviews have which meet some criteria.
    /// </summary>
    public static async Task<Counts> CountTogether(
        string facet, Counts met, Func<string, IEnumerable<string>> terms, Criteria criteria, NpgsqlConnection connection,
        CancellationToken cancellation)
    {
        var from = met.IsExact ? criteria.From : criteria.SampleFrom;
        // language=sql
        var sql = $"""
            {criteria.With}
            select value, (select count(*) from {from} {criteria.Where("terms && hashes")}) as count
            from (
              select value, array_agg(hash) as hashes
              from unnest(@facetValues, @facetHashes) as term (value, hash)
              group by value) wanted
            """;
        var wanted = met.Of(facet).SelectMany(one => terms(one.Value).Select(term => (one.Value, Hash: ListingTerms.Hash(term)))).ToList();
        criteria.Values.Add("facetValues", wanted.Select(one => one.Value).ToArray());
        criteria.Values.Add("facetHashes", wanted.Select(one => one.Hash).ToArray());
        var counted = await connection.QueryAsync<(string Value, long Count)>(new(sql, criteria.Values, cancellationToken: cancellation));
        var counts = new Counts(
            met.Total, counted.Where(one => one.Count > 0).Select(one => ($"{facet}={one.Value}", one.Count)).ToList(), IsExact: true);
        return met.IsExact ? counts : counts.Times(ListingTerms.Samples) with { Total = met.Total };
    }

    // Ids are small numbers, mostly: those are counted in an array, which is far faster than a dictionary.
    static Dictionary<int, long> CountIds(ReadOnlySpan<byte> facets)
    {
        var (small, byId) = (new long[ManyIds], new Dictionary<int, long>());
        foreach (var bigEndian in MemoryMarshal.Cast<byte, int>(facets))
        {
            var id = BinaryPrimitives.ReverseEndianness(bigEndian);
            if (id < small.Length)
                small[id]++;
            else
                CollectionsMarshal.GetValueRefOrAddDefault(byId, id, out _)++;
        }
        for (var id = 0; id < small.Length; id++)
            if (small[id] > 0)
                byId[id] = small[id];
        return byId;
    }

    async Task Learn(int[] ids, NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (ids.Length == 0)
            return;
        const string sql = "select facet_value_id as id, term from facet_values where facet_value_id = any(@ids)";
        var rows = await connection.QueryAsync<(int Id, string Term)>(new(sql, new { ids }, cancellationToken: cancellation));
        foreach (var (id, term) in rows)
            terms[id] = term;
    }

    // As many as the last vacuum has seen.
    static Task<bool> IsLarge(NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.ExecuteScalarAsync<bool>(
            new($"select reltuples > {MostExact} from pg_class where oid = 'listings'::regclass", cancellationToken: cancellation));

    /// <summary>How many reviews there are, and of each term how many.</summary>
    public sealed record Counts(long Total, IReadOnlyList<(string Term, long Count)> Terms, bool IsExact)
    {
        /// <summary>The values of a facet.</summary>
        public IEnumerable<(string Value, long Count)> Of(string facet) => Terms
            .Where(one => one.Term.StartsWith($"{facet}=", StringComparison.Ordinal))
            .Select(one => (one.Term[(facet.Length + 1)..], one.Count));

        /// <summary>An estimate from a sample.</summary>
        public Counts Times(int factor) =>
            new(Total * factor, Terms.Select(one => (one.Term, one.Count * factor)).ToList(), IsExact: false);
    }

    sealed record Row
    {
        public required long Total { get; init; }
        public required byte[] Facets { get; init; }
    }
}
