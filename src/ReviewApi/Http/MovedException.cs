namespace ReviewApi.Http;

/// <summary>Ends a request with 308: what it asks for is another thing now.</summary>
internal sealed class MovedException(string location) : Exception
{
    public string Location => location;
}
