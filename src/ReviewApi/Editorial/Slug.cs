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
    /// Asks which of the slugs that a review would like once it is live are taken. Who would like the same ones waits until this write has
    /// ended, and what is asked after this sees what the one before has left.
    /// </summary>
    public static Asked<IReadOnlyList<string>> AskTaken(Review review, Write write)
    {
        var candidates = Candidates(review);
        write.Ask<object>("select pg_advisory_xact_lock(hashtextextended(@first, 2))::text", new { first = candidates[0] });
        return write.Ask<string>("select slug from reviews where slug = any(@candidates)", new { candidates });
    }

    /// <summary>
    /// The slug that a review keeps once it is live: numbered where others have it, or as that of a draft where many have.
    /// </summary>
    public static string Lasting(Review review, IReadOnlyCollection<string> taken) =>
        Candidates(review).FirstOrDefault(candidate => !taken.Contains(candidate)) ?? OfDraft(review, review.Id!.Value);

    static string[] Candidates(Review review)
    {
        var plain = Plain(review);
        return [.. Enumerable.Range(2, 8).Select(number => $"{plain}-{number}").Prepend(plain)];
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
