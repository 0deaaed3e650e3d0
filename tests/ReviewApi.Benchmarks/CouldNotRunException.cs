namespace ReviewApi.Benchmarks;

/// <summary>Why nothing could be measured.</summary>
internal sealed class CouldNotRunException(string message) : Exception(message);
