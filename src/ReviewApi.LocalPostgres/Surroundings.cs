namespace ReviewApi.LocalPostgres;

/// <summary>Where this process looks for programs and keeps data; tests narrow it.</summary>
sealed record Surroundings
{
    public const string BinVariable = "REVIEWAPI_POSTGRES_BIN";
    public const string Npm = "npm";

    /// <summary>The folder to take and no other, or <c>npm</c>.</summary>
    public string? Chosen { get; init; }

    public required IReadOnlyList<string> Path { get; init; }

    public required IReadOnlyList<UsualFolder> UsualFolders { get; init; }

    public required string DataHome { get; init; }

    public static Surroundings OfThisProcess() => new()
    {
        Chosen = Environment.GetEnvironmentVariable(BinVariable) is { Length: > 0 } chosen ? chosen : null,
        Path = Environment.GetEnvironmentVariable("PATH")?.Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [],
        UsualFolders = UsualFolder.OfThisSystem(),
        DataHome = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify)
            is { Length: > 0 } folder ? folder : throw new LocalServerException("The user has no data folder: set HOME or XDG_DATA_HOME."),
    };
}

/// <summary>A place where a system's packages put PostgreSQL, one folder for each version.</summary>
sealed record UsualFolder(string Parent, string Pattern)
{
    public override string ToString() => Path.Combine(Parent, Pattern, "bin");

    public static IReadOnlyList<UsualFolder> OfThisSystem()
    {
        if (OperatingSystem.IsWindows())
            return [new(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL"), "*")];
        if (OperatingSystem.IsMacOS())
        {
            return
            [
                new("/opt/homebrew/opt", "postgresql@*"),
                new("/usr/local/opt", "postgresql@*"),
                new("/Applications/Postgres.app/Contents/Versions", "*"),
            ];
        }

        // Debian and Ubuntu, Red Hat, Alpine, Homebrew on Linux, and built from source.
        return
        [
            new("/usr/lib/postgresql", "*"),
            new("/usr", "pgsql-*"),
            new("/usr/libexec", "postgresql*"),
            new("/home/linuxbrew/.linuxbrew/opt", "postgresql@*"),
            new("/usr/local", "pgsql"),
        ];
    }

    /// <summary>Newest version first.</summary>
    public IEnumerable<string> Expand()
        => Directory.Exists(Parent)
            ? Directory.EnumerateDirectories(Parent, Pattern).OrderByDescending(VersionIn).Select(folder => Path.Combine(folder, "bin"))
            : [];

    static int VersionIn(string folder)
    {
        var digits = Path.GetFileName(folder).SkipWhile(letter => !char.IsAsciiDigit(letter)).TakeWhile(char.IsAsciiDigit);
        return int.TryParse(string.Concat(digits), out var major) ? major : 0;
    }
}
