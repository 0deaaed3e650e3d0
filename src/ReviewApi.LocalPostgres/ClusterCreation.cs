using System.Security.Cryptography;

namespace ReviewApi.LocalPostgres;

/// <summary>Makes a new server's data: initdb into a folder beside, renamed when whole.</summary>
sealed class ClusterCreation(ClusterFolder folder, PostgresBinaries binaries, ServerAccount account, bool durable)
{
    // One meaning of letters and order everywhere: by code point, with Unicode's classes where the system has such a locale.
    static readonly string[][] Locales =
    [
        ["--locale=C.UTF-8"],
        ["--locale=C", "--lc-ctype=en_US.UTF-8"],
        ["--locale=C"],
    ];

    readonly string[] speed = durable ? [] : ["--no-sync"];

    public async Task CreateAsync(string user, CancellationToken cancellation)
    {
        await WritePasswordAsync(cancellation);
        var data = await InitialiseAsync(user, cancellation);
        // Relative, so that the folder can be moved.
        await File.AppendAllTextAsync(
            Path.Combine(data, "postgresql.conf"), $"\ninclude = '../{Path.GetFileName(folder.Settings)}'\n", cancellation);
        Directory.Move(data, folder.Data);
    }

    async Task WritePasswordAsync(CancellationToken cancellation)
    {
        if (File.Exists(folder.Password)) return;

        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = DataRoot.FileOfOwner;

        var temporary = $"{folder.Password}.new";
        File.Delete(temporary);
        await using (var writer = new StreamWriter(temporary, options))
            await writer.WriteAsync(RandomNumberGenerator.GetHexString(40, lowercase: true));
        await account.OwnAsync(cancellation, temporary);
        File.Move(temporary, folder.Password);
    }

    async Task<string> InitialiseAsync(string user, CancellationToken cancellation)
    {
        CommandResult result = new(0, "");
        foreach (var locale in Locales)
        {
            var data = folder.NewData();
            Directory.CreateDirectory(data);
            await account.OwnAsync(cancellation, data);
            result = await account.RunAsync(
                folder.Path,
                cancellation,
                [
                    binaries.InitDb, "--pgdata", data, "--username", user, "--pwfile", folder.Password, "--auth=scram-sha-256",
                    "--encoding=UTF8", .. locale, "--text-search-config=english", "--no-instructions", .. speed,
                ]);
            if (result.Succeeded) return data;

            Leftovers.Delete([data]);
            if (!result.Output.Contains("locale", StringComparison.Ordinal)) break;
        }

        throw new LocalServerException($"PostgreSQL {binaries.Version} could not create its data in {folder.Path}: {result.Output}");
    }
}
