using FsCheck.Xunit;

namespace ReviewApi.Tests.Support;

/// <summary>A property, tried with so many drawn values: enough for each change; a soak has a multiple of it.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class ManyAttribute : PropertyAttribute
{
    public ManyAttribute(int values) => MaxTest = values * Soak.Factor;
}

/// <summary>How many times as long a soak tries what is drawn or killed at random: the variable SOAK, 1 where it is not set.</summary>
static class Soak
{
    public static int Factor { get; } = int.TryParse(Environment.GetEnvironmentVariable("SOAK"), out var factor) ? factor : 1;
}
