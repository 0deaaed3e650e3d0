using Dapper;
using ReviewApi.Codes;
using ReviewApi.Reviews;
using ReviewApi.Rules;
using ReviewApi.Writing;

namespace ReviewApi.Editorial;

/// <summary>A review's readable name: title, year and format.</summary>
internal static class Slug
{
    const int MaxLength = 80;

    /// <summary>What stands beside the reviews' ids in paths.</summary>
    public static readonly string[] Reserved = ["facets", "export", "import"];

    /// <summary>The slug of a review that was never live: with the end of its id, so that it tells nothing of other drafts.</summary>
    public static string OfDraft(Review review, Guid id) => $"{Plain(review)}-{id.ToString("N")[^12..]}";

    /// <summary>
    /// The slug that a review keeps once it is live: numbered where others have it, or as that of a draft where many have.
    /// </summary>
    public static async Task<string> Lasting(Review review, Write write)
    {
        var plain = Plain(review);
        var candidates = Enumerable.Range(2, 8).Select(number => $"{plain}-{number}").Prepend(plain).ToArray();
        const string sql = "select slug from reviews where slug = any(@candidates) and review_id <> @Id";
        var taken = (await write.Connection.QueryAsync<string>(
            new(sql, new { candidates, review.Id }, cancellationToken: write.Cancellation))).ToHashSet();
        return candidates.FirstOrDefault(candidate => !taken.Contains(candidate)) ?? OfDraft(review, review.Id!.Value);
    }

    static string Plain(Review review)
    {
        var film = review.Films is [var first, ..] ? first : null;
        var name = string.Join(' ', film?.Title ?? "untitled", film?.Year, review.Release?.Format?.Replace('_', ' '));
        var words = Spelling.OfName(name).Split(' ').Select(word => string.Concat(word.Where(char.IsAsciiLetterOrDigit)))
            .Where(word => word.Length > 0);
        var slug = string.Join('-', words);
        if (slug.Length == 0 || Reserved.Contains(slug) || IdentifierAttribute.Parse(slug) is not null)
            slug = $"review-{slug}".TrimEnd('-');
        return slug.Length <= MaxLength ? slug : slug[..MaxLength].TrimEnd('-');
    }
}
