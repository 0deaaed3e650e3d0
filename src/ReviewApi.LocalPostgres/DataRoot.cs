using System.Security.Cryptography;
using System.Text;

namespace ReviewApi.LocalPostgres;

/// <summary>The folder below which all servers' data lie.</summary>
static class DataRoot
{
    /// <summary>The mode of every file beside PostgreSQL's own: logs and settings tell of the data, the password opens them.</summary>
    public const UnixFileMode FileOfOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Linux keeps the files of this folder in memory. Less than so many free bytes are too few.
    const string Memory = "/dev/shm";
    const long MemoryNeeded = 4L * 1024 * 1024 * 1024;

    const UnixFileMode ForOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    const UnixFileMode ForAllToPass = ForOwner
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    public static async Task<string> FindAsync(string dataHome, ServerAccount account, CancellationToken cancellation)
    {
        var root = account.IsAnother && !await ReachesAsync(account, dataHome, cancellation)
            ? Path.Combine("/var/lib/review-api", NameFor(dataHome))
            : Path.Combine(dataHome, "review-api");

        // pg_ctl hands the path to a shell between double quotes.
        if (!OperatingSystem.IsWindows() && root.AsSpan().IndexOfAny("\"$`\\\n") >= 0)
        {
            throw new LocalServerException(
                $"PostgreSQL cannot keep data in {root}, for its quotes, '$' or '\\': set XDG_DATA_HOME to another folder.");
        }

        return root;
    }

    /// <summary>
    /// Where data lie that may be lost with the machine's power: in memory if there is room, since it costs half as much to create and drop
    /// databases there; otherwise in the root.
    /// </summary>
    public static string ForTemporaryData(string root) =>
        Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace >= MemoryNeeded
            ? Path.Combine(Memory, $"review-api-{NameFor(root)}")
            : root;

    // Root's own folders only: what root leaves in another user's home would shut that user out.
    static async Task<bool> ReachesAsync(ServerAccount account, string folder, CancellationToken cancellation)
    {
        while (!Directory.Exists(folder)) folder = Path.GetDirectoryName(folder) ?? "/";
        return (await account.RunAsync("/", cancellation, "test", "-x", folder)).Succeeded
            && (await Command.RunAsync(["test", "-O", folder], "/", cancellation)).Succeeded;
    }

    // Two homes must not share, and a person should see whose it is.
    static string NameFor(string dataHome)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(dataHome)))[..8];
        var readable = dataHome.Trim('/').Take(80).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' ? letter : '-');
        return $"{string.Concat(readable)}-{hash}";
    }

    /// <summary>Creates the folder and its parents so that the server's user gets through.</summary>
    public static void CreateFolder(string folder, ServerAccount account)
    {
        try
        {
            Create(folder, account.IsAnother ? ForAllToPass : ForOwner);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LocalServerException(
                $"The data folder {folder} cannot be created ({error.Message}); set XDG_DATA_HOME to a folder that can be written.", error);
        }
    }

    /// <summary>
    /// Gives a server's folder, with what lies in it, to the server's user alone, also what an earlier version left open.
    /// </summary>
    public static async Task CloseFolderAsync(string folder, ServerAccount account, CancellationToken cancellation)
    {
        await account.OwnAsync(cancellation, folder);
        if (OperatingSystem.IsWindows()) return;

        File.SetUnixFileMode(folder, ForOwner);
        foreach (var file in Directory.EnumerateFiles(folder)) CloseFile(file);
    }

    /// <summary>Lets nobody but its owner read a file.</summary>
    public static void CloseFile(string file)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, FileOfOwner);
    }

    static void Create(string folder, UnixFileMode mode)
    {
        if (Directory.Exists(folder)) return;

        if (Path.GetDirectoryName(folder) is { } parent) Create(parent, mode);
        Directory.CreateDirectory(folder);
        // Set apart from the creation, which the umask narrows.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, mode);
    }
}
