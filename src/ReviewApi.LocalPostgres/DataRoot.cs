using System.Security.Cryptography;
using System.Text;

namespace ReviewApi.LocalPostgres;

/// <summary>The folder below which all servers' data lie.</summary>
static class DataRoot
{
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
            throw new LocalServerException($"PostgreSQL cannot keep data in {root}, for its quotes, '$' or '\\': set XDG_DATA_HOME to another folder.");

        return root;
    }

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
        var readable = string.Concat(dataHome.Trim('/').Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' ? letter : '-'));
        return $"{readable[..Math.Min(readable.Length, 80)]}-{hash}";
    }

    /// <summary>Creates the folder and its parents so that the server's user gets through.</summary>
    public static void CreateFolder(string folder, ServerAccount account)
    {
        if (Directory.Exists(folder)) return;

        if (Path.GetDirectoryName(folder) is { } parent) CreateFolder(parent, account);
        Directory.CreateDirectory(folder);
        // Set apart from the creation, which the umask narrows.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, account.IsAnother ? ForAllToPass : ForOwner);
    }
}
