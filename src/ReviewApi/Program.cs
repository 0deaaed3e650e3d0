using System.Globalization;
using ReviewApi;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
try
{
    return await Verbs.Run(args);
}
catch (Exception error) when (error is not HostAbortedException)
{
    // What keeps it from its work is said to the one who started it, in one line.
    Console.Error.WriteLine(error.Message);
    return 1;
}
