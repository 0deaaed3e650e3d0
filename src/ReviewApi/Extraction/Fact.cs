using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction;

/// <summary>How a value follows from the words that it stands on.</summary>
internal enum Ground
{
    /// <summary>The words are the value.</summary>
    Exact,

    /// <summary>The words are a spelling of the value.</summary>
    Normalized,

    /// <summary>The vocabulary derives the value from the words.</summary>
    Inferred,
}

/// <summary>A value that a text says, and where.</summary>
/// <param name="Value">A string, a long or a bool.</param>
/// <param name="At">The words that say it.</param>
/// <param name="Rule">What found it, as audio.codec.</param>
/// <param name="Confidence">From 0 to 1.</param>
internal sealed record Fact(object Value, Stretch At, string Rule, double Confidence)
{
    public Ground Ground { get; init; } = Ground.Normalized;

    /// <summary>What else the text says of the same thing.</summary>
    public IReadOnlyList<Fact> Alternatives { get; init; } = [];

    /// <summary>A fact whose value is its words as they stand in the text.</summary>
    public static Fact Exact(string text, Stretch at, string rule, double confidence) =>
        new(text[at.Start..at.End], at, rule, confidence) { Ground = Ground.Exact };
}

/// <summary>Several members of one thing, as of a track, by their names in it: codec, purposes/0.</summary>
internal sealed class Facts
{
    readonly Dictionary<string, Fact> members = [];

    public IReadOnlyDictionary<string, Fact> Members => members;

    public Fact? this[string member] => members.GetValueOrDefault(member);

    /// <summary>Where it stands in the text.</summary>
    public Stretch At => members.Values.Select(fact => fact.At).Aggregate((one, other) => one.To(other));

    public bool IsEmpty => members.Count == 0;

    /// <summary>Adds a member that is not there yet.</summary>
    public Facts With(string member, Fact? fact)
    {
        if (fact is not null)
            members.TryAdd(member, fact);
        return this;
    }

    /// <summary>Puts a member in place of the one that is there.</summary>
    public void Replace(string member, Fact fact) => members[member] = fact;

    public string? Text(string member) => this[member]?.Value as string;
}
