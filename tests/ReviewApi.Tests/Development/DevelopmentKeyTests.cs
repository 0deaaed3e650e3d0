
namespace ReviewApi.Tests.Development;

/// <summary>The development key is for callers on this machine who ask for it by its own names.</summary>
public sealed class DevelopmentKeyTests(DevelopmentKeyTests.KeyedApi api) : IClassFixture<DevelopmentKeyTests.KeyedApi>
{
    const string Key = "a-development-key-for-this-test-only";

    [Theory]
    [InlineData("localhost", 200)]
    [InlineData("LocalHost:8080", 200)]
    [InlineData("127.0.0.1", 200)]
    [InlineData("127.8.9.10:5000", 200)]
    [InlineData("[::1]", 200)]
    [InlineData("[::1]:5000", 200)]
    [InlineData("reviews.localhost", 200)]
    [InlineData("rebound.example", 401)]
    [InlineData("localhost.example", 401)]
    [InlineData("127.0.0.1.example", 401)]
    [InlineData("notlocalhost", 401)]
    [InlineData("192.168.0.1", 401)]
    [InlineData("[fe80::1]", 401)]
    public async Task Given_the_development_key_when_asked_by_a_name_then_only_names_of_this_machine_are_let_in(string host, int status)
    {
        var answer = await api.Raw($"GET /v1/keys HTTP/1.1\nHost: {host}\nAuthorization: Bearer {Key}");
        Assert.Equal(status, answer.Status);
        var admin = await api.Raw($"GET /v1/keys HTTP/1.1\nHost: {host}\nAuthorization: Bearer {ApiFixture.AdminKey}");
        Assert.Equal(200, admin.Status);
    }

    public sealed class KeyedApi : ApiFixture
    {
        protected override IEnumerable<(string Name, string Value)> Settings => [("Auth:DevelopmentKey", Key)];
    }
}
