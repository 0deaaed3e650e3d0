using System.Net;

namespace ReviewApi.Tests.Http;

/// <summary>Parameters of lists that cannot be.</summary>
public sealed class ParameterTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=2147483648", "limit")]
    [InlineData("limit=99999999999999999999", "limit")]
    [InlineData("limit=1e1", "limit")]
    [InlineData("limit=1.0", "limit")]
    [InlineData("limit=0x10", "limit")]
    [InlineData("limit=%2B5", "limit")]
    [InlineData("limit=%205", "limit")]
    [InlineData("limit=５", "limit")]
    [InlineData("limit=abc", "limit")]
    [InlineData("limit=", "limit")]
    [InlineData("limit=5&limit=5", "limit")]
    [InlineData("Limit=5", "Limit")]
    [InlineData("count=true", "count")]
    [InlineData("count=", "count")]
    [InlineData("view=whole", "view")]
    [InlineData("view=full&view=full", "view")]
    [InlineData("cursor=", "cursor")]
    [InlineData("offset=10", "offset")]
    [InlineData("page=2&size=5", "page")]
    [InlineData("limit=5&unknown", "unknown")]
    [InlineData("limit=%ff", "limit")]
    [InlineData("view=%ED%A0%80", "view")]
    [InlineData("cursor=%00", "cursor")]
    public async Task Given_a_parameter_that_cannot_be_when_listed_then_400_naming_it(string query, string parameter)
    {
        using var answer = await api.Anonymous.Get($"/v1/reviews?{query}");
        Assert.Equal(parameter, (await answer.Problem(HttpStatusCode.BadRequest)).Faults()[0].Place);
    }

    [Theory]
    [InlineData("status=nonsense")]
    [InlineData("status=")]
    [InlineData("status=draft,")]
    [InlineData("status=Draft")]
    [InlineData("status=draft&status=nonsense")]
    public async Task Given_a_status_that_there_is_not_when_listed_then_400_naming_it(string query)
    {
        using var answer = await api.Desk.Get($"/v1/reviews?{query}");
        Assert.Equal("status", (await answer.Problem(HttpStatusCode.BadRequest)).Faults()[0].Place);
    }
}
