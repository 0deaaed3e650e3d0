using Dapper;
using Npgsql;
using ReviewApi.Codes;
using ReviewApi.Indexing;

namespace ReviewApi.Search;

/// <summary>The films with a title like what is asked for, whatever the slips of the pen, each with how much it is like it.</summary>
internal static class Likeness
{
    const int MostAlike = 100;
    const int MostWords = 10;

    /// <summary>The films with the titles most alike, which have something like each word.</summary>
    public static async Task<IReadOnlyList<(Guid Id, float Rank)>> Films(
        TextQuery text, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var title = Spelling.OfName(text.Text);
        var words = title.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostWords).ToList();
        var values = new DynamicParameters(new { title });
        foreach (var (word, index) in words.Select((word, index) => (word, index)))
            values.Add($"alike{index}", word);
        // language=sql
        var sql = $"""
            select film_id as id, max(word_similarity(@title, titles)) as rank
            from film_titles
            where {string.Join(" and ", words.Select((_, index) => $"@alike{index} <% titles").DefaultIfEmpty("false"))}
            group by film_id
            order by rank desc, film_id
            limit {MostAlike}
            """;
        return (await connection.QueryAsync<(Guid, float)>(new(sql, values, cancellationToken: cancellation))).AsList();
    }

    /// <summary>The matches that are of some films, as well ranked as the best of their films.</summary>
    public static List<RankedReview> Ranked(Matches matches, IReadOnlyList<(Guid Id, float Rank)> films)
    {
        var ranks = new Dictionary<int, float>();
        foreach (var (id, rank) in films)
        {
            using var of = new Question([new IsOf(Kind.Film, [id])]).Ask(matches.Version);
            foreach (var ordinal in of.Ordinals().Where(matches.Has))
                ranks.TryAdd(ordinal, rank);
        }
        return [.. ranks.Select(one => new RankedReview(one.Key, Part: 0, one.Value))];
    }
}
