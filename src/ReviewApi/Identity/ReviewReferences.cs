using Dapper;
using FluentValidation.Results;
using ReviewApi.Reviews;
using ReviewApi.Rules;
using ReviewApi.Writing;

namespace ReviewApi.Identity;

/// <summary>The rules that need the database: what a review points at has to be there, and identifiers may not be of two films.</summary>
internal static class ReviewReferences
{
    /// <param name="review">The review as it is to be stored.</param>
    /// <param name="before">The review that it replaces: the ids that it had may stay, whatever has become of them.</param>
    /// <param name="write">The write.</param>
    public static async Task<IReadOnlyList<ValidationFailure>> FindFaults(Review review, Review? before, Write write)
    {
        var films = review.Films ?? [];
        var identifiers = films.SelectMany(film => film.Identifiers?.All() ?? []).Where(identifier => !identifier.Value.Contains('\0'))
            .Distinct().ToList();
        var sent = new
        {
            films = Ids(films.Select(film => film.Id)),
            releases = Ids([review.Release?.Id]),
            related = Ids((review.Related ?? []).Select(related => related.ReviewId)),
            schemes = identifiers.Select(identifier => identifier.Scheme).ToArray(),
            values = identifiers.Select(identifier => identifier.Value).ToArray(),
            write.By.Outlet,
        };
        if (sent.films.Length + sent.releases.Length + sent.related.Length + identifiers.Count == 0)
            return [];
        // language=sql
        const string sql = """
            select 'film' as kind, film_id::text as value, film_id as id from films where film_id = any(@films)
            union all
            select 'release', release_id::text, release_id from releases where release_id = any(@releases)
            union all
            select 'review', review_id::text, review_id from reviews
            where review_id = any(@related) and (@Outlet::text is null or outlet = @Outlet or status = 'published')
            union all
            select scheme, value, film_id from film_identifiers where (scheme, value) in (select * from unnest(@schemes, @values))
            """;
        var known = (await write.Connection.QueryAsync<(string Kind, string Value, Guid Id)>(
            new(sql, sent, cancellationToken: write.Cancellation)))
            .ToDictionary(row => (row.Kind, row.Value), row => row.Id);
        var had = (before?.Films ?? []).Select(film => film.Id).Append(before?.Release?.Id).OfType<string>().ToHashSet();
        return Faults(review, known, had).ToList();
    }

    static IEnumerable<ValidationFailure> Faults(Review review, Dictionary<(string Kind, string Value), Guid> known, HashSet<string> had)
    {
        foreach (var (film, index) in (review.Films ?? []).Select((film, index) => (film, index)))
        {
            if (IsUnknown("film", film.Id))
                yield return Findings.Failure($"films[{index}].id", new("not_found", "There is no film of this id."));
            if (film.Id is null
                && film.Identifiers?.All().Where(known.ContainsKey).Select(identifier => known[identifier]).Distinct().Count() > 1)
                yield return Findings.Failure($"films[{index}].identifiers", FilmIdentity.PointAtTwoFilms);
        }
        if (IsUnknown("release", review.Release?.Id))
            yield return Findings.Failure("release.id", new("not_found", "There is no release of this id."));
        foreach (var (related, index) in (review.Related ?? []).Select((related, index) => (related, index)))
            if (IsUnknown("review", related.ReviewId))
                yield return Findings.Failure(
                    $"related[{index}].reviewId", new("unknown_review", "There is no review of this id yet.", IsWarning: true));

        bool IsUnknown(string kind, string? id) =>
            IdentifierAttribute.Parse(id) is not null && !known.ContainsKey((kind, id!)) && !had.Contains(id!);
    }

    // Those that are ids at all; the others are faults already.
    static Guid[] Ids(IEnumerable<string?> ids) => ids.Select(IdentifierAttribute.Parse).OfType<Guid>().Distinct().ToArray();
}
