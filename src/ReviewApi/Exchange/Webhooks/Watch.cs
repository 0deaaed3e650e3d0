using System.Text.Json;
using Dapper;
using Npgsql;
using ReviewApi.Http;
using ReviewApi.Indexing;
using ReviewApi.Reviews;
using ReviewApi.Search;

namespace ReviewApi.Exchange.Webhooks;

/// <summary>
/// Changes of reviews that meet filters: judged by what the review said after the change, and before it, so that the answer is the same
/// whenever it is asked for.
/// </summary>
internal static class Watch
{
    static readonly HashSet<string> Words = [TextQuery.Q.Name, TextQuery.Within.Name];

    /// <summary>What a filter asks; 400 where the list would not take it.</summary>
    public static Question Read(string filter)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new($"?{filter}");
        ExactRequests.RequireUtf8(request.QueryString.Value!);
        var taken = Filters.Parameters.Where(parameter => !Words.Contains(parameter.Name)).ToList();
        UnknownParameters.Require(request, taken);
        var question = Filters.Read(new Asked(request));
        return question.Conditions.Count > 0
            ? question
            : throw ProblemException.Parameter("filter", "required", "It has no filter: leave it out.");
    }

    /// <summary>The numbers of those changes that a question is met by, of changes of reviews.</summary>
    public static async Task<HashSet<long>> Meeting(
        Question question, IReadOnlyList<ChangeRow> changes, Aliases aliases, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var states = await States(changes, connection, cancellation);
        var met = ReviewJudgement.Meeting(question, [.. states.Select(state => state.Review).Distinct()], aliases);
        return [.. states.Where(state => met.Contains(state.Review)).Select(state => state.ChangeId)];
    }

    // What readers saw of the review before and after each change.
    static async Task<IReadOnlyList<(long ChangeId, Review Review)>> States(
        IReadOnlyList<ChangeRow> changes, NpgsqlConnection connection, CancellationToken cancellation)
    {
        // language=sql
        const string sql = """
            select state.change_id, state.at, review.published_at, revisions.document as said, review.document as current,
              review.revision = state.revision and review.status in ('published', 'withdrawn') as is_current
            from (
              select change_id, review_id, revision, at from changes
              where change_id = any(@ids) and kind <> 'withdrawn'
              union all
              select changed.change_id, changed.review_id, before.revision, before.at
              from changes changed
              cross join lateral (
                select kind, revision, at from changes earlier
                where earlier.review_id = changed.review_id and earlier.change_id < changed.change_id
                  and kind not in ('corrected', 'derived')
                order by earlier.change_id desc
                limit 1) before
              where changed.change_id = any(@ids) and before.kind <> 'withdrawn') state
            join reviews review on review.review_id = state.review_id
            join revisions on revisions.review_id = state.review_id and revisions.revision = state.revision
            """;
        var ids = changes.Where(change => change.ReviewId is not null).Select(change => change.ChangeId).ToArray();
        var rows = await connection.QueryAsync<State>(new(sql, new { ids }, cancellationToken: cancellation));
        return [.. rows.Select(row => (row.ChangeId, row.ToReview()))];
    }

    sealed record State
    {
        public required long ChangeId { get; init; }
        public required DateTime At { get; init; }
        public required DateTime PublishedAt { get; init; }
        public required byte[] Said { get; init; }
        public required byte[] Current { get; init; }
        public required bool IsCurrent { get; init; }

        /// <summary>
        /// The review as readers saw it. A draft was saved before the catalogue knew all that it says: the ids are the later ones.
        /// </summary>
        public Review ToReview()
        {
            var current = JsonSerializer.Deserialize<Review>(Current, Json.Options)!;
            if (IsCurrent)
                return current;
            var said = JsonSerializer.Deserialize<Review>(Said, Json.Options)!;
            return said with
            {
                PublishedAt = PublishedAt,
                UpdatedAt = At,
                Films = [.. said.Films!.Select(film => film with { Id = film.Id ?? IdOf(film, current) })],
                Release = said.Release! with { Id = said.Release.Id ?? current.Release?.Id ?? $"{Guid.Empty}" },
                Reviewers = [.. said.Reviewers!.Select(reviewer => reviewer with { Id = reviewer.Id ?? IdOf(reviewer, current) })],
            };
        }

        static string IdOf(Film film, Review current) =>
            current.Films?.FirstOrDefault(other => (other.Title, other.Year, other.Kind) == (film.Title, film.Year, film.Kind))?.Id
                ?? $"{Guid.Empty}";

        static Guid? IdOf(Reviewer reviewer, Review current) =>
            reviewer.Name is null ? null : current.Reviewers?.FirstOrDefault(other => other.Name == reviewer.Name)?.Id;
    }
}
