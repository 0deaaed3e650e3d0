using ReviewApi.Codes;

namespace ReviewApi.Extraction.Films;

/// <summary>The persons that a text names, and their roles: none of them is the film's title by itself.</summary>
internal sealed class Persons(IEnumerable<string> names, IEnumerable<string> roles)
{
    readonly HashSet<string> names = Parts(names);
    readonly HashSet<string> roles = Parts(roles);

    /// <summary>Whether words are a person's name, or the first or last part of one.</summary>
    public bool Has(string words) => names.Contains(Spelling.OfName(words));

    /// <summary>The same of a role: a film may be called by one, as "Stalker" is.</summary>
    public bool HasRole(string words) => roles.Contains(Spelling.OfName(words));

    // Each name, its beginnings and its ends.
    static HashSet<string> Parts(IEnumerable<string> names) =>
    [
        .. from name in names
           let folded = Spelling.OfName(name)
           from place in Enumerable.Range(0, folded.Length + 1)
           where place == folded.Length || folded[place] == ' '
           from part in new[] { folded[..place], place == folded.Length ? folded : folded[(place + 1)..] }
           where part.Length > 0
           select part,
    ];
}
