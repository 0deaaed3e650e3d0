using Dapper;
using ReviewApi.Rules;
using ReviewApi.Vocabulary;
using ReviewApi.Writing;

namespace ReviewApi.Reviews;

/// <summary>A review's readable name: title, year and format.</summary>
internal static class Slug
{
    const int MaxLength = 80;

    /// <summary>What stands beside the reviews' ids in paths.</summary>
    public static readonly string[] Reserved = ["facets", "export", "import"];

    /// <summary>The review's slug, numbered where others have it, or with the end of its id where many have.</summary>
    public static async Task<string> Free(Review review, Guid id, Write write)
    {
        var plain = Of(review);
        var candidates = Enumerable.Range(2, 8).Select(number => $"{plain}-{number}").Prepend(plain).ToArray();
        const string sql = "select slug from reviews where slug = any(@candidates) and review_id <> @id";
        var taken = (await write.Connection.QueryAsync<string>(new(sql, new { candidates, id }, cancellationToken: write.Cancellation))).ToHashSet();
        return candidates.FirstOrDefault(candidate => !taken.Contains(candidate)) ?? $"{plain}-{id.ToString("N")[^12..]}";
    }

    static string Of(Review review)
    {
        var film = review.Films is [var first, ..] ? first : null;
        var name = string.Join(' ', film?.Title ?? "untitled", film?.Year, review.Release?.Format?.Replace('_', ' '));
        var words = Spelling.OfName(name).Split(' ').Select(word => string.Concat(word.Where(char.IsAsciiLetterOrDigit))).Where(word => word.Length > 0);
        var slug = string.Join('-', words);
        if (slug.Length == 0 || Reserved.Contains(slug) || IdentifierAttribute.Of(slug) is not null)
            slug = $"review-{slug}".TrimEnd('-');
        return slug.Length <= MaxLength ? slug : slug[..MaxLength].TrimEnd('-');
    }
}
