namespace ReviewApi.Exchange.Webhooks;

/// <summary>How long a receiver that fails is left alone.</summary>
internal static class Retries
{
    /// <summary>From so many failures in a row on, nothing is sent until a pause is over, and then one message at a time.</summary>
    public const int ManyFailures = 5;

    const int LongestPauseSeconds = 3600;

    /// <summary>For so long a receiver may fail until it is switched off.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(3);

    /// <summary>
    /// Twice as long each time, from about two seconds up to an hour, a fifth more or less, so that not all come again at once.
    /// </summary>
    public static TimeSpan Pause(int before)
    {
        var seconds = Math.Min(LongestPauseSeconds, 2 * Math.Pow(2, Math.Min(before, 20)));
        return TimeSpan.FromSeconds(seconds * (0.8 + 0.4 * Random.Shared.NextDouble()));
    }
}
