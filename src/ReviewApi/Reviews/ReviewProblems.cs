using ReviewApi.Http;

namespace ReviewApi.Reviews;

internal static class ReviewProblems
{
    public static ProblemException NotFound() => new(Problems.NotFound, "There is no review here.");
}
