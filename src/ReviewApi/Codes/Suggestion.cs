namespace ReviewApi.Codes;

/// <summary>What is said of a name that is not known: which ones may be meant.</summary>
internal static class Suggestion
{
    /// <summary>"There is no such vocabulary. Did you mean hdr?"</summary>
    public static string Unknown(string what, IReadOnlyList<string> nearest) => $"There is no such {what}.{DidYouMean(nearest)}";

    public static string DidYouMean(IReadOnlyList<string> nearest) =>
        nearest.Count == 0 ? "" : $" Did you mean {string.Join(" or ", nearest)}?";
}
