using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace ReviewApi.Tests.Support;

/// <summary>A link to PostgreSQL that can be slow, fall silent, or end an answer in its middle.</summary>
sealed class Link : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly NpgsqlConnectionStringBuilder target;
    readonly ConcurrentBag<TcpClient> ends = [];
    TaskCompletionSource open = Opened();
    TimeSpan delay;
    long left = long.MaxValue;
    bool isCut;

    public Link(string connectionString)
    {
        target = new(connectionString);
        listener.Start();
        _ = Accept();
    }

    /// <summary>Where PostgreSQL is, by this link.</summary>
    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder(target.ConnectionString) { Port = ((IPEndPoint)listener.LocalEndpoint).Port }.ConnectionString;

    /// <summary>Takes connections and what is sent, and gives nothing on.</summary>
    public void FallSilent() => open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gives on all that it has, and what comes.</summary>
    public void Pass()
    {
        (delay, left) = (TimeSpan.Zero, long.MaxValue);
        open.TrySetResult();
    }

    /// <summary>Takes a while for each part of an answer.</summary>
    public void Slow(TimeSpan each) => delay = each;

    /// <summary>Gives on some bytes of answers, then ends the connection or falls silent.</summary>
    public void StopAfter(long bytes, bool cut)
    {
        isCut = cut;
        Volatile.Write(ref left, bytes);
    }

    public ValueTask DisposeAsync()
    {
        listener.Stop();
        foreach (var end in ends)
            end.Dispose();
        return ValueTask.CompletedTask;
    }

    static TaskCompletionSource Opened()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }

    async Task Accept()
    {
        while (true)
        {
            var client = await listener.AcceptTcpClientAsync();
            var server = new TcpClient();
            ends.Add(client);
            ends.Add(server);
            await server.ConnectAsync(target.Host!, target.Port);
            _ = Pump(client, server, isAnswer: false);
            _ = Pump(server, client, isAnswer: true);
        }
    }

    async Task Pump(TcpClient from, TcpClient to, bool isAnswer)
    {
        try
        {
            var buffer = new byte[4096];
            for (int count; (count = await from.GetStream().ReadAsync(buffer)) > 0;)
            {
                await open.Task;
                if (isAnswer)
                    await Task.Delay(delay);
                if (isAnswer && Interlocked.Add(ref left, -count) <= 0)
                {
                    if (isCut)
                        return;
                    FallSilent();
                    await open.Task;
                }
                await to.GetStream().WriteAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or InvalidOperationException)
        {
        }
        finally
        {
            from.Dispose();
            to.Dispose();
        }
    }
}
