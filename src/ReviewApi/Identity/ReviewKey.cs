using ReviewApi.Rules;

namespace ReviewApi.Identity;

/// <summary>How a review is asked for: by its id or by its slug, none of which looks like an id.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Slug">Its slug.</param>
/// <param name="Outlet">The outlet that it has to be of; null: any.</param>
internal sealed record ReviewKey(Guid? Id, string? Slug, string? Outlet)
{
    public static ReviewKey Of(string idOrSlug, string? outlet = null) =>
        IdentifierAttribute.Parse(idOrSlug) is { } id ? new(id, null, outlet) : new(null, idOrSlug, outlet);
}
