using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Editorial;

/// <summary>A move of a draft or a working copy, before it is made.</summary>
/// <param name="Action">The action, for the desk: submit.</param>
/// <param name="Audited">The same for the audit: review.submitted.</param>
/// <param name="Note">What is said with it.</param>
internal sealed record Deed(string Action, string Audited, string? Note = null)
{
    /// <summary>The deed as the desk sees it.</summary>
    public Move By(Write write) => new() { Action = Action, Note = Note, By = write.By.Name, At = write.Now };
}
