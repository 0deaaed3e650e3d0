using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace ReviewApi.Tests.Support;

/// <summary>The real app with a clock that can be put forward.</summary>
public class ClockedApi : ApiFixture
{
    internal ForwardClock Clock { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Clock));
    }
}

/// <summary>The system's clock, some time ahead of it. Timers run as ever.</summary>
sealed class ForwardClock : TimeProvider
{
    long ahead;

    public DateTime Now => GetUtcNow().UtcDateTime;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Volatile.Read(ref ahead));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => TimeProvider.System.GetElapsedTime(0).Ticks + Volatile.Read(ref ahead);

    public void Advance(TimeSpan time) => Interlocked.Add(ref ahead, time.Ticks);
}
