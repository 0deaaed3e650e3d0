namespace ReviewApi.LocalPostgres;

/// <summary>What lies in one server's folder.</summary>
sealed record ClusterFolder(string Path)
{
    /// <summary>PostgreSQL's own; it exists only when whole.</summary>
    public string Data => In("data");

    public string Settings => In("server.conf");

    public string Log => In("server.log");

    public string PreviousLog => In("server.previous.log");

    public string Password => In("password");

    /// <summary>Held by the one who decides about the server: creating, starting, joining, stopping.</summary>
    public string DecisionLock => In("decision.lock");

    /// <summary>Held together by all who use the server.</summary>
    public string UseLock => In("use.lock");

    /// <summary>Where new data grow; another each time, since an initdb whose parent was killed may still write into the last.</summary>
    public string NewData() => In($"data.{Guid.NewGuid():n}.new");

    public IEnumerable<string> UnfinishedData() => Directory.EnumerateDirectories(Path, "data.*.new");

    string In(string name) => System.IO.Path.Combine(Path, name);
}
