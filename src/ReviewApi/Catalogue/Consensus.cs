using System.Text.Json.Nodes;
using ReviewApi.Reviews;

namespace ReviewApi.Catalogue;

/// <summary>
/// One value each of what several reviews printed: what most say, on a tie the first; and where they disagree. Lists of one length are
/// compared place by place, of different lengths as a whole; what a review leaves out says nothing. Sets are brought into one order before.
/// </summary>
internal sealed class Consensus
{
    // An amount is nothing without its currency.
    static readonly string[] Whole = ["/listPrice", "/pricePaid"];

    // So many reviews of a value are named.
    const int MostNamed = 20;

    readonly List<FactConflict> conflicts = [];

    /// <summary>The value that most say, with the disagreements; what is said comes in the order of the reviews.</summary>
    public static (JsonNode Value, IReadOnlyList<FactConflict> Conflicts) Of(IReadOnlyList<(Guid Review, JsonNode Said)> said)
    {
        var consensus = new Consensus();
        return (consensus.Value(said, "")!, consensus.conflicts);
    }

    JsonNode? Value(IReadOnlyList<(Guid Review, JsonNode Said)> said, string pointer)
    {
        if (said.All(one => one.Said is JsonObject) && !Whole.Contains(pointer))
            return Object(said, pointer);
        var isSet = Sets.Names.Contains(pointer[(pointer.LastIndexOf('/') + 1)..]) && said.All(one => one.Said is JsonArray);
        if (isSet)
            said = InOneOrder(said);
        if (said.All(one => one.Said is JsonArray) && said.DistinctBy(one => one.Said.AsArray().Count).Count() == 1)
        {
            var known = conflicts.Count;
            var items = Enumerable.Range(0, said[0].Said.AsArray().Count)
                .Select(index => Value(said.Select(one => (one.Review, one.Said[index]!)).ToList(), $"{pointer}/{index}")).ToArray();
            if (!isSet || items.DistinctBy(item => item!.ToJsonString()).Count() == items.Length)
                return new JsonArray(items);
            // What most say at each place may be the same at two of them: then the sets are compared as a whole.
            conflicts.RemoveRange(known, conflicts.Count - known);
        }
        var values = said.GroupBy(one => Written(one.Said, isSet), one => one, (_, same) => same.ToList()).ToList();
        if (values.Count > 1)
            conflicts.Add(new FactConflict
            {
                Pointer = pointer,
                Values = values
                    .Select(same => new FactValue
                    {
                        Value = same[0].Said.DeepClone(),
                        Reviews = same.Take(MostNamed).Select(one => one.Review).ToList(),
                    })
                    .ToList(),
            });
        return values.MaxBy(same => same.Count)![0].Said.DeepClone();
    }

    // What a set has in common with the first one stands where it stands there; the rest fills the places left, in an order of its own.
    static List<(Guid Review, JsonNode Said)> InOneOrder(IReadOnlyList<(Guid Review, JsonNode Said)> said)
    {
        var first = Texts(said[0].Said);
        return said.Select(one =>
        {
            var texts = Texts(one.Said);
            var rest = new Queue<string>(texts.Except(first).Order(StringComparer.Ordinal));
            var ordered = texts.Count == first.Count
                ? first.Select(text => texts.Contains(text) ? text : rest.Dequeue())
                : first.Where(texts.Contains).Concat(rest);
            return (one.Review, (JsonNode)new JsonArray([.. ordered.Select(text => JsonNode.Parse(text))]));
        }).ToList();

        static List<string> Texts(JsonNode set) => set.AsArray().Select(item => item!.ToJsonString()).Distinct().ToList();
    }

    // What is the same is written in the same way: the documents are rendered here, and only the sets in them may have another order.
    static string Written(JsonNode? said, bool isSet) => said switch
    {
        JsonObject members => string.Concat(
            members.Select(one => $"{one.Key}:{Written(one.Value, Sets.Names.Contains(one.Key))},").Prepend("{").Append("}")),
        JsonArray set when isSet => $"[{string.Join(',', Items(set).Distinct().Order(StringComparer.Ordinal))}]",
        JsonArray list => $"[{string.Join(',', Items(list))}]",
        _ => said!.ToJsonString(),
    };

    static IEnumerable<string> Items(JsonArray list) => list.Select(item => Written(item, isSet: false));

    JsonObject Object(IReadOnlyList<(Guid Review, JsonNode Said)> said, string pointer)
    {
        var value = new JsonObject();
        foreach (var name in said.SelectMany(one => one.Said.AsObject().Select(member => member.Key)).Distinct())
            value[name] = Value(
                said.Where(one => one.Said[name] is not null).Select(one => (one.Review, one.Said[name]!)).ToList(), $"{pointer}/{name}");
        return value;
    }
}
