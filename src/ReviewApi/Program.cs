using System.Globalization;
using ReviewApi;
using ReviewApi.Database;
using ReviewApi.Development;
using ReviewApi.Operations;

// Without a verb it serves; migrate brings the database's schema up to date; health asks a running service whether it is ready.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
try
{
    if (args is ["health", .. var address])
        return await HealthVerb.Run(address.FirstOrDefault());
    var migrate = args is ["migrate", ..];
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = migrate ? args[1..] : args, ContentRootPath = AppContext.BaseDirectory });
    await using var local = await LocalDatabase.StartIfNeeded(builder);
    builder.AddService();
    await using var app = builder.Build();
    app.UseService();
    if (migrate)
        await app.Services.GetRequiredService<Migrations>().Apply(CancellationToken.None);
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
