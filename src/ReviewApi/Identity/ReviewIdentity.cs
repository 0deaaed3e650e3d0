using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Identity;

/// <summary>
/// Gives the films, the releases and the reviewers of reviews their ids in the catalogue. What is not published makes nothing known: only a
/// publication adds to the catalogue, in its transaction.
/// </summary>
internal sealed class ReviewIdentity(FilmIdentity films, ReleaseIdentity releases, ReviewerIdentity reviewers)
{
    // What the reviews that make something known have of it.
    readonly HashSet<Guid> filmsMeant = [];
    readonly HashSet<Guid> releasesMeant = [];
    readonly HashSet<Guid> reviewersMeant = [];

    public FilmIdentity Films => films;

    public ReleaseIdentity Releases => releases;

    /// <summary>Asks what the catalogue knows of what some reviews name, whatever is wrong with it.</summary>
    /// <param name="sent">
    /// Each review as it was sent, with the id or the slug of the review that it replaces; null of a new one.
    /// </param>
    /// <param name="write">The write.</param>
    public static Asked<ReviewIdentity> Ask(IReadOnlyList<(Review Review, string? Stored)> sent, Write write)
    {
        var films = FilmIdentity.Ask([.. sent.SelectMany(one => one.Review.Films ?? [])], write);
        var releases = ReleaseIdentity.Ask(sent.Select(one => (one.Review.Release, one.Stored)), write);
        var reviewers = ReviewerIdentity.Ask(sent.Select(one => one.Review), write);
        return new(() => new ReviewIdentity(films.Value, releases.Value, reviewers.Value));
    }

    /// <summary>The review with the ids of what the catalogue knows; the others have none yet.</summary>
    public Review Find(Review review, Review? before) => review with
    {
        Films = review.Films?.Select((film, index) => film with { Id = films.Find(film, Path(index))?.ToString() }).ToList(),
        Reviewers = review.Reviewers?
            .Select(reviewer => reviewer.Name is null
                ? reviewer
                : reviewer with { Id = reviewers.Find(reviewer.Name, review.Source?.Outlet) })
            .ToList(),
        Release = review.Release is { } release ? release with { Id = releases.Find(release, before?.Release)?.ToString() } : null,
    };

    /// <summary>The review with the ids of all, made where they are new, and stored with the write.</summary>
    public Review MakeKnown(Review review, Review? before, Write write)
    {
        var known = review with
        {
            Films = review.Films?.Select((film, index) => film with { Id = films.MakeKnown(film, Path(index)).ToString() }).ToList(),
            Reviewers = review.Reviewers?
                .Select(reviewer => reviewer.Name is null
                    ? reviewer
                    : reviewer with { Id = reviewers.MakeKnown(reviewer.Name, review.Source?.Outlet) })
                .ToList(),
            Release = review.Release is { } release
                ? release with { Id = releases.MakeKnown(release, before?.Release).ToString() }
                : null,
        };
        filmsMeant.UnionWith((known.Films ?? []).Select(film => Guid.Parse(film.Id!)));
        releasesMeant.UnionWith(known.Release is { } meant ? [Guid.Parse(meant.Id!)] : []);
        reviewersMeant.UnionWith((known.Reviewers ?? []).Select(reviewer => reviewer.Id).OfType<Guid>());
        write.StoreFirst(Store);
        return known;
    }

    // Two writes of the same new films would wait for each other if each had its own order; so all go in the order of the names.
    void Store(Write write)
    {
        films.StoreFilms(write);
        releases.Store(write);
        reviewers.Store(write);
        HoldKnown(write);
        films.StoreIdentifiers(write);
    }

    // Waits for a merge that goes on, and keeps others away until the reviews are stored.
    void HoldKnown(Write write)
    {
        // language=sql
        const string sql = """
            with film as (select merged_into from films where film_id = any(@films) order by film_id for key share),
              release as (select merged_into from releases where release_id = any(@releases) order by release_id for key share),
              reviewer as (select merged_into from reviewers where reviewer_id = any(@reviewers) order by reviewer_id for key share)
            select
            from (select * from film union all select * from release union all select * from reviewer) meant
            where merged_into is null
            """;
        var held = new
        {
            films = films.NotNew(filmsMeant).ToArray(),
            releases = releases.NotNew(releasesMeant).ToArray(),
            reviewers = reviewers.NotNew(reviewersMeant).ToArray(),
        };
        if (held.films.Length + held.releases.Length + held.reviewers.Length is > 0 and var rows)
            write.Store(sql, held, rows);
    }

    static string Path(int film) => $"films[{film}]";
}
