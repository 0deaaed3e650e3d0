using ReviewApi.Codes;
using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Identity;

/// <summary>Which reviewer of the catalogue is meant: one for each folded name within an outlet.</summary>
internal sealed class ReviewerIdentity
{
    readonly Dictionary<(string Folded, string? Outlet), Guid> known;
    readonly List<(Guid Id, string Name, string? Outlet)> added = [];

    ReviewerIdentity(Dictionary<(string Folded, string? Outlet), Guid> known) => this.known = known;

    /// <summary>Asks which of the reviewers of some reviews the catalogue knows.</summary>
    public static Asked<ReviewerIdentity> Ask(IEnumerable<Review> reviews, Write write)
    {
        // language=sql
        const string sql = """
            select place::integer - 1, reviewer_id
            from unnest(@names, @outlets) with ordinality as asked (folded, outlet, place)
            join reviewers on folded_name = folded and reviewers.outlet is not distinct from asked.outlet
            """;
        var keys = reviews
            .SelectMany(
                review => (review.Reviewers ?? []).Select(reviewer => reviewer.Name).OfType<string>(),
                (review, name) => (Folded: Spelling.OfName(name), review.Source?.Outlet))
            .Distinct().ToArray();
        var (names, outlets) = (Array.ConvertAll(keys, key => key.Folded), Array.ConvertAll(keys, key => key.Outlet));
        var rows = keys.Length > 0 ? write.Ask<(int Place, Guid Id)>(sql, new { names, outlets }) : null;
        return new(() => new ReviewerIdentity((rows?.Value ?? []).ToDictionary(row => keys[row.Place], row => row.Id)));
    }

    /// <summary>The reviewer meant; null where the catalogue does not know one.</summary>
    public Guid? Find(string name, string? outlet) => known.TryGetValue((Spelling.OfName(name), outlet), out var id) ? id : null;

    /// <summary>The reviewer meant, made where the name is new.</summary>
    public Guid MakeKnown(string name, string? outlet)
    {
        if (Find(name, outlet) is { } id)
            return id;
        var made = known[(Spelling.OfName(name), outlet)] = Guid.CreateVersion7();
        added.Add((made, name, outlet));
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
            select reviewer_id, name, folded_name, @Version, outlet, @Now
            from unnest(@ids, @names, @folded, @outlets) as reviewer (reviewer_id, name, folded_name, outlet)
            order by folded_name, outlet
            on conflict on constraint reviewers_folded_name_outlet_key do nothing
            """;
        if (added.Count == 0)
            return;
        var ids = added.Select(one => one.Id).ToArray();
        var names = added.Select(one => one.Name).ToArray();
        var folded = Array.ConvertAll(names, Spelling.OfName);
        var outlets = added.Select(one => one.Outlet).ToArray();
        write.Store(sql, new { ids, names, folded, outlets, Spelling.Version, write.Now }, rows: added.Count);
    }
}
