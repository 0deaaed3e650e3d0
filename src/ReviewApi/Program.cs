using System.Globalization;
using ReviewApi;
using ReviewApi.Database;
using ReviewApi.Development;
using ReviewApi.Keys;
using ReviewApi.Operations;

// Without a verb it serves; migrate brings the database's schema up to date; keys makes a key; health asks a running service whether it is
// ready.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
try
{
    if (args is ["health", .. var address])
        return await HealthVerb.Run(address.FirstOrDefault());
    var verb = args is ["migrate" or "keys", ..] ? args[0] : null;
    var builder = WebApplication.CreateBuilder(
        new WebApplicationOptions { Args = verb is null ? args : args[1..], ContentRootPath = AppContext.BaseDirectory });
    Settings.RequireValid(builder.Configuration, verb is null ? args : []);
    await using var local = await LocalDatabase.StartIfNeeded(builder);
    builder.AddService();
    if (verb == "keys")
        builder.Logging.ClearProviders();
    await using var app = builder.Build();
    app.UseService();
    if (verb == "migrate")
        await app.Services.GetRequiredService<Migrations>().ApplyPatiently(CancellationToken.None);
    else if (verb == "keys")
        await KeysVerb.Run(args[1..], app.Services);
    else
        await app.RunAsync();
    return Environment.ExitCode;
}
catch (Exception error) when (error is not HostAbortedException)
{
    // What keeps it from starting is said to the one who starts it, in one line.
    Console.Error.WriteLine(error.Message);
    return 1;
}
