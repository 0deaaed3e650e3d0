using System.Globalization;
using Microsoft.Extensions.Options;
using ReviewApi;
using ReviewApi.Database;
using ReviewApi.Development;
using ReviewApi.LocalPostgres;

// The verbs: none serves, migrate brings the database's schema up to date.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
try
{
    var migrate = args is ["migrate", ..];
    var builder = WebApplication.CreateBuilder(migrate ? args[1..] : args);
    await using var local = await LocalDatabase.StartIfNeeded(builder);
    builder.AddService(builder.Configuration.GetConnectionString("Reviews")
        ?? throw new OptionsValidationException("ConnectionStrings", typeof(string), ["ConnectionStrings__Reviews is missing: it names the PostgreSQL database."]));
    await using var app = builder.Build();
    app.UseService();
    if (migrate)
        await app.Services.GetRequiredService<Migrations>().Apply(CancellationToken.None);
    else
        await app.RunAsync();
    return 0;
}
catch (Exception error) when (error is OptionsValidationException or LocalServerException or IOException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
