namespace ReviewApi.Tests.OpenApi;

public sealed class YamlTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_the_yaml_when_compared_to_the_json_then_it_says_the_same()
    {
        var yaml = Yaml.Parse(await api.Anonymous.GetStringAsync("/openapi/v1.yaml"));
        Assert.Equal(Snapshot.Print((await ApiDocument.Served(api.Anonymous)).Root), Snapshot.Print(yaml));
    }
}
