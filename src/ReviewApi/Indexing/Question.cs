namespace ReviewApi.Indexing;

/// <summary>What is asked of reviews: all of its conditions.</summary>
internal sealed record Question(IReadOnlyList<Condition> Conditions)
{
    public static readonly Question All = new([]);

    /// <summary>The question as a facet asks it, without what is asked of the facet itself.</summary>
    public Question Without(Field facet) => new([.. Conditions.Select(condition => condition.Without(facet)).OfType<Condition>()]);

    /// <summary>Whether a facet has conditions of its own.</summary>
    public bool Asks(Field facet) => Conditions.Any(condition => condition.Without(facet) != condition);

    /// <summary>The reviews of a version that meet all conditions.</summary>
    public Matches Ask(CatalogueVersion version)
    {
        var matches = new Matches(version);
        foreach (var condition in Conditions)
        {
            if (matches.IsEmpty)
                break;
            condition.Narrow(matches);
        }
        return matches;
    }
}
