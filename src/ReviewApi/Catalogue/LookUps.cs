using ReviewApi.Http;
using ReviewApi.Reviews;
using ReviewApi.Rules;
using ReviewApi.Search;

namespace ReviewApi.Catalogue;

/// <summary>What the lists of films, releases and reviewers are narrowed by: conditions that all have to hold.</summary>
internal static class LookUps
{
    public static readonly QueryParameter<string?> Title = QueryParameter.Text(
        "q", "A title, with a slip of the pen in it or a part of it; the most alike come first.");

    static readonly Filter[] OfFilms =
    [
        .. FilmIdentifiers.Schemes.Select(scheme => new CatalogueFilter(
            Values(scheme.Name, scheme.Rule, $"The films of these {scheme.Of}."),
            $$"""film_id in (select film_id from film_identifiers where scheme = '{{scheme.Name}}' and value = any({0}))""")),
    ];

    static readonly Filter[] OfReleases =
    [
        Filters.Barcode,
        Filters.Disc,
        new ReleaseFilter(
            Values("asin", MemberRule.Of<Release>(nameof(Release.Asin)), "Of these numbers of Amazon's."), "corrected_asin = any({0})"),
        new CatalogueFilter(Values("filmId", new IdentifierAttribute(), "Releases of these films."), """
            release_id in (
              select release_id
              from listings
              join review_films using (review_id)
              where film_id in (select coalesce(merged_into, film_id) from films where film_id = any({0}::uuid[])))
            """),
        new CatalogueFilter(Values("format", new CodeAttribute("disc_format"), "The format as sold."), "format = any({0})"),
    ];

    static readonly Filter[] OfReviewers =
    [
        new NameFilter(Values("q", new TextAttribute(300), "A name contains this, whatever the case and the accents."), "folded_name"),
        new OutletFilter(Values("outlet", new TextAttribute(300), "The outlet's name contains this, whatever the case and the accents.")),
    ];

    public static QueryParameter[] FilmParameters { get; } = [Title, .. Parameters(OfFilms)];

    public static QueryParameter[] ReleaseParameters { get; } = [.. Parameters(OfReleases)];

    public static QueryParameter[] ReviewerParameters { get; } = [.. Parameters(OfReviewers)];

    public static Criteria Films(HttpRequest request) => Read(OfFilms, request);

    public static Criteria Releases(HttpRequest request) => Read(OfReleases, request);

    public static Criteria Reviewers(HttpRequest request) => Read(OfReviewers, request);

    static Criteria Read(Filter[] filters, HttpRequest request)
    {
        var criteria = new Criteria();
        foreach (var filter in filters)
            filter.Apply(new Asked(request, Without: null), criteria);
        return criteria;
    }

    static IEnumerable<QueryParameter> Parameters(Filter[] filters) => filters.SelectMany(filter => filter.Parameters);

    static QueryParameter<string[]?> Values(string name, IMemberRule rule, string description) =>
        QueryParameter.Values(name, rule, description);

    sealed record OutletFilter(QueryParameter<string[]?> Parameter) : Filter([Parameter])
    {
        public override void Apply(Asked asked, Criteria criteria)
        {
            if (asked.Value(Parameter) is { } outlets)
                criteria.Add("""
                    exists (
                      select
                      from review_reviewers
                      join listings using (review_id)
                      where reviewer_id = reviewers.reviewer_id and listings.outlet like any({0}))
                    """, [Array.ConvertAll(outlets, outlet => NameFilter.Pattern(Parameter.Name, outlet))]);
        }
    }
}
