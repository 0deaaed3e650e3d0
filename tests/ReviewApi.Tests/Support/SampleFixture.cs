using ReviewApi.Samples;

namespace ReviewApi.Tests.Support;

/// <summary>The app with the sample reviews in it, as at a first start.</summary>
public sealed class SampleFixture : ApiFixture
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var (_, json) in SampleReviews.All())
        {
            using var posted = await Desk.Send("POST", "/v1/reviews?publish=true", Contents.Bytes(json));
            posted.EnsureSuccessStatusCode();
        }
    }
}
