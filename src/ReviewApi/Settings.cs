using System.Globalization;
using ReviewApi.Access;
using ReviewApi.Codes;
using ReviewApi.Operations;

namespace ReviewApi;

/// <summary>The service's settings, each with what it takes. One that is misspelt or has another value stops the start.</summary>
internal static class Settings
{
    const int ShortestKey = 32;

    // A name that is so near to a setting's is that setting, misspelt.
    const int Slip = 2;

    // Settings of ASP.NET, or the sections of them.
    static readonly string[] OfFramework =
    [
        "urls", "http_ports", "https_ports", "https_port", "environment", "contentRoot", "webRoot", "applicationName", "AllowedHosts",
        "Logging", "Kestrel", "detailedErrors", "captureStartupErrors", "suppressStatusMessages", "shutdownTimeoutSeconds",
        "preferHostingUrls", "preventHostingStartup", "hostingStartupAssemblies", "hostingStartupExcludeAssemblies", "startupAssembly",
        "forwardedHeaders_Enabled", "staticWebAssets",
    ];

    // Of those the ones whose values it takes, or refuses without their names.
    static readonly Setting[] JudgedHere =
    [
        new("urls", "addresses such as http://127.0.0.1:8080, separated by semicolons", ListenAddresses.AreAddresses),
        new("http_ports", "ports such as 8080, separated by semicolons", ListenAddresses.ArePorts),
        new("https_ports", "ports such as 8443, separated by semicolons", ListenAddresses.ArePorts),
        new(
            "Logging__Console__FormatterName", "line or json (or simple or systemd)",
            value => Formatters.Contains(value, StringComparer.OrdinalIgnoreCase)),
    ];

    static readonly string[] Formatters = [LogLine.FormatterName, "json", "simple", "systemd"];

    // Each means nothing without the other.
    static readonly string[] OfModel = ["Extraction__Endpoint", "Extraction__Model"];

    static readonly string[] Prefixes = ["DOTNET_", "ASPNETCORE_"];

    static readonly Setting[] Known =
    [
        new("ConnectionStrings__Reviews"), new("ConnectionStrings__ReviewsRead"), new("ConnectionStrings__ReviewsDirect"),
        new("Database__Pooler", "true or false", IsFlag),
        new("Auth__AdminKey", $"a secret of {ShortestKey} characters or more", value => value.Length >= ShortestKey),
        new("Auth__DevelopmentKey"),
        new("RateLimit__Enabled", "true or false", IsFlag),
        new("RateLimit__Requests", "a whole number, 1 or more", value => IsWhole(value, 1)),
        new("RateLimit__WindowSeconds", "a whole number, 1 or more", value => IsWhole(value, 1)),
        new(
            "Cors__WriteOrigins", "origins such as https://desk.example.org, comma-separated",
            value => new CorsSettings { WriteOrigins = value }.AreOrigins),
        new("Caching__MaxAgeSeconds", "a whole number, 0 or more", value => IsWhole(value, 0)),
        new("Caching__DocumentsMiB", "a whole number, 0 or more", value => IsWhole(value, 0)),
        new(
            "Proxies__Trusted", "addresses or networks such as 10.0.0.0/8, comma-separated",
            value => new ProxyOptions { Trusted = value }.AreNetworks),
        new("Streams__PerCaller", "a whole number, 1 or more", value => IsWhole(value, 1)),
        new("Webhooks__AllowPrivateAddresses", "true or false", IsFlag),
        new("Shutdown__DrainSeconds", "a whole number, 0 or more", value => IsWhole(value, 0)),
        new("Requests__SlowMilliseconds", "a whole number, 0 or more", value => IsWhole(value, 0)),
        new("Metrics__Prometheus", "true or false", IsFlag),
        new("OTEL_EXPORTER_OTLP_ENDPOINT", "an address such as http://localhost:4317", IsAddress),
        new("Extraction__Endpoint", "an address such as http://localhost:11434/v1", IsAddress),
        new("Extraction__Model"), new("Extraction__Key"),
        new(PathPrefix.Setting, "a path such as /reviews, without a slash at its end", PathPrefix.IsOne),
    ];

