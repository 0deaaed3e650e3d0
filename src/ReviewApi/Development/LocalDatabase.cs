using ReviewApi.LocalPostgres;

namespace ReviewApi.Development;

/// <summary>The embedded default: in Development, without a connection string, an own PostgreSQL with the sample reviews.</summary>
internal static class LocalDatabase
{
    const string Key = "development-key-for-this-machine-only";

    /// <summary>Starts the server where it is needed, and sets the configuration to it.</summary>
    public static async Task<LocalServer?> StartIfNeeded(WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment() || builder.Configuration.GetConnectionString("Reviews") is not null)
            return null;
        var server = await LocalServer.StartAsync("development", Console.WriteLine);
        await server.CreateDatabaseAsync("reviews", CancellationToken.None);
        builder.Configuration["ConnectionStrings:Reviews"] = server.ConnectionString("reviews");
        builder.Configuration["Auth:DevelopmentKey"] = Key;
        builder.Services.AddHostedService<SampleLoading>();
        return server;
    }
}
