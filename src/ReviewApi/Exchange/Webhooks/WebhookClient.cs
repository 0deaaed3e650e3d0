using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace ReviewApi.Exchange.Webhooks;

/// <summary>Sends messages: to public addresses only, without redirects, proxies and cookies, and with little patience.</summary>
internal sealed class WebhookClient : IDisposable
{
    const int MostRead = 64 * 1024;

    /// <summary>How long a receiver may take in all.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly HttpClient client;

    public WebhookClient(WebhookAddress addresses) => client = new HttpClient(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectCallback = addresses.Connect,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        MaxResponseDrainSize = 0,
        // A name may lead somewhere else later.
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        UseCookies = false,
        UseProxy = false,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>The status of the answer, or why there is none.</summary>
    public async Task<(int? Status, string? Error)> Send(HttpRequestMessage message)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            using var answer = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            await Read(answer, patience.Token);
            return ((int)answer.StatusCode, null);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            return (null, Reason(error));
        }
    }

    public void Dispose() => client.Dispose();

    // So that the connection can be used again; no more than that.
    static async Task Read(HttpResponseMessage answer, CancellationToken cancellation)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        var (buffer, left) = (new byte[4096], MostRead);
        while (left > 0 && await body.ReadAsync(buffer.AsMemory(0, Math.Min(buffer.Length, left)), cancellation) is var count and > 0)
            left -= count;
    }

    // What an admin may read of it: the receiver's network is not told.
    static string Reason(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
            switch (cause)
            {
                case ForbiddenAddressException:
                    return cause.Message;
                case AuthenticationException:
                    return "Its certificate is not valid.";
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                    return "Its name is not known.";
                case SocketException:
                    return "It cannot be connected to.";
                case OperationCanceledException or TimeoutException:
                    return "It did not answer in time.";
            }
        return "The connection failed.";
    }
}
