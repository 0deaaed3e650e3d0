using ReviewApi.Codes;
using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Identity;

/// <summary>Which reviewer of the catalogue is meant: one for each folded name within an outlet.</summary>
internal sealed class ReviewerIdentity
{
    readonly string? outlet;
    readonly Dictionary<string, Guid> known;
    readonly List<(Guid Id, string Name)> added = [];

    ReviewerIdentity(string? outlet, IReadOnlyList<(string Folded, Guid Id)> rows) =>
        (this.outlet, known) = (outlet, rows.ToDictionary(row => row.Folded, row => row.Id));

    /// <summary>Asks which of the reviewers of a review the catalogue knows.</summary>
    public static Asked<ReviewerIdentity> Ask(Review review, Write write)
    {
        // language=sql
        const string sql = """
            select folded_name, reviewer_id
            from reviewers
            where folded_name = any(@names) and outlet is not distinct from @outlet
            """;
        var outlet = review.Source?.Outlet;
        var names = (review.Reviewers ?? []).Select(reviewer => reviewer.Name).OfType<string>().Select(Spelling.OfName).Distinct()
            .ToArray();
        var rows = names.Length > 0 ? write.Ask<(string, Guid)>(sql, new { names, outlet }) : null;
        return new(() => new ReviewerIdentity(outlet, rows?.Value ?? []));
    }

    /// <summary>The reviewer meant; null where the catalogue does not know one.</summary>
    public Guid? Find(string name) => known.TryGetValue(Spelling.OfName(name), out var id) ? id : null;

    /// <summary>The reviewer meant, made where the name is new.</summary>
    public Guid MakeKnown(string name)
    {
        if (Find(name) is { } id)
            return id;
        var made = known[Spelling.OfName(name)] = Guid.CreateVersion7();
        added.Add((made, name));
        return made;
    }

    /// <summary>Those of some reviewers that were there before.</summary>
    public IEnumerable<Guid> NotNew(IEnumerable<Guid> reviewers) => reviewers.Except(added.Select(one => one.Id));

    /// <summary>Stores the reviewers that were made. A unique constraint decides who is first when two come at once.</summary>
    public void Store(Write write)
    {
        // language=sql
        const string sql = """
            insert into reviewers (reviewer_id, name, folded_name, folding, outlet, created_at)
            select reviewer_id, name, folded_name, @Version, @outlet, @Now
            from unnest(@ids, @names, @folded) as reviewer (reviewer_id, name, folded_name)
            on conflict on constraint reviewers_folded_name_outlet_key do nothing
            """;
        if (added.Count == 0)
            return;
        var ids = added.Select(one => one.Id).ToArray();
        var names = added.Select(one => one.Name).ToArray();
        var folded = Array.ConvertAll(names, Spelling.OfName);
        write.Store(sql, new { ids, names, folded, outlet, Spelling.Version, write.Now }, rows: added.Count);
    }
}
