using System.Globalization;
using Dapper;
using Npgsql;
using ReviewApi.Codes;
using ReviewApi.Http;
using ReviewApi.Listings;

namespace ReviewApi.Search;

/// <summary>The filters of the desk's list. Drafts are not in the catalogue; what they are found by stands in desk_listings.</summary>
internal static class DeskFilters
{
    const int MostWords = 100;

    /// <summary>What it takes, without operators.</summary>
    public static readonly IReadOnlyList<string> Names = ["q (titles and headline)", "film", "reviewer", "outlet", "format", "updatedAt"];

    static readonly (QueryParameter<string[]?> Parameter, string Column)[] ByName =
    [
        (Filters.Film.Parameter, "films"), (Filters.Reviewer.Parameter, "reviewers"), (Filters.Outlet.Parameter, "outlet"),
    ];

    static readonly Dictionary<string, string> Operators = new() { ["gte"] = ">=", ["gt"] = ">", ["lte"] = "<=", ["lt"] = "<" };

    /// <summary>Adds what a request asks of the desk's reviews; a filter that the desk's list does not have ends it with 400.</summary>
    public static void AddTo(DeskAsked asked, HttpRequest request)
    {
        RequireTaken(request);
        foreach (var (parameter, column) in ByName)
            if (parameter.Read(request) is { } names)
                asked.AddListed($"{column} like any({{0}})", Array.ConvertAll(names, name => Pattern(parameter.Name, name)));
        if (Filters.Format.Parameter.Read(request) is { } formats)
            asked.AddListed("format = any({0})", formats);
        foreach (var (parameter, comparison) in Filters.UpdatedAt.Bounds)
            if (parameter.Read(request) is { } time)
                asked.Add($"updated_at {Operators[comparison]} {{0}}", time);
        foreach (var word in Words(request))
            asked.AddListed("titles like {0}", Pattern(TextQuery.Q.Name, word));
    }

    static void RequireTaken(HttpRequest request)
    {
        var taken = ByName.Select(filter => filter.Parameter.Name).Append(Filters.Format.Parameter.Name).Append(TextQuery.Q.Name)
            .Concat(Filters.UpdatedAt.Parameters.Select(parameter => parameter.Name)).ToHashSet();
        var other = Filters.Parameters.Append(Sort.Parameter)
            .FirstOrDefault(parameter => !taken.Contains(parameter.Name) && request.Query.ContainsKey(parameter.Name));
        if (other is not null)
            throw ProblemException.Parameter(
                other.Name, "not_with_status",
                $"With status the order is fixed, and the filters are {string.Join(", ", Names)}.");
    }

    // Each in a title or in the headline.
    static IEnumerable<string> Words(HttpRequest request)
    {
        if (TextQuery.Q.Read(request) is not { } text)
            return [];
        var words = Spelling.OfName(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
        return words.Count <= MostWords
            ? words.DefaultIfEmpty(text)
            : throw ProblemException.Parameter(TextQuery.Q.Name, "too_many", $"It has {words.Count} words; {MostWords} are the most.");
    }

    // What like finds a folded text by that contains a name.
    static string Pattern(string parameter, string name) => $"%{Escaped(Filters.Folded(parameter, name))}%";

    static string Escaped(string folded) => folded
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal);
}

/// <summary>What a request asks of the desk's list: the last saved first, a working copy under its own status.</summary>
internal sealed class DeskAsked
{
    readonly List<string> conditions = ["status = any(@statuses)", "(@outlet::text is null or outlet = @outlet)"];
    readonly List<string> listed = ["listed.review_id = desk.review_id", "listed.is_copy = desk.is_copy", "listed.etag = desk.etag"];
    readonly DynamicParameters values = new();

    public DeskAsked(HttpRequest request, string[] statuses, string? outlet)
    {
        values.AddDynamicParams(new { statuses, outlet });
        Name = $"status={string.Join(',', statuses)} outlet={outlet}";
        var unlisted = listed.Count;
        DeskFilters.AddTo(this, request);
        if (listed.Count > unlisted)
            conditions.Add($"exists (select from desk_listings listed where {string.Join(" and ", listed)})");
    }

    /// <summary>Tells the list from others.</summary>
    public string Name { get; private set; }

    string From => $"from desk_reviews desk where {string.Join(" and ", conditions)}";

    /// <summary>Adds a condition on the review; its value stands in it as {0}.</summary>
    public void Add(string condition, object value) => conditions.Add(WithValue(condition, value));

    /// <summary>Adds a condition on what the review is found by.</summary>
    public void AddListed(string condition, object value) => listed.Add(WithValue(condition, value));

    public async Task<ReviewsOfPage> Read(
        Place? after, int limit, bool isWhole, bool isCounted, NpgsqlDataSource database, CancellationToken cancellation)
    {
        // language=sql
        var sql = $"""
            select review_id as id, etag, updated_at::text as saved, {(isWhole ? "document" : "summary")} as json
            {From} {(after is null ? "" : "and (updated_at, review_id) < (@saved::timestamptz, @id)")}
            order by updated_at desc, review_id desc
            limit {(limit + 1).ToString(CultureInfo.InvariantCulture)}
            """;
        var asked = new DynamicParameters(values);
        asked.AddDynamicParams(new { saved = after?.Keys[0], id = after?.Id });
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = (await connection.QueryAsync<(Guid Id, string ETag, string Saved, byte[] Json)>(
            new(sql, asked, cancellationToken: cancellation))).AsList();
        var total = isCounted
            ? await connection.ExecuteScalarAsync<int>(new($"select count(*) {From}", values, cancellationToken: cancellation))
            : (int?)null;
        var reviews = rows.Take(limit)
            .Select(row => new ShownReview(new(row.Id, ReviewListing.Tag(row.ETag))) { Json = row.Json }).ToList();
        return new(reviews, rows.Count > limit ? new Place([rows[limit - 1].Saved], rows[limit - 1].Id) : null, total);
    }

    string WithValue(string condition, object value)
    {
        var parameter = $"c{conditions.Count}_{listed.Count}";
        values.Add(parameter, value);
        Name += $" {string.Format(CultureInfo.InvariantCulture, condition, value is string[] all ? string.Join(',', all) : value)};";
        return $"({string.Format(CultureInfo.InvariantCulture, condition, $"@{parameter}")})";
    }
}
