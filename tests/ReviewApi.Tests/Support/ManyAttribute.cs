using FsCheck.Xunit;

namespace ReviewApi.Tests.Support;

/// <summary>A property, tried with so many drawn values: enough for each change; a soak has a multiple of it.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class ManyAttribute : PropertyAttribute
{
    public ManyAttribute(int values) => MaxTest = values * Soak.Factor;
}

/// <summary>How much longer a soak takes than the usual tests.</summary>
static class Soak
{
    const int Part = 3;

    /// <summary>How many times as long it tries what is drawn or killed at random: the variable SOAK, 1 where it is not set.</summary>
    public static int Factor { get; } = int.TryParse(Environment.GetEnvironmentVariable("SOAK"), out var factor) ? factor : 1;

    /// <summary>A third of many, for other names another third; a soak takes all.</summary>
    public static IEnumerable<T> Some<T>(IEnumerable<T> all, string name) =>
        all.Where((_, place) => Factor > 1 || (place + name.Sum(letter => letter)) % Part == 0);
}
