using System.Globalization;
using System.Text.Json.Nodes;

namespace ReviewApi.Extraction;

/// <summary>A draft as it is put together: each value with what it stands on, by its JSON pointer.</summary>
internal sealed class DraftBuilder
{
    readonly List<(string Pointer, Fact Fact)> evidence = [];

    public JsonObject Root { get; } = [];

    public IReadOnlyList<(string Pointer, Fact Fact)> Evidence => evidence;

    /// <summary>Puts a value at a place, unless there is one already.</summary>
    public void Put(string pointer, Fact? fact)
    {
        if (fact is null || At(pointer) is not null)
            return;
        Set(
            pointer,
            fact.Value switch
            {
                string text => JsonValue.Create(text),
                long number => JsonValue.Create(number),
                bool flag => JsonValue.Create(flag),
                _ => new JsonArray(),
            }
        );
        evidence.Add((pointer, fact));
    }

    /// <summary>Says another stretch that the value of a place stands on, as the second paragraph of a text.</summary>
    public void PutMore(string pointer, Fact fact) => evidence.Add((pointer, fact));

    /// <summary>Puts the members of things into a list.</summary>
    public void PutAll(string pointer, IEnumerable<Facts> things)
    {
        var count = (At(pointer) as JsonArray)?.Count ?? 0;
        foreach (var thing in things.Where(thing => !thing.IsEmpty))
        {
            foreach (var (member, fact) in thing.Members)
                Put($"{pointer}/{count}/{member}", fact);
            count++;
        }
    }

    /// <summary>Puts values into a list.</summary>
    public void PutEach(string pointer, IEnumerable<Fact> facts)
    {
        var count = 0;
        foreach (var fact in facts)
            Put($"{pointer}/{count++}", fact);
    }

    public JsonNode? At(string pointer)
    {
        JsonNode? node = Root;
        foreach (var step in Steps(pointer))
            node = node switch
            {
                JsonObject members => members[step],
                JsonArray items => Index(step) is var place && place < items.Count ? items[place] : null,
                _ => null,
            };
        return node;
    }

    /// <summary>Takes out what is at a place, or the nearest thing around it, with its evidence.</summary>
    public void Remove(string pointer)
    {
        var steps = Steps(pointer);
        while (steps.Length > 1 && At(Pointer(steps)) is null)
            steps = steps[..^1];
        if (steps.Length == 0 || At(Pointer(steps)) is not { } node)
            return;
        switch (node.Parent)
        {
            case JsonObject members:
                members.Remove(steps[^1]);
                break;
            case JsonArray items:
                Drop(Pointer(steps[..^1]), items, Index(steps[^1]));
                return;
        }
        Forget(Pointer(steps));
        if (steps.Length > 1 && At(Pointer(steps[..^1])) is JsonObject { Count: 0 })
            Remove(Pointer(steps[..^1]));
    }

    void Drop(string list, JsonArray items, int place)
    {
        items.RemoveAt(place);
        Forget($"{list}/{place}");
        for (var number = 0; number < evidence.Count; number++)
            if (
                evidence[number].Pointer.StartsWith($"{list}/", StringComparison.Ordinal)
                && evidence[number].Pointer[(list.Length + 1)..].Split('/') is [var first, .. var rest]
                && Index(first) > place
            )
                evidence[number] = (string.Join('/', [list, $"{Index(first) - 1}", .. rest]), evidence[number].Fact);
        if (items.Count == 0)
            Remove(list);
    }

    void Forget(string pointer) =>
        evidence.RemoveAll(one => one.Pointer == pointer || one.Pointer.StartsWith($"{pointer}/", StringComparison.Ordinal));

    void Set(string pointer, JsonNode value)
    {
        JsonNode node = Root;
        var steps = Steps(pointer);
        for (var depth = 0; depth < steps.Length; depth++)
        {
            var isLast = depth == steps.Length - 1;
            var next = isLast ? value : null;
            if (node is JsonObject members)
                node = next is not null
                    ? members[steps[depth]] = next
                    : members[steps[depth]] ??= IsIndex(steps[depth + 1]) ? new JsonArray() : new JsonObject();
            else if (node is JsonArray items)
            {
                if (Index(steps[depth]) == items.Count)
                    items.Add(next ?? (IsIndex(steps[depth + 1]) ? new JsonArray() : new JsonObject()));
                node = items[Index(steps[depth])]!;
            }
        }
    }

    static string[] Steps(string pointer) => pointer.Split('/')[1..];

    static string Pointer(string[] steps) => string.Concat(steps.Select(step => $"/{step}"));

    static bool IsIndex(string step) => char.IsAsciiDigit(step[0]) && step != "3d";

    static int Index(string step) => int.Parse(step, CultureInfo.InvariantCulture);
}
