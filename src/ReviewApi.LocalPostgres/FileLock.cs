namespace ReviewApi.LocalPostgres;

/// <summary>A lock of the operating system on a file: it ends with the process, however that ends.</summary>
sealed class FileLock : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);

    readonly FileStream file;

    FileLock(FileStream file) => this.file = file;

    // No wait for a lock exists in .NET, so this asks again and again.
    public static async Task<FileLock> WaitExclusiveAsync(string path, CancellationToken cancellation)
    {
        for (var start = Environment.TickCount64; Environment.TickCount64 - start < Patience.TotalMilliseconds;)
        {
            if (TryExclusive(path) is { } held) return held;
            await Task.Delay(Pause, cancellation);
        }

        throw new LocalServerException($"Another process has held {path} for {Patience.TotalMinutes:0} minutes.");
    }

    public static FileLock? TryExclusive(string path) => Try(path, FileAccess.ReadWrite, FileShare.None);

    public static FileLock? TryShared(string path) => Try(path, FileAccess.Read, FileShare.Read);

    public void Dispose() => file.Dispose();

    static FileLock? Try(string path, FileAccess access, FileShare share)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = access, Share = share };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = DataRoot.FileOfOwner;
            return new(new FileStream(path, options));
        }
        // A lock held by another has no exception of its own; the others that may come here do.
        catch (IOException error) when (error.GetType() == typeof(IOException))
        {
            return null;
        }
    }
}
