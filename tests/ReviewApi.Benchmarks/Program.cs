using System.Globalization;
using ReviewApi.Benchmarks;
using ReviewApi.Benchmarks.Limit;
using ReviewApi.LocalPostgres;

// Without a verb it measures; limit serves what the API is measured against, and is started by the measuring process.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
if (args is ["limit", var connectionString])
{
    await LimitService.Run(connectionString);
    return 0;
}
if (args.Contains("--help") || Options.TryParse(args) is not { } options)
{
    Console.WriteLine(Options.Help);
    return args.Contains("--help") ? 0 : 2;
}
try
{
    await Benchmark.Run(options);
    return 0;
}
catch (Exception error) when (error is CouldNotRunException or LocalServerException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
