using Dapper;
using Npgsql;
using ReviewApi.Http;
using ReviewApi.Indexing;
using ReviewApi.Rules;

namespace ReviewApi.Identity;

/// <summary>Ids of films, releases and reviewers in paths.</summary>
internal static class CatalogueId
{
    /// <summary>The id that a path names; 404 where it is none.</summary>
    public static Guid Parse(string text) => IdentifierAttribute.Parse(text) ?? throw NotFound();

    /// <summary>
    /// The id of a film, a release or a reviewer that a path names; 404 where it is none, 308 where it was merged into another.
    /// </summary>
    public static async Task<Guid> Current(
        string kind, string text, HttpRequest request, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var id = Parse(text);
        var sql = $"select merged_into from {kind}s where {kind}_id = @id";
        return await connection.QuerySingleOrDefaultAsync<Guid?>(new(sql, new { id }, cancellationToken: cancellation)) is { } into
            ? throw Moved(text, into, request)
            : id;
    }

    /// <summary>The same, by what the catalogue in memory knows.</summary>
    public static Guid Current(string text, HttpRequest request, Aliases aliases)
    {
        var id = Parse(text);
        return aliases.Current(id) is var into && into != id ? throw Moved(text, into, request) : id;
    }

    // What is in no published review is not there for readers.
    public static ProblemException NotFound() => new(Problems.NotFound, "Not found in any published review.");

    static MovedException Moved(string text, Guid into, HttpRequest request) =>
        new(request.Path.Value!.Replace(text, into.ToString(), StringComparison.Ordinal) + request.QueryString);
}
