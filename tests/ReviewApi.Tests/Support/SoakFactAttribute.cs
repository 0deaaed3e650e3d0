namespace ReviewApi.Tests.Support;

/// <summary>A test of minutes, which runs where SOAK is set.</summary>
sealed class SoakFactAttribute : FactAttribute
{
    public SoakFactAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("SOAK")))
            Skip = "It takes minutes: SOAK=1 dotnet test --filter names it.";
    }
}
