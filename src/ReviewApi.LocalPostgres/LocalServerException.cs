namespace ReviewApi.LocalPostgres;

/// <summary>The local server cannot be found, started or reached; the message is meant for a person.</summary>
/// <param name="message">What was looked for or done, where, and what to install or set.</param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class LocalServerException(string message, Exception? inner = null) : Exception(message, inner);
