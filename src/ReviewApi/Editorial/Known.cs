using ReviewApi.Http;
using ReviewApi.Identity;
using ReviewApi.Listings;
using ReviewApi.Reviews;
using ReviewApi.Rules;
using ReviewApi.Writing;

namespace ReviewApi.Editorial;

/// <summary>All that has to be known to judge a content and to store it: what the database said of it in one look.</summary>
/// <param name="Scales">The scales.</param>
/// <param name="References">What it points at.</param>
/// <param name="OfSameSource">The review that has its outlet and externalId: itself, another one, or null.</param>
/// <param name="SlugsTaken">Of what is to go live for the first time, which of the slugs that it would like other reviews have.</param>
/// <param name="Words">Of what may be live then, the words that it is found by.</param>
internal sealed record Known(
    ScaleBook Scales, ReviewReferences References, Guid? OfSameSource, HashSet<string> SlugsTaken, Asked<ListingWords>? Words)
{
    public ReviewIdentity Identity => References.Identity;

    /// <summary>Asks for the review of an outlet and an externalId.</summary>
    public static Asked<Guid?> AskSource(Source? source, Write write)
    {
        const string sql = "select review_id from reviews where outlet = @Outlet and external_id = @ExternalId";
        var found = source is { Outlet: not null, ExternalId: not null }
            ? write.Ask<Guid?>(sql, new { source.Outlet, source.ExternalId })
            : null;
        return new(() => found?.Value.SingleOrDefault());
    }

    /// <summary>Requires that no other review has the outlet and externalId of this one: 409 that says which.</summary>
    public void RequireFreeSource(Guid id)
    {
        if (OfSameSource is { } other && other != id)
            throw new ProblemException(
                Problems.Conflict, "A review of this outlet and externalId exists already.",
                new Fault
                {
                    Pointer = "/source/externalId",
                    Code = "already_exists",
                    Detail = "The outlet has another review of this externalId.",
                })
            {
                ConflictsWith = $"/v1/reviews/{other}",
            };
    }
}
