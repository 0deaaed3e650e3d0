using System.Net;

namespace ReviewApi.Tests.Support;

/// <summary>A review in a state, and beside a live one perhaps a working copy in a state of its own: "published+draft".</summary>
sealed record Stage(Answer Review, Answer? Copy)
{
    public static readonly IReadOnlyList<string> Actions = ["submit", "return", "publish", "unschedule", "withdraw", "restore"];

    public static readonly IReadOnlyList<string> Names =
        ["draft", "in_review", "scheduled", "published", "withdrawn", "published+draft", "published+in_review", "published+scheduled"];

    /// <summary>The contract's edges: from where, which action, to where.</summary>
    public static readonly IReadOnlyList<(string From, string Action, string To)> Edges =
    [
        ("draft", "submit", "in_review"),
        ("draft", "publish", "published"),
        ("in_review", "return", "draft"),
        ("in_review", "publish", "published"),
        ("scheduled", "unschedule", "draft"),
        ("published", "withdraw", "withdrawn"),
        ("withdrawn", "restore", "published"),
        ("published+draft", "submit", "published+in_review"),
        ("published+draft", "publish", "published"),
        ("published+draft", "withdraw", "withdrawn"),
        ("published+in_review", "return", "published+draft"),
        ("published+in_review", "publish", "published"),
        ("published+in_review", "withdraw", "withdrawn"),
        ("published+scheduled", "unschedule", "published+draft"),
        ("published+scheduled", "withdraw", "withdrawn"),
    ];

    /// <summary>The actions that a stage has; a scheduled one is published at another time only.</summary>
    public static IEnumerable<string> Allowed(string name) =>
        Edges.Where(edge => edge.From == name).Select(edge => edge.Action)
            .Concat(name.EndsWith("scheduled", StringComparison.Ordinal) ? ["publish"] : []);

    public string Name => Copy is null ? Review.Text("/status")! : $"{Review.Text("/status")}+{Copy.Text("/status")}";

    /// <summary>All that a desk reads of it.</summary>
    public string Seen => $"{Review.ETag} {Review.Body.ToJsonString()} {Copy?.ETag} {Copy?.Body.ToJsonString()}";

    /// <summary>An ETag that it had before.</summary>
    public string? Stale { get; init; }

    /// <summary>What an action is about.</summary>
    public Answer Subject(string action) => action is "withdraw" or "restore" ? Review : Copy ?? Review;

    /// <summary>A new review, brought into a stage.</summary>
    public static async Task<Stage> Reach(HttpClient desk, string name)
    {
        var states = name.Split('+');
        var created = (await desk.Create(Example.Review())).Is(201);
        var review = await desk.Bring((await desk.Patch(created, """{ "headline": "As it is" }""")).Is(200), states[0]);
        var copy = states is [_, var state]
            ? await desk.Bring((await desk.PatchDraft(review, """{ "headline": "Better" }""")).Is(201), state)
            : null;
        return new(review, copy) { Stale = created.ETag };
    }

    /// <summary>The stage that a review is in now.</summary>
    public static async Task<Stage> Of(HttpClient desk, Answer review)
    {
        var read = (await desk.Read(review.Path)).Is(200);
        var draft = await desk.Draft(review);
        return new(read, read.Text("/status") == "published" && draft.Status == HttpStatusCode.OK ? draft : null);
    }
}
