using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ReviewApi.LocalPostgres;

/// <summary>The settings file that postgresql.conf includes.</summary>
static class ServerSettings
{
    const string PortKey = "port = ";

    /// <summary>The port of the last start, or 0.</summary>
    public static int PortIn(string file)
    {
        if (!File.Exists(file)) return 0;

        var line = File.ReadLines(file).FirstOrDefault(line => line.StartsWith(PortKey, StringComparison.Ordinal));
        return line is null ? 0 : int.Parse(line[PortKey.Length..], CultureInfo.InvariantCulture);
    }

    /// <summary>The port wanted if it is free, else any that is.</summary>
    public static int FreePort(int wanted)
    {
        using var probe = new TcpListener(IPAddress.Loopback, wanted);
        try
        {
            probe.Start();
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }
        catch (SocketException) when (wanted != 0)
        {
            return FreePort(0);
        }
    }

    public static string For(string name, int port, bool durable) => $"""
        # Written anew at each start.
        listen_addresses = '127.0.0.1'
        {PortKey}{port}
        unix_socket_directories = ''
        max_connections = 200
        password_encryption = 'scram-sha-256'
        timezone = 'UTC'
        log_timezone = 'UTC'
        cluster_name = '{name}'
        {(durable ? "" : "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nmax_wal_size = 256MB")}

        """;
}
