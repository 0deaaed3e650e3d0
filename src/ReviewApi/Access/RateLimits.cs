using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using ReviewApi.Http;

namespace ReviewApi.Access;

/// <summary>The settings of RateLimit.</summary>
internal sealed class RateLimitOptions
{
    public bool Enabled { get; init; }

    /// <summary>How many requests a key, or an address without one, has in a window.</summary>
    public int Requests { get; init; } = 600;

    public int WindowSeconds { get; init; } = 60;
}

/// <summary>
/// Counts requests by key, else by address, and refuses those above the quota. Each instance counts its own. The headers are structured
/// fields as draft-ietf-httpapi-ratelimit-headers has them.
/// </summary>
internal sealed class RateLimits : IDisposable
{
    const string PolicyName = "\"default\"";

    readonly RateLimitOptions options;
    readonly string policy;
    readonly PartitionedRateLimiter<HttpContext> limiter;

    public RateLimits(IOptions<RateLimitOptions> options, TimeProvider clock)
    {
        this.options = options.Value;
        policy = string.Create(CultureInfo.InvariantCulture, $"{PolicyName};q={this.options.Requests};w={this.options.WindowSeconds}");
        limiter = PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.Get(Of(http), _ => new Quota(this.options.Requests, TimeSpan.FromSeconds(this.options.WindowSeconds), clock)));
    }

    public static void Use(WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<RateLimitOptions>>().Value.Enabled)
            return;
        var limits = app.Services.GetRequiredService<RateLimits>();
        // A load balancer's questions are no client's.
        app.UseWhen(http => !http.Request.Path.StartsWithSegments("/health"), counted => counted.Use(limits.Count));
    }

    public void Dispose() => limiter.Dispose();

    async Task Count(HttpContext http, RequestDelegate next)
    {
        using var lease = (Quota.Lease)limiter.AttemptAcquire(http);
        var seconds = Math.Max(1, (int)Math.Ceiling(lease.UntilReset.TotalSeconds));
        var left = string.Create(CultureInfo.InvariantCulture, $"{PolicyName};r={lease.Remaining};t={seconds}");
        // A problem clears what was set before it.
        http.Response.OnStarting(() =>
        {
            http.Response.Headers["RateLimit-Policy"] = policy;
            http.Response.Headers["RateLimit"] = left;
            return Task.CompletedTask;
        });
        if (!lease.IsAcquired)
            throw new ProblemException(Problems.TooManyRequests, $"The quota of {options.Requests} requests in {options.WindowSeconds} seconds is used up.")
            {
                Headers = [("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))],
            };
        await next(http);
    }

    /// <summary>Tells the callers from each other: by key, else by address. An IPv6 client has a whole /64 to itself.</summary>
    public static string Of(HttpContext http)
    {
        if (http.Caller() is { } caller)
            return $"key {caller.Id}";
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? $"{new IPNetwork(Prefix(address), 64)}" : $"{address}";
    }

    static IPAddress Prefix(IPAddress address) => new([.. address.GetAddressBytes().AsSpan(0, 8), .. new byte[8]]);

    /// <summary>The framework's counter, a new one for each window, which also says what is left and until when.</summary>
    sealed class Quota(int requests, TimeSpan window, TimeProvider clock) : RateLimiter
    {
        readonly Lock counting = new();
        FixedWindowRateLimiter counter = New(requests, window);
        long began = clock.GetTimestamp();

        public override TimeSpan? IdleDuration => clock.GetElapsedTime(began) > window ? clock.GetElapsedTime(began) - window : null;

        public override RateLimiterStatistics? GetStatistics() => counter.GetStatistics();

        protected override RateLimitLease AttemptAcquireCore(int permitCount)
        {
            lock (counting)
            {
                if (clock.GetElapsedTime(began) >= window)
                {
                    counter.Dispose();
                    counter = New(requests, window);
                    began = clock.GetTimestamp();
                }
                using var lease = counter.AttemptAcquire(permitCount);
                return new Lease(lease.IsAcquired, counter.GetStatistics()!.CurrentAvailablePermits, window - clock.GetElapsedTime(began));
            }
        }

        protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) => ValueTask.FromResult(AttemptAcquireCore(permitCount));

        protected override void Dispose(bool disposing)
        {
            counter.Dispose();
            base.Dispose(disposing);
        }

        static FixedWindowRateLimiter New(int requests, TimeSpan window) => new(new FixedWindowRateLimiterOptions { PermitLimit = requests, Window = window, AutoReplenishment = false });

        public sealed class Lease(bool isAcquired, long remaining, TimeSpan untilReset) : RateLimitLease
        {
            public override bool IsAcquired => isAcquired;

            public long Remaining => remaining;

            public TimeSpan UntilReset => untilReset;

            public override IEnumerable<string> MetadataNames => [];

            public override bool TryGetMetadata(string metadataName, out object? metadata)
            {
                metadata = null;
                return false;
            }
        }
    }
}
