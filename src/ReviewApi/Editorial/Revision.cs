using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ReviewApi.Editorial;

/// <summary>A content of a review as it was saved.</summary>
public sealed record Revision
{
    /// <summary>Counts the saved contents of the review and its working copies, from 1.</summary>
    [JsonPropertyName("revision")] public required int Number { get; init; }

    /// <summary>When it was saved.</summary>
    public required DateTime SavedAt { get; init; }

    /// <summary>Who saved it.</summary>
    public Author? SavedBy { get; init; }

    /// <summary>When it first went live; left out: it never did.</summary>
    public DateTime? PublishedAt { get; init; }

    /// <summary>
    /// The content, a review without what the server says of it (id, slug, status, revision and times); left out in lists.
    /// </summary>
    public JsonObject? Content { get; init; }
}

/// <summary>Whose key saved a revision.</summary>
public sealed record Author
{
    /// <summary>The key's id; the configuration's keys and the service itself have none.</summary>
    public Guid? KeyId { get; init; }

    /// <summary>The key's name.</summary>
    public required string Name { get; init; }
}
