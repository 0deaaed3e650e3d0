using ReviewApi.Codes;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Films;

/// <summary>Those who play in a film, each once, with the role that is said first.</summary>
internal sealed class CastList(string text)
{
    const int Most = 200;

    readonly List<Facts> members = [];
    readonly Dictionary<string, Facts> byName = [];
    readonly Dictionary<string, Stretch> bySurname = [];

    /// <summary>As the text names them.</summary>
    public IReadOnlyList<Facts> InOrder => [.. members.OrderBy(member => member["name"]!.At.Start)];

    /// <summary>Where one is named in full whose surname this is.</summary>
    public Stretch? Called(string surname) => bySurname.TryGetValue(surname, out var at) ? at : null;

    /// <summary>Adds one, or the role of one who is there.</summary>
    public void Add(Stretch name, Stretch? role, double sureness)
    {
        var said = text[name.Start..name.End];
        var folded = Spelling.OfName(said);
        if (!byName.TryGetValue(folded, out var member))
        {
            if (members.Count == Most)
                return;
            members.Add(byName[folded] = member = new Facts().With("name", Fact.Exact(text, name, "film.cast", sureness)));
            bySurname.TryAdd(said[(said.LastIndexOf(' ') + 1)..], name);
        }
        if (role is { Length: > 0 } at && !text[at.Start..at.End].Equals(said, StringComparison.Ordinal))
            member.With("characters/0", Fact.Exact(text, at, "film.cast", sureness));
    }
}
