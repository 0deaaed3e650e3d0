namespace ReviewApi.Tests.Access;

/// <summary>The real app with a quota of 40 requests in 600 seconds, and a clock that can be put forward.</summary>
public class LimitedApi : ClockedApi
{
    public const int Quota = 40;
    public const int Window = 600;

    protected override IEnumerable<(string Name, string Value)> Settings =>
        [("RateLimit:Enabled", "true"), ("RateLimit:Requests", $"{Quota}"), ("RateLimit:WindowSeconds", $"{Window}")];
}

/// <summary>The real app with a quota of 5 requests in two seconds.</summary>
public sealed class BriefApi : ApiFixture
{
    protected override IEnumerable<(string Name, string Value)> Settings =>
        [("RateLimit:Enabled", "true"), ("RateLimit:Requests", "5"), ("RateLimit:WindowSeconds", "2")];
}

/// <summary>The limited app behind a proxy on this machine.</summary>
public sealed class ProxiedApi : LimitedApi
{
    protected override IEnumerable<(string Name, string Value)> Settings => [.. base.Settings, ("Proxies:Trusted", "127.0.0.1, ::1")];
}

/// <summary>An answer and what it says of the quota.</summary>
sealed record Counted(HttpResponseMessage Answer, StructuredItem Policy, StructuredItem State)
{
    public int Status => (int)Answer.StatusCode;

    public long Left => State.Parameters["r"];

    public long Seconds => State.Parameters["t"];

    public static Counted Of(HttpResponseMessage answer) => new(
        answer,
        StructuredItem.Single(Assert.Single(answer.Headers.GetValues("RateLimit-Policy"))),
        StructuredItem.Single(Assert.Single(answer.Headers.GetValues("RateLimit"))));

    /// <summary>Asks until the quota is used up, which it has to be after as many requests as it has, and gives the refusal.</summary>
    public static async Task<Counted> UseUp(Func<Task<Counted>> ask)
    {
        for (var count = 0; count <= LimitedApi.Quota; count++)
            if (await ask() is { Status: 429 } refused)
                return refused;
        throw new InvalidOperationException("More requests than the quota has were answered.");
    }
}
