namespace ReviewApi.Benchmarks;

/// <summary>Why nothing could be measured.</summary>
internal class CouldNotRunException(string message) : Exception(message);

/// <summary>A request was refused.</summary>
internal sealed class RefusedException(string path, int status) : CouldNotRunException($"{path} was answered with {status}.")
{
    public int Status => status;
}
