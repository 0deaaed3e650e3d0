using System.Security.Cryptography;
using System.Text;
using ReviewApi.Http;

namespace ReviewApi.Exchange;

/// <summary>
/// Cursors of changes: the feed that they are of, the sealed place, and a sum over both, separated by full stops. The sum tells an altered
/// cursor from a whole one of another database, whose seal cannot be judged here.
/// </summary>
internal sealed class ChangeCursors(Cursors cursors)
{
    const int SumLength = 12;

    /// <summary>The cursor of a place in a feed.</summary>
    public async Task<string> Seal(Guid feed, ChangePlace place, CancellationToken cancellation)
    {
        var text = $"{NameOf(feed)}.{await cursors.Seal(List(NameOf(feed)), place.ToString(), cancellation)}";
        return $"{text}.{Sum(text)}";
    }

    /// <summary>The place that a cursor names, with the name of the feed that it is of; 400 where it is none.</summary>
    /// <param name="cursor">The cursor.</param>
    /// <param name="parameter">Where it was sent.</param>
    /// <param name="feed">Reads the feed of this database, where it matters whether the cursor is of another one.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<(ChangePlace Place, string Feed)> Open(
        string cursor, string parameter, Func<Task<Guid>> feed, CancellationToken cancellation)
    {
        var parts = cursor.Split('.');
        if (parts is not [var name, var place, var sum] || Sum($"{name}.{place}") != sum)
            throw Refused(parameter);
        if (await cursors.TryOpen(List(name), place, cancellation) is { } opened)
            return (ChangePlace.Parse(opened), name);
        throw IsOf(name, await feed()) ? Refused(parameter) : OfAnother();
    }

    /// <summary>Whether a cursor's feed is a feed.</summary>
    public static bool IsOf(string name, Guid feed) => name == NameOf(feed);

    /// <summary>Changes after the cursor cannot be told: 410, which points to the export.</summary>
    public static ProblemException OfAnother() => new(
        Problems.Gone,
        "The cursor is of another database, or of a history that this one has lost. Read GET /v1/reviews/export anew, and go on from its "
            + "Changes-Cursor.")
    {
        Headers = [("Link", "</v1/reviews/export>; rel=\"alternate\"")],
    };

    static ProblemException Refused(string parameter) => ProblemException.Parameter(
        parameter, "invalid_cursor", "Not a cursor of the changes: send one as it was answered.");

    static string NameOf(Guid feed) => $"{feed:N}"[..16];

    static string List(string feed) => $"changes {feed}";

    static string Sum(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..SumLength];
}
