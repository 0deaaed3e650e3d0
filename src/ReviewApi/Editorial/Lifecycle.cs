using ReviewApi.Http;
using ReviewApi.Rendering;
using ReviewApi.Reviews;

namespace ReviewApi.Editorial;

/// <summary>
/// What may be done with a review in which state: draft → in_review → published → withdrawn, and back. Of a live review with a working
/// copy the copy is what is submitted, returned, published and unscheduled.
/// </summary>
internal static class Lifecycle
{
    static readonly Edge[] Edges =
    [
        new("submit", [ReviewStatus.Draft]),
        new("return", [ReviewStatus.InReview]),
        new("publish", [ReviewStatus.Draft, ReviewStatus.InReview, ReviewStatus.Scheduled]),
        new("unschedule", [ReviewStatus.Scheduled]),
        new("withdraw", [ReviewStatus.Published], OfLive: true),
        new("restore", [ReviewStatus.Withdrawn], OfLive: true),
    ];

    /// <summary>The actions that a review has as it is.</summary>
    public static IReadOnlyList<string> Allowed(DeskReview desk) =>
        Edges.Where(edge => edge.Starts(desk)).Select(edge => edge.Action).ToList();

    /// <summary>Requires If-Match to name what an action is about, and its state to have that action.</summary>
    public static void Require(string action, DeskReview? desk, HttpRequest request)
    {
        var edge = Edges.Single(edge => edge.Action == action);
        ETags.RequireMatch(request, desk is null ? null : edge.Subject(desk).ETag, ReviewProblems.NotFound);
        if (!edge.Starts(desk!))
            throw ReviewProblems.Forbids(
                edge.Subject(desk!).Status, $"It is {edge.Subject(desk!).Status}: {Sentence(Allowed(desk!))}", desk!);
    }

    /// <summary>Requires that the content of the review itself may change now.</summary>
    public static void RequireReplaceable(DeskReview desk)
    {
        RequireUnscheduled(desk.Review, desk);
        if (desk.WorkingCopy is { } copy)
            throw ReviewProblems.Forbids(
                copy.Status, $"It has a working copy: change, publish or delete that one at {desk.Path}/draft.", desk);
    }

    /// <summary>Requires that a scheduled publication does not stand in the way of a change.</summary>
    public static void RequireUnscheduled(
        Rendered subject, DeskReview desk, string detail = "It is scheduled, and goes live as it is: unschedule it first.")
    {
        if (subject.Status == ReviewStatus.Scheduled)
            throw ReviewProblems.Forbids(subject.Status, detail, desk);
    }

    static string Sentence(IReadOnlyList<string> allowed) => $"what it allows is {string.Join(" or ", allowed)}.";

    /// <summary>An action and the states that it starts from; of the live review itself, or of what the desk works on.</summary>
    sealed record Edge(string Action, IReadOnlyList<string> From, bool OfLive = false)
    {
        public Rendered Subject(DeskReview desk) => OfLive ? desk.Review : desk.Draft;

        public bool Starts(DeskReview desk) => From.Contains(Subject(desk).Status);
    }
}
