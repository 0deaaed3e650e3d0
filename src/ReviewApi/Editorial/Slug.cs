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
    public static readonly string[] Reserved = ["facets", "export", "import", "extract"];

    /// <summary>The slug of a review that was never live: with the end of its id, so that it tells nothing of other drafts.</summary>
    public static string OfDraft(Review review, Guid id) => $"{Plain(review)}-{id.ToString("N")[^12..]}";

    /// <summary>
    /// Asks which of the slugs that reviews would like once they are live are taken. Who would like the same ones waits until this write
    /// has ended, and what is asked after this sees what the one before has left.
    /// </summary>
    public static Asked<IReadOnlyList<string>> AskTaken(IEnumerable<Review> reviews, Write write)
    {
        const string hold = "select pg_advisory_xact_lock(hashtextextended(slug, 2))::text from unnest(@plain) as wanted (slug)";
        string[] plain = [.. reviews.Select(Plain).Distinct().Order(StringComparer.Ordinal)];
        string[] candidates = [.. plain.SelectMany(Candidates)];
        write.Ask<object>(hold, new { plain });
        return write.Ask<string>("select slug from reviews where slug = any(@candidates)", new { candidates });
    }

    /// <summary>
    /// The slug that a review keeps once it is live: numbered where others have it, or as that of a draft where many have.
    /// </summary>
    /// <param name="review">The review.</param>
    /// <param name="taken">The slugs that others have, to which this one is added.</param>
    public static string Lasting(Review review, HashSet<string> taken) =>
        Candidates(Plain(review)).FirstOrDefault(taken.Add) ?? OfDraft(review, review.Id!.Value);

    static IEnumerable<string> Candidates(string plain) =>
        Enumerable.Range(2, 8).Select(number => $"{plain}-{number}").Prepend(plain);

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
