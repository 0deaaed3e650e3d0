using System.Globalization;

namespace ReviewApi.LocalPostgres;

/// <summary>Who runs the server: this process's user, or for root, as whom PostgreSQL refuses to run, an unprivileged one.</summary>
sealed class ServerAccount
{
    static readonly string[] Preferred = ["postgres", "_postgres", "nobody"];

    readonly string[] prefix;
    readonly string owner;

    ServerAccount(string name, string owner, string[] prefix) => (Name, this.owner, this.prefix) = (name, owner, prefix);

    /// <summary>The other user's name; empty where the server runs as this process's user.</summary>
    public string Name { get; }

    public bool IsAnother => prefix.Length > 0;

    public static async Task<ServerAccount> FindAsync(CancellationToken cancellation)
    {
        // On Windows pg_ctl and initdb give up an administrator's rights themselves.
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess) return new("", "", []);

        var users = File.ReadLines("/etc/passwd")
            .Select(line => line.Split(':'))
            .Where(fields => fields.Length > 3)
            .ToLookup(fields => fields[0]);
        var user = Preferred.SelectMany(name => users[name]).FirstOrDefault()
            ?? throw new LocalServerException("PostgreSQL does not run as root, and there is no user 'postgres' or 'nobody' to run it as.");
        var (name, uid, gid) = (user[0], Id(user[2]), Id(user[3]));

        string[][] ways =
        [
            ["setpriv", $"--reuid={uid}", $"--regid={gid}", "--clear-groups", "--"],
            ["runuser", "-u", name, "--"],
            ["sudo", "-n", "-u", name, "--"],
            ["su", "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", "--", name],
        ];
        foreach (var way in ways)
            if ((await Command.RunAsync([.. way, "true"], "/", cancellation)).Succeeded)
                return new(name, $"{uid}:{gid}", way);

        throw new LocalServerException(
            $"PostgreSQL does not run as root, and becoming '{name}' failed by setpriv, runuser, sudo and su. "
            + "Start this as an ordinary user.");

        // macOS writes nobody's as -2.
        static uint Id(string field) => unchecked((uint)long.Parse(field, CultureInfo.InvariantCulture));
    }

    /// <summary>The command line that runs the program as the server's user.</summary>
    public IReadOnlyList<string> Line(params IEnumerable<string> line) => [.. prefix, .. line];

    public Task<CommandResult> RunAsync(string folder, CancellationToken cancellation, params IEnumerable<string> line)
        => Command.RunAsync(Line(line), folder, cancellation);

    /// <summary>Gives files or folders to the server's user.</summary>
    public async Task OwnAsync(CancellationToken cancellation, params IEnumerable<string> paths)
    {
        if (!IsAnother) return;

        var result = await Command.RunAsync(["chown", owner, "--", .. paths], "/", cancellation);
        if (!result.Succeeded) throw new LocalServerException($"Giving {string.Join(", ", paths)} to '{Name}' failed: {result.Output}");
    }
}