    /// <summary>Requires that each setting is known and has a value that it can have; other software's settings are left alone.</summary>
    /// <param name="configuration">All settings, wherever they come from.</param>
    public static void RequireValid(IConfiguration configuration)
    {
        foreach (var (path, value) in configuration.AsEnumerable())
        {
            var name = path.Replace(":", "__", StringComparison.Ordinal);
            if (Array.Find([.. Known, .. JudgedHere, .. OfEndpoint(name)], setting => Same(setting.Name, name)) is { } known)
                Require(value is null || known.IsValid(value), $"{known.Name} has to be {known.Expected}.");
            else if (value is not null && !IsSection(name))
                Require(!IsOurs(name), $"There is no setting {name}.{DidYouMean(name)}");
        }
        var missing = OfModel.Where(name => string.IsNullOrEmpty(configuration[name.Replace("__", ":", StringComparison.Ordinal)]))
            .ToList();
        if (missing is [var one])
            throw new InvalidOperationException($"{one} is needed too: {OfModel.First(name => name != one)} is set.");
    }

    // Kestrel__Endpoints__NAME__Url takes the place of urls.
    static IEnumerable<Setting> OfEndpoint(string name) => name.Split("__") is [var kestrel, var endpoints, _, var url]
        && Same(kestrel, "Kestrel") && Same(endpoints, "Endpoints") && Same(url, "Url")
        ? [new(name, "an address such as http://127.0.0.1:8080", ListenAddresses.IsAddress)]
        : [];

    /// <summary>
    /// What is wrong with a setting's name on the command line, as in --urls; null where there is one. The environment is full of other
    /// software's names, the command line is not.
    /// </summary>
    public static string? FaultOfName(string path)
    {
        var name = path.Replace(":", "__", StringComparison.Ordinal);
        return OfFramework.Contains(path.Split(':')[0], StringComparer.OrdinalIgnoreCase) || IsOfRuntime(name)
            || IsSection(name) || Known.Any(setting => Same(setting.Name, name))
            ? null
            : Spelling.Distance(path.ToLowerInvariant(), "urls") <= 1
                ? $"There is no setting {path}. Did you mean urls?"
                : $"There is no setting {name}.{DidYouMean(name)}";
    }

    // One of the service's sections by itself, which holds nothing.
    static bool IsSection(string name) => Known.Any(setting => setting.Section is { } section && Same(section, $"{name}__"));

    // What the environment tells the runtime or the host, whoever starts the program may repeat.
    static bool IsOfRuntime(string name) =>
        Prefixes.Any(prefix => Environment.GetEnvironmentVariable(prefix + name) is not null);

    // In one of the service's sections, or so near to a setting that it cannot be meant for anything else.
    static bool IsOurs(string name) =>
        Known.Any(setting => setting.Section is { } section && name.StartsWith(section, StringComparison.OrdinalIgnoreCase))
            // What Azure says beside a connection string.
            ? !name.EndsWith("_ProviderName", StringComparison.OrdinalIgnoreCase)
            : Known.Any(setting => Distance(setting, name) <= Slip);

    static string DidYouMean(string name)
    {
        var nearest = Known.MinBy(setting => Distance(setting, name))!;
        return Distance(nearest, name) <= Math.Max(Slip, name.Length / 2) ? $" Did you mean {nearest.Name}?" : "";
    }

    static int Distance(Setting setting, string name) => Spelling.Distance(setting.Name.ToLowerInvariant(), name.ToLowerInvariant());

    static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    static void Require(bool condition, string otherwise)
    {
        if (!condition)
            throw new InvalidOperationException(otherwise);
    }

    static bool IsAddress(string value) => Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    static bool IsFlag(string value) => bool.TryParse(value, out _);

    static bool IsWhole(string value, int least) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least;

    /// <summary>A setting by its name in the environment; whoever reads it says what else is wrong with it.</summary>
    sealed record Setting(string Name, string Expected = "", Func<string, bool>? Takes = null)
    {
        public string? Section => Name.IndexOf("__", StringComparison.Ordinal) is var end and >= 0 ? Name[..(end + 2)] : null;

        public bool IsValid(string value) => Takes is null || Takes(value);
    }
}
