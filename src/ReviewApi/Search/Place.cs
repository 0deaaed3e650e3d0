using System.Text.Json;
using ReviewApi.Indexing;

namespace ReviewApi.Search;

/// <summary>Where a page ended: the values of the keys as text, null where there is none, and the id.</summary>
internal sealed record Place(IReadOnlyList<string?> Keys, Guid Id)
{
    /// <summary>
    /// With words, how they were looked for: titles like them, and how many reviews were ranked together: null all of them, 0 a batch of
    /// the newest.
    /// </summary>
    public bool IsLikeness { get; init; }
    public int? Part { get; init; }

    /// <summary>By relevance, the number of the part, and the rank.</summary>
    public long Number { get; init; }
    public float Rank { get; init; }

    /// <summary>The places between which the batch is, by newness; null from the newest one.</summary>
    public ReviewPlace? From { get; init; }
    public ReviewPlace? Until { get; init; }

    public static Place Parse(string text) => JsonSerializer.Deserialize<Place>(text)!;

    public override string ToString() => JsonSerializer.Serialize(this);

    public ReviewPlace ToReviewPlace() => new(Keys, Id);
}
