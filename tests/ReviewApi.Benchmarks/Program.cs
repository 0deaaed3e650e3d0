using System.Globalization;
using ReviewApi.Benchmarks;
using ReviewApi.Benchmarks.Growth;
using ReviewApi.Benchmarks.Limit;
using ReviewApi.Benchmarks.Partners;
using ReviewApi.LocalPostgres;

// Without a verb it measures against the limit, with growth against itself, with partners what they take; limit serves what the API is
// measured against, and is started by the measuring process.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
if (args is ["limit", var connectionString])
{
    await LimitService.Run(connectionString);
    return 0;
}
var verb = args is ["growth" or "partners", ..] ? args[0] : null;
if (args.Contains("--help") || Options.TryParse(args[(verb is null ? 0 : 1)..]) is not { } options)
{
    Console.WriteLine(Options.Help);
    return args.Contains("--help") ? 0 : 2;
}
try
{
    await (verb switch
    {
        "growth" => GrowthRun.Run(options),
        "partners" => PartnersRun.Run(options),
        _ => Benchmark.Run(options),
    });
    return 0;
}
catch (Exception error) when (error is CouldNotRunException or LocalServerException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
