namespace ReviewApi.Http;

/// <summary>
/// Addresses of this service as its callers know them: below the prefix that a proxy or the setting PathBase puts before all.
/// </summary>
internal static class Addresses
{
    /// <summary>A path of this service, as /v1/reviews, as the caller reaches it.</summary>
    public static string Below(this HttpRequest request, string path) => request.PathBase.ToUriComponent() + path;

    /// <summary>The same with scheme and host.</summary>
    public static string Absolute(this HttpRequest request, string path) =>
        $"{request.Scheme}://{request.Host.ToUriComponent()}{request.Below(path)}";
}
