using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ReviewApi.Tests.Support;

/// <summary>A connection of HTTP/1.1 that sends each request once: an HTTP client would send it again where the connection ends.</summary>
sealed class RawConnection : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly TcpClient socket = new();
    StreamReader answers = StreamReader.Null;

    public static async Task<RawConnection> Open(int port)
    {
        var connection = new RawConnection();
        await connection.socket.ConnectAsync(IPAddress.Loopback, port);
        connection.answers = new(connection.socket.GetStream(), Encoding.Latin1);
        return connection;
    }

    /// <summary>Gets a path; gives the status, and whether it is the connection's last answer.</summary>
    public async Task<(int Status, bool IsLast)> Get(string path, bool close)
    {
        var head = $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{(close ? "Connection: close\r\n" : "")}\r\n";
        await socket.GetStream().WriteAsync(Encoding.Latin1.GetBytes(head));
        var status = (await Line()).Split(' ')[1];
        var (length, isLast) = (0, false);
        for (var line = await Line(); line.Length > 0; line = await Line())
        {
            if (line.StartsWith("Content-Length: ", StringComparison.Ordinal))
                length = int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
            isLast |= line == "Connection: close";
        }
        Assert.Equal(length, await answers.ReadBlockAsync(new char[length]).AsTask().WaitAsync(Patience));
        return (int.Parse(status, CultureInfo.InvariantCulture), isLast);
    }

    public void Dispose()
    {
        answers.Dispose();
        socket.Dispose();
    }

    async Task<string> Line() =>
        await answers.ReadLineAsync().WaitAsync(Patience) ?? throw new IOException("The connection ended before its answer.");
}
