using System.Globalization;
using Dapper;
using Npgsql;

namespace ReviewApi.Search;

/// <summary>
/// The best matches first. What a common word finds is not ranked as a whole: the newest reviews that have it are ranked among themselves,
/// then those before them.
/// </summary>
internal static class Relevance
{
    const int Few = 2000;

    public static async Task<IReadOnlyList<ListedReview>> Read(
        Sort sort, Criteria criteria, Place? after, string json, int take, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var (text, values) = (criteria.Text!, criteria.Values);
        if (text.Part is not null
            && criteria.HasConditions
            && (after is null ? await AreFew(criteria, connection, cancellation) : after.Part is null))
        {
            criteria.Text = text with { Part = null };
            return await ReviewList.Rows(sort.PageOfFew(criteria, after, json), values, take, connection, cancellation);
        }
        // The words are looked for as on the page before.
        criteria.Text = text = after is null ? text : text with { Part = after.Part, IsLikeness = after.IsLikeness };
        var sql = sort.PageByRelevance(criteria, after, json);
        if (text is not { IsLikeness: false, Part: { } width })
            return await ReviewList.Rows(sql, values, take, connection, cancellation);
        var rows = new List<ListedReview>();
        var last = after is null ? text.Newest / width : long.Parse(after.Keys[0]!, CultureInfo.InvariantCulture);
        // More and more parts at once where the other filters leave little of each.
        for (var parts = 1L; rows.Count < take && last >= 0; last -= parts, parts *= 2)
        {
            values.Add("parts", text.Parts(Math.Max(0, last - parts + 1), last));
            rows.AddRange(await ReviewList.Rows(sql, values, take - rows.Count, connection, cancellation));
        }
        return rows;
    }

    // Whether few reviews meet the criteria beside the words.
    static Task<bool> AreFew(Criteria criteria, NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.ExecuteScalarAsync<bool>(new(
            $"select count(*) < {Few} from (select from listings {criteria.Where()} limit {Few}) met", criteria.Values,
            cancellationToken: cancellation));
}
