using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Npgsql;
using ReviewApi.LocalPostgres;

namespace ReviewApi.Tests;

/// <summary>The real app on Kestrel, on a database of its own. A test class that writes takes one as its class fixture.</summary>
public class ApiFixture : WebApplicationFactory<Program>, IAsyncLifetime
{
    public const string AdminKey = "an-admin-key-for-tests-of-32-characters-and-more";

    static readonly Lazy<Task<LocalServer>> Postgres = new(() => LocalServer.StartAsync("tests", durable: false));

    static readonly Lazy<Task<string>> Migrated = new(async () => await MigratedDatabase.Name(await Postgres.Value));

    readonly string database = $"test_{Guid.NewGuid():N}";

    /// <summary>A client without a key.</summary>
    public HttpClient Anonymous { get; private set; } = null!;

    /// <summary>A client that sends the admin key.</summary>
    public HttpClient Desk { get; private set; } = null!;

    public string ConnectionString { get; private set; } = "";

    /// <summary>The settings of the app, beside the database's.</summary>
    protected virtual IEnumerable<(string Name, string Value)> Settings => [];

    public virtual async Task InitializeAsync()
    {
        var postgres = await Postgres.Value;
        await postgres.CreateDatabaseAsync(database, await Migrated.Value, CancellationToken.None);
        ConnectionString = postgres.ConnectionString(database);
        await Prepare();
        UseKestrel();
        StartServer();
        Anonymous = Client(key: null);
        Desk = Client(AdminKey);
        // The app looks at the schema in the background.
        await Anonymous.UntilReady();
    }

    public new virtual async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await using (var connection = new NpgsqlConnection(ConnectionString))
            NpgsqlConnection.ClearPool(connection);
        await (await Postgres.Value).DropDatabaseAsync(database, CancellationToken.None);
    }

    /// <summary>The server of the tests' databases.</summary>
    internal static Task<LocalServer> PostgresServer() => Postgres.Value;

    /// <summary>A client that sends a key, or none.</summary>
    public HttpClient Client(string? key)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = ClientOptions.BaseAddress,
        };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>What has to be there before the app starts, beside its database.</summary>
    protected virtual Task Prepare() => Task.CompletedTask;

    protected override void ConfigureWebHost(IWebHostBuilder builder) => Configure(builder, ConnectionString, Settings);

    /// <summary>Sets what the app of every test has, and the settings of this one.</summary>
    internal static void Configure(IWebHostBuilder builder, string connectionString, IEnumerable<(string Name, string Value)> settings)
    {
        builder.UseEnvironment("Production");
        // Not UseKestrel(0), which sets the port only after the app has been built, and may come too late.
        builder.UseUrls("http://127.0.0.1:0");
        builder.UseSetting("ConnectionStrings:Reviews", connectionString);
        builder.UseSetting("Auth:AdminKey", AdminKey);
        builder.UseSetting("Shutdown:DrainSeconds", "0");
        foreach (var (name, value) in settings)
            builder.UseSetting(name, value);
    }
}
