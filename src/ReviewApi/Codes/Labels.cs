namespace ReviewApi.Codes;

/// <summary>The languages that codes have labels in.</summary>
internal static class Labels
{
    public const string English = "en";

    public static readonly IReadOnlyList<string> Languages = [English, "de", "fr"];
}
