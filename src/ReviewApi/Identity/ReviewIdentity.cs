using ReviewApi.Codes;
using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Identity;

/// <summary>
/// Gives the films, the release and the reviewers of a review their ids in the catalogue. What is not published makes nothing known: only a
/// publication adds to the catalogue, in its transaction.
/// </summary>
internal sealed record ReviewIdentity(FilmIdentity Films, ReleaseIdentity Release, ReviewerIdentity Reviewers)
{
    /// <summary>Asks what the catalogue knows of what a review names, whatever is wrong with it.</summary>
    /// <param name="review">The review as it was sent.</param>
    /// <param name="stored">The id or the slug of the review that it replaces; null of a new one.</param>
    /// <param name="write">The write.</param>
    public static Asked<ReviewIdentity> Ask(Review review, string? stored, Write write)
    {
        var films = FilmIdentity.Ask(review.Films ?? [], write);
        var release = ReleaseIdentity.Ask(review.Release, stored, write);
        var reviewers = ReviewerIdentity.Ask(review, write);
        return new(() => new ReviewIdentity(films.Value, release.Value, reviewers.Value));
    }

    /// <summary>The review with the ids of what the catalogue knows; the others have none yet.</summary>
    public Review Find(Review review, Review? before) => review with
    {
        Films = review.Films?.Select((film, index) => film with { Id = Films.Find(film, Path(index))?.ToString() }).ToList(),
        Reviewers = review.Reviewers?
            .Select(reviewer => reviewer.Name is null ? reviewer : reviewer with { Id = Reviewers.Find(reviewer.Name) }).ToList(),
        Release = review.Release is { } release ? release with { Id = Release.Find(release, before?.Release)?.ToString() } : null,
    };

    /// <summary>The review with the ids of all, made where they are new, and stored with the write.</summary>
    public Review MakeKnown(Review review, Review? before, Write write)
    {
        var known = review with
        {
            Films = InOneOrder(review.Films, film => Spelling.OfName(film.Title!), (film, index) =>
                film with { Id = Films.MakeKnown(film, Path(index)).ToString() }),
            Reviewers = InOneOrder(review.Reviewers, reviewer => Spelling.OfName(reviewer.Name ?? ""), (reviewer, _) =>
                reviewer.Name is null ? reviewer : reviewer with { Id = Reviewers.MakeKnown(reviewer.Name) }),
            Release = review.Release is { } release
                ? release with { Id = Release.MakeKnown(release, before?.Release).ToString() }
                : null,
        };
        Films.StoreFilms(write);
        Release.Store(write);
        Reviewers.Store(write);
        HoldKnown(known, write);
        Films.StoreIdentifiers(write);
        return known;
    }

    // Waits for a merge that goes on, and keeps others away until the review is stored.
    void HoldKnown(Review review, Write write)
    {
        // language=sql
        const string sql = """
            with film as (select merged_into from films where film_id = any(@films) order by film_id for key share),
              release as (select merged_into from releases where release_id = any(@releases) for key share),
              reviewer as (select merged_into from reviewers where reviewer_id = any(@reviewers) order by reviewer_id for key share)
            select
            from (select * from film union all select * from release union all select * from reviewer) meant
            where merged_into is null
            """;
        Guid[] films = [.. Films.NotNew((review.Films ?? []).Select(film => Guid.Parse(film.Id!)))];
        Guid[] releases = review.Release is { Id: { } id } && !Release.IsNew(Guid.Parse(id)) ? [Guid.Parse(id)] : [];
        Guid[] reviewers = [.. Reviewers.NotNew((review.Reviewers ?? []).Select(reviewer => reviewer.Id).OfType<Guid>())];
        if (films.Length + releases.Length + reviewers.Length is > 0 and var rows)
            write.Store(sql, new { films, releases, reviewers }, rows);
    }

    // Two reviews that list the same new films the other way round would wait for each other; so all go in the order of the names.
    static T[]? InOneOrder<T>(IReadOnlyList<T>? items, Func<T, string> name, Func<T, int, T> identify)
    {
        if (items is null)
            return null;
        var identified = new T[items.Count];
        foreach (var index in Enumerable.Range(0, items.Count).OrderBy(index => name(items[index]), StringComparer.Ordinal))
            identified[index] = identify(items[index], index);
        return identified;
    }

    static string Path(int film) => $"films[{film}]";
}
