using ReviewApi.Http;

namespace ReviewApi.Editorial;

internal static class ReviewProblems
{
    public static ProblemException NotFound() => new(Problems.NotFound, "There is no review here.");

    public static ProblemException Withdrawn() => new(Problems.Gone, "The review was live and has been withdrawn.");

    /// <summary>The state of a review, or of its working copy, forbids the request.</summary>
    public static ProblemException Forbids(string state, string detail, DeskReview desk) =>
        new(Problems.Conflict, detail) { State = state, Allowed = Lifecycle.Allowed(desk) };
}
