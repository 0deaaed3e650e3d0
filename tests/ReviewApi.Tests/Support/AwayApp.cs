using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace ReviewApi.Tests.Support;

/// <summary>The app with a database that is not there, or not yet.</summary>
sealed class AwayApp(string connectionString, params (string Name, string Value)[] settings) : WebApplicationFactory<Program>
{
    public HttpClient Start(string? key)
    {
        UseKestrel();
        StartServer();
        var client = new HttpClient { BaseAddress = ClientOptions.BaseAddress };
        client.DefaultRequestHeaders.Authorization = key is null ? null : new("Bearer", key);
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) => ApiFixture.Configure(builder, connectionString, settings);
}
