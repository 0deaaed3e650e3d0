using System.Text.Json;
using Dapper;

namespace ReviewApi.Search;

/// <summary>
/// Where a page ended: the values of the keys as text, null where there is none, and the id; with words, how they were looked for.
/// </summary>
internal sealed record Place(string?[] Keys, Guid Id, int? Part = null, bool IsLikeness = false)
{
    public static Place Parse(string text) => JsonSerializer.Deserialize<Place>(text)!;

    public override string ToString() => JsonSerializer.Serialize(this);

    public void AddTo(DynamicParameters values)
    {
        foreach (var (key, index) in Keys.Select((key, index) => (key, index)))
            values.Add($"k{index}", key);
        values.Add("id", Id);
    }
}
