using System.Globalization;
using ReviewApi.Benchmarks;
using ReviewApi.Benchmarks.Growth;
using ReviewApi.Benchmarks.Limit;
using ReviewApi.LocalPostgres;

// Without a verb it measures against the limit, with growth against itself; limit serves what the API is measured against, and is started
// by the measuring process.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
if (args is ["limit", var connectionString])
{
    await LimitService.Run(connectionString);
    return 0;
}
var isGrowth = args is ["growth", ..];
if (args.Contains("--help") || Options.TryParse(args[(isGrowth ? 1 : 0)..]) is not { } options)
{
    Console.WriteLine(Options.Help);
    return args.Contains("--help") ? 0 : 2;
}
try
{
    await (isGrowth ? GrowthRun.Run(options) : Benchmark.Run(options));
    return 0;
}
catch (Exception error) when (error is CouldNotRunException or LocalServerException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
