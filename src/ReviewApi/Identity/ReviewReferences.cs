using FluentValidation.Results;
using ReviewApi.Reviews;
using ReviewApi.Rules;
using ReviewApi.Writing;

namespace ReviewApi.Identity;

/// <summary>The rules that need the database: what a review points at has to be there, and identifiers may not be of two films.</summary>
internal sealed record ReviewReferences(ReviewIdentity Identity, IReadOnlyCollection<Guid> Related)
{
    /// <summary>Asks what of that which some reviews point at is there.</summary>
    /// <param name="sent">
    /// Each review as it was sent, with the id or the slug of the review that it replaces; null of a new one.
    /// </param>
    /// <param name="write">The write.</param>
    public static Asked<ReviewReferences> Ask(IReadOnlyList<(Review Review, string? Stored)> sent, Write write)
    {
        // language=sql
        const string sql = """
            select review_id
            from reviews
            where review_id = any(@ids) and (@Outlet::text is null or outlet = @Outlet or status = 'published')
            """;
        var identity = ReviewIdentity.Ask(sent, write);
        // Those that are ids at all; the others are faults already.
        var ids = sent.SelectMany(one => one.Review.Related ?? []).Select(related => IdentifierAttribute.Parse(related.ReviewId))
            .OfType<Guid>().Distinct().ToArray();
        var related = ids.Length > 0 ? write.Ask<Guid>(sql, new { ids, write.By.Outlet }) : null;
        return new(() => new ReviewReferences(identity.Value, (related?.Value ?? []).ToHashSet()));
    }

    /// <param name="review">The review as it is to be stored.</param>
    /// <param name="before">The review that it replaces: the ids that it had may stay, whatever has become of them.</param>
    public IEnumerable<ValidationFailure> FindFaults(Review review, Review? before)
    {
        var had = (before?.Films ?? []).Select(film => film.Id).Append(before?.Release?.Id).OfType<string>().ToHashSet();
        foreach (var (film, index) in (review.Films ?? []).Select((film, index) => (film, index)))
        {
            if (IsUnknown(film.Id, Identity.Films.Has))
                yield return Findings.Failure($"films[{index}].id", new("not_found", "There is no film of this id."));
            if (film.Id is null && Identity.Films.PointsAtTwo(film))
                yield return Findings.Failure($"films[{index}].identifiers", FilmIdentity.PointAtTwoFilms);
            if (Identity.Films.PointsElsewhere(film))
                yield return Findings.Failure($"films[{index}].identifiers", FilmIdentity.PointElsewhere);
        }
        if (IsUnknown(review.Release?.Id, Identity.Releases.Has))
            yield return Findings.Failure("release.id", new("not_found", "There is no release of this id."));
        foreach (var (related, index) in (review.Related ?? []).Select((related, index) => (related, index)))
            if (IsUnknown(related.ReviewId, Related.Contains))
                yield return Findings.Failure(
                    $"related[{index}].reviewId", new("unknown_review", "There is no review of this id yet.", IsWarning: true));

        bool IsUnknown(string? id, Func<Guid, bool> isThere) =>
            IdentifierAttribute.Parse(id) is { } parsed && !isThere(parsed) && !had.Contains(id!);
    }
}
