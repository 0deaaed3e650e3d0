using System.Net.Sockets;
using ReviewApi.LocalPostgres;

namespace ReviewApi.Tests.Operations;

/// <summary>A service that drains tells connections of HTTP/2 to begin nothing more.</summary>
public sealed class GoAwayTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_a_connection_of_http_2_when_asked_to_stop_then_the_next_answer_comes_with_GOAWAY_and_another_one_is_served()
    {
        var port = ServerSettings.FreePort(0);
        await using var app = AppProcess.Start(
            [], ("ConnectionStrings__Reviews", api.ConnectionString), ("Shutdown__DrainSeconds", "20"),
            ("Kestrel__Endpoints__Http__Url", "http://127.0.0.1:0"), ("Kestrel__Endpoints__Http2__Url", $"http://127.0.0.1:{port}"),
            ("Kestrel__Endpoints__Http2__Protocols", "Http2"));
        using var client = await app.Client();
        client.DefaultRequestHeaders.Authorization = null;
        await client.UntilReady(seconds: 90);
        using var connection = await FramedConnection.Open(port);
        Assert.DoesNotContain(FramedConnection.GoAway, await connection.Ask(1));

        await app.Signal("TERM");
        await Calls.Until(async () => (int)(await client.Read("/health/ready")).Status == 503);

        await connection.Ask(3, and: FramedConnection.GoAway);
        using var other = await FramedConnection.Open(port);
        await other.Ask(1, and: FramedConnection.GoAway);
    }

    /// <summary>HTTP/2 as frames (RFC 9113).</summary>
    sealed class FramedConnection : IDisposable
    {
        public const byte GoAway = 7;

        const byte Data = 0, Headers = 1, Settings = 4, EndStream = 1, EndHeaders = 4;
        const int HeaderBytes = 9;

        readonly TcpClient client = new();

        public static async Task<FramedConnection> Open(int port)
        {
            var connection = new FramedConnection();
            await connection.client.ConnectAsync("127.0.0.1", port);
            await connection.client.GetStream().WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());
            await connection.Send(Settings, 0, 0, []);
            return connection;
        }

        /// <summary>
        /// Asks whether the service is alive; gives the types of the frames up to the answer's end, and to one of a type.
        /// </summary>
        public async Task<IReadOnlyList<byte>> Ask(byte stream, byte? and = null)
        {
            // The fields of HPACK's table for GET and http, then the path and the authority with values of their own.
            await Send(Headers, EndStream | EndHeaders, stream, [0x82, 0x86, 0x04, 12, .. "/health/live"u8, 0x01, 1, .. "h"u8]);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            var types = new List<byte>();
            for (var hasEnded = false; !hasEnded || and is { } type && !types.Contains(type);)
            {
                var header = await Read(HeaderBytes, patience.Token);
                await Read(header[0] << 16 | header[1] << 8 | header[2], patience.Token);
                types.Add(header[3]);
                hasEnded |= header[3] is Data or Headers && header[8] == stream && (header[4] & EndStream) != 0;
            }
            return types;
        }

        public void Dispose() => client.Dispose();

        async Task Send(byte type, byte flags, byte stream, byte[] payload) =>
            await client.GetStream().WriteAsync((byte[])[0, 0, (byte)payload.Length, type, flags, 0, 0, 0, stream, .. payload]);

        async Task<byte[]> Read(int count, CancellationToken cancellation)
        {
            var bytes = new byte[count];
            await client.GetStream().ReadExactlyAsync(bytes, cancellation);
            return bytes;
        }
    }
}
