namespace ReviewApi.Tests.Support;

static class Health
{
    /// <summary>Waits until a service says that it is ready.</summary>
    public static async Task UntilReady(this HttpClient client, int seconds = 60)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        while (true)
        {
            using var answer = await client.GetAsync("/health/ready", patience.Token);
            if (answer.IsSuccessStatusCode)
                return;
            await Task.Delay(20, patience.Token);
        }
    }
}
