using System.Globalization;
using System.Net;

namespace ReviewApi;

/// <summary>Where the service listens, as urls and the ports say: what the server takes, judged before it starts.</summary>
internal static class ListenAddresses
{
    /// <summary>Whether a text is addresses as http://127.0.0.1:8080, separated by semicolons.</summary>
    public static bool AreAddresses(string text) => Parts(text).All(IsAddress);

    /// <summary>Whether a text is an address of http or https, with a port that there is and without a path.</summary>
    public static bool IsAddress(string text)
    {
        try
        {
            return BindingAddress.Parse(text) is { PathBase: "", Scheme: "http" or "https" } address
                && (address.IsUnixPipe || address.IsNamedPipe || address.Port is >= 0 and <= IPEndPoint.MaxPort);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>Whether a text is ports, separated by semicolons.</summary>
    public static bool ArePorts(string text) => Parts(text).All(
        port => int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= IPEndPoint.MaxPort);

    static string[] Parts(string text) => text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
