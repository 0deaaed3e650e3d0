using ReviewApi.Database;

namespace ReviewApi.Access;

/// <summary>Saves every ten seconds which keys were used, and once more when the service stops.</summary>
internal sealed class KeyUseSaving(KeyRing keys, Readiness readiness, TimeProvider clock, ILogger<KeyUseSaving> logger)
    : RepeatedWork(TimeSpan.FromSeconds(10), readiness, clock, logger)
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Try(cancellationToken);
    }

    protected override Task Work(CancellationToken cancellation) => keys.SaveUse(cancellation);
}
