namespace ReviewApi.Http;

/// <summary>What the service is called.</summary>
internal static class Product
{
    public const string Name = "Review API";

    public const string Version = "1.0.0";
}
