using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
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
/// Counts requests by key, else by address, and refuses those above the quota before anything is looked up. A secret that was not seen
/// here before counts against its address until the look-up has found its key: wrong ones cannot keep the database busy. Each instance
/// counts its own. The headers are structured fields of draft-ietf-httpapi-ratelimit-headers.
/// </summary>
internal sealed class RateLimits : IDisposable
{
    const string PolicyName = "\"default\"";

    readonly RateLimitOptions options;
    readonly KeyRing keys;
    readonly string policy;
    readonly PartitionedRateLimiter<string> limiter;

    public RateLimits(IOptions<RateLimitOptions> options, KeyRing keys, TimeProvider clock)
    {
        (this.options, this.keys) = (options.Value, keys);
        policy = string.Create(CultureInfo.InvariantCulture, $"{PolicyName};q={this.options.Requests};w={this.options.WindowSeconds}");
        var window = TimeSpan.FromSeconds(this.options.WindowSeconds);
        limiter = PartitionedRateLimiter.Create<string, string>(
            name => RateLimitPartition.Get(name, _ => new Quota(this.options.Requests, window, clock)));
    }

    public static void Use(WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<RateLimitOptions>>().Value.Enabled)
            return;
        var limits = app.Services.GetRequiredService<RateLimits>();
        // A load balancer's checks are not a client's requests.
        app.UseWhen(http => !http.Request.Path.StartsWithSegments("/health"), counted => counted.Use(limits.Count));
    }

    public void Dispose() => limiter.Dispose();

    async Task Count(HttpContext http, RequestDelegate next)
    {
        var known = KeyAuthentication.SecretOf(http.Request) is { } secret ? keys.Recognise(secret, KeyAuthentication.IsLocal(http)) : null;
        var lease = Acquire(known is null ? AddressOf(http) : KeyName(known), http);
        if (known is null && http.Request.Headers.Authorization.Count > 0)
        {
            await http.AuthenticateAsync();
            if (http.Caller() is { } caller)
            {
                lease.GiveBack();
                Acquire(KeyName(caller.Id), http);
            }
        }
        await next(http);
    }

    // One more request of a partition; 429 where its quota is used up.
    Quota.Lease Acquire(string partition, HttpContext http)
    {
        var lease = (Quota.Lease)limiter.AttemptAcquire(partition);
        var seconds = Math.Max(1, (int)Math.Ceiling(lease.UntilReset.TotalSeconds));
        var left = string.Create(CultureInfo.InvariantCulture, $"{PolicyName};r={lease.Remaining};t={seconds}");
        // A problem clears what was set before it. Of two callbacks the later one runs first.
        http.Response.OnStarting(() =>
        {
            http.Response.Headers.TryAdd("RateLimit-Policy", policy);
            http.Response.Headers.TryAdd("RateLimit", left);
            return Task.CompletedTask;
        });
        return lease.IsAcquired
            ? lease
            : throw new ProblemException(
                Problems.TooManyRequests, $"The quota of {options.Requests} requests in {options.WindowSeconds} seconds is used up.")
            {
                Headers = [("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))],
            };
    }

    /// <summary>Tells the callers from each other: by key, else by address.</summary>
    public static string CallerName(HttpContext http) => http.Caller() is { } caller ? KeyName(caller.Id) : AddressOf(http);

    static string KeyName(string id) => $"key {id}";

    // An IPv6 client has a whole /64 to itself.
    static string AddressOf(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? $"{new IPNetwork(Prefix(address), 64)}" : $"{address}";
    }

    static IPAddress Prefix(IPAddress address) => new([.. address.GetAddressBytes().AsSpan(0, 8), .. new byte[8]]);

    /// <summary>Counts the requests of a window, says what is left and until when, and takes back what was counted wrongly.</summary>
    sealed class Quota(int requests, TimeSpan window, TimeProvider clock) : RateLimiter
    {
        readonly Lock counting = new();
        int used;
        long began = clock.GetTimestamp();

        public override TimeSpan? IdleDuration => clock.GetElapsedTime(began) > window ? clock.GetElapsedTime(began) - window : null;

        public override RateLimiterStatistics? GetStatistics() => null;

        protected override RateLimitLease AttemptAcquireCore(int permitCount)
        {
            lock (counting)
            {
                if (clock.GetElapsedTime(began) >= window)
                    (used, began) = (0, clock.GetTimestamp());
                var isAcquired = used + permitCount <= requests;
                if (isAcquired)
                    used += permitCount;
                return new Lease(this, isAcquired, requests - used, began, window - clock.GetElapsedTime(began));
            }
        }

        protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
            ValueTask.FromResult(AttemptAcquireCore(permitCount));

        void TakeBack(long since)
        {
            lock (counting)
            {
                if (since == began)
                    used--;
            }
        }

        public sealed class Lease(Quota quota, bool isAcquired, long remaining, long began, TimeSpan untilReset) : RateLimitLease
        {
            public override bool IsAcquired => isAcquired;

            public long Remaining => remaining;

            public TimeSpan UntilReset => untilReset;

            public override IEnumerable<string> MetadataNames => [];

            /// <summary>Counts the request no longer; a new window has not counted it.</summary>
            public void GiveBack() => quota.TakeBack(began);

            public override bool TryGetMetadata(string metadataName, out object? metadata)
            {
                metadata = null;
                return false;
            }
        }
    }
}
