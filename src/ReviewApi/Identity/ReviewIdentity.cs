using Dapper;
using ReviewApi.Codes;
using ReviewApi.Database;
using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Identity;

/// <summary>
/// Gives the films, the release and the reviewers of a review their ids in the catalogue. What is not published makes nothing known: only a
/// publication adds to the catalogue, in its transaction.
/// </summary>
internal static class ReviewIdentity
{
    /// <summary>The review with the ids of what the catalogue knows; the others have none yet.</summary>
    public static async Task<Review> Find(Review review, Review? before, Write write) => review with
    {
        Films = await Each(review.Films, async (film, index) =>
            film with { Id = (await FilmIdentity.Find(film, $"films[{index}]", write))?.ToString() }),
        Reviewers = await Each(review.Reviewers, async (reviewer, _) =>
            reviewer.Name is null
                ? reviewer
                : reviewer with { Id = await ReviewerIdentity.Find(reviewer.Name, review.Source?.Outlet, write) }),
        Release = review.Release is { } release
            ? release with { Id = (await ReleaseIdentity.Find(release, before?.Release, write))?.ToString() }
            : null,
    };

    /// <summary>
    /// The review with the ids of all, made where they are new. Unique indexes decide who is first when two come at once.
    /// </summary>
    public static async Task<Review> MakeKnown(Review review, Review? before, Write write)
    {
        var known = review with
        {
            Films = await InOneOrder(review.Films, film => Spelling.OfName(film.Title!), async (film, index) =>
                film with { Id = (await FilmIdentity.MakeKnown(film, $"films[{index}]", write)).ToString() }),
            Reviewers = await InOneOrder(review.Reviewers, reviewer => Spelling.OfName(reviewer.Name ?? ""), async (reviewer, _) =>
                reviewer.Name is null
                    ? reviewer
                    : reviewer with { Id = await ReviewerIdentity.MakeKnown(reviewer.Name, review.Source?.Outlet, write) }),
            Release = review.Release is { } release
                ? release with { Id = (await ReleaseIdentity.MakeKnown(release, before?.Release, write)).ToString() }
                : null,
        };
        return await AreCurrent(known, write) ? known : throw new OvertakenException();
    }

    // Waits for a merge that goes on, and keeps others away until the review is stored.
    static async Task<bool> AreCurrent(Review review, Write write)
    {
        // language=sql
        const string sql = """
            with film as (select merged_into from films where film_id = any(@films) order by film_id for key share),
              release as (select merged_into from releases where release_id = @release::uuid for key share),
              reviewer as (select merged_into from reviewers where reviewer_id = any(@reviewers) order by reviewer_id for key share)
            select count(*) from (select * from film union all select * from release union all select * from reviewer) meant
            where merged_into is null
            """;
        Guid[] films = [.. (review.Films ?? []).Select(film => Guid.Parse(film.Id!)).Distinct()];
        Guid[] reviewers = [.. (review.Reviewers ?? []).Select(reviewer => reviewer.Id).OfType<Guid>().Distinct()];
        var release = review.Release is null ? (Guid?)null : Guid.Parse(review.Release.Id!);
        var current = await write.Connection.ExecuteScalarAsync<long>(
            new(sql, new { films, release, reviewers }, cancellationToken: write.Cancellation));
        return current == films.Length + reviewers.Length + (release is null ? 0 : 1);
    }

    // Two reviews that list the same new films the other way round would wait for each other; so all go in the order of the names.
    static async Task<IReadOnlyList<T>?> InOneOrder<T>(IReadOnlyList<T>? items, Func<T, string> name, Func<T, int, Task<T>> identify)
    {
        if (items is null)
            return null;
        var identified = new T[items.Count];
        foreach (var index in Enumerable.Range(0, items.Count).OrderBy(index => name(items[index]), StringComparer.Ordinal))
            identified[index] = await identify(items[index], index);
        return identified;
    }

    static Task<IReadOnlyList<T>?> Each<T>(IReadOnlyList<T>? items, Func<T, int, Task<T>> identify) => InOneOrder(items, _ => "", identify);
}
