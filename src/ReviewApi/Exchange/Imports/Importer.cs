using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Dapper;
using Npgsql;
using ReviewApi.Access;
using ReviewApi.Database;
using ReviewApi.Editorial;
using ReviewApi.Http;
using ReviewApi.Writing;

namespace ReviewApi.Exchange.Imports;

/// <summary>
/// Imports reviews, a JSON document a line: each chunk of lines is one short transaction, and a line is answered when that is committed.
/// The next chunk is judged while PostgreSQL stores the one before.
/// </summary>
internal sealed partial class Importer(
    NpgsqlDataSource database, Writes writes, ReviewChecks checks, TimeProvider clock, ILogger<Importer> logger) : IDisposable
{
    // The other connections are for those who read and write meanwhile.
    const int AtOnce = 2;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // The rest of the time that a service that stops has for what runs is for what has been read.
    static readonly TimeSpan Finishing = TimeSpan.FromSeconds(20);

    readonly SemaphoreSlim writing = new(AtOnce);

    /// <summary>Imports a stream and gives the answers, chunk by chunk.</summary>
    /// <param name="stream">The lines.</param>
    /// <param name="publish">Whether they go live.</param>
    /// <param name="by">Whose they are.</param>
    /// <param name="closing">Ends the reading after a while; what has been read is written.</param>
    /// <param name="cancellation">Ends all of it; a chunk that is being written is written whole, or not at all.</param>
    public async IAsyncEnumerable<IReadOnlyList<ImportAnswer>> Run(
        Stream stream, bool publish, Caller by, CancellationToken closing, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await RequireDatabase(cancellation);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var readingEnded = CancellationTokenSource.CreateLinkedTokenSource(ended.Token);
        await using var closes = closing.Register(() => readingEnded.CancelAfter(Finishing));
        var chunks = Channel.CreateBounded<IReadOnlyList<ImportLine>>(
            new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true });
        // Answers come in the order of the lines, whichever chunk is stored first.
        var saves = Channel.CreateBounded<Task<IReadOnlyList<ImportAnswer>>>(
            new BoundedChannelOptions(AtOnce - 1) { SingleReader = true, SingleWriter = true });
        var read = Task.Run(() => new ImportReading(new(stream), by, chunks.Writer).Run(readingEnded.Token), CancellationToken.None);
        var saved = SaveAll(chunks.Reader, saves.Writer, publish, by, ended.Token);
        try
        {
            await foreach (var answers in saves.Reader.ReadAllAsync(cancellation))
                yield return await answers;
        }
        finally
        {
            await ended.CancelAsync();
            await read;
            await saved;
        }
    }

    public void Dispose() => writing.Dispose();

    // An import that runs has patience with a database that is away for a moment; one that is away already is said at once.
    async Task RequireDatabase(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new("select 1", cancellationToken: cancellation));
    }

    // Begins to save each chunk as soon as there is room for it; what ends that is told to the one who answers.
    async Task SaveAll(
        ChannelReader<IReadOnlyList<ImportLine>> chunks, ChannelWriter<Task<IReadOnlyList<ImportAnswer>>> saves, bool publish, Caller by,
        CancellationToken cancellation)
    {
        HashSet<(string, string)> sourcesBefore = [];
        var save = Task.FromResult<IReadOnlyList<ImportAnswer>>([]);
        try
        {
            await foreach (var chunk in chunks.ReadAllAsync(cancellation))
            {
                await saves.WaitToWriteAsync(cancellation);
                var sources = chunk.Select(line => line.Source).OfType<(string, string)>().ToHashSet();
                // The last line of a source is the one that counts.
                if (sources.Overlaps(sourcesBefore))
                    await save;
                (save, sourcesBefore) = (Save(chunk, publish, by, cancellation), sources);
                await saves.WriteAsync(save, cancellation);
            }
            saves.Complete();
        }
        catch (Exception error)
        {
            saves.TryComplete(error);
        }
        // It ends before its request does.
        await ((Task)save).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // A line that the database refuses does not keep the others of its chunk from being stored.
    async Task<IReadOnlyList<ImportAnswer>> Save(
        IReadOnlyList<ImportLine> chunk, bool publish, Caller by, CancellationToken cancellation)
    {
        for (var began = clock.GetTimestamp(); ;)
        {
            try
            {
                await writing.WaitAsync(cancellation);
                try
                {
                    return await writes.Run(by, write => new ImportChunk(checks, publish, write).Save(chunk), cancellation);
                }
                finally
                {
                    writing.Release();
                }
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested)
            {
                var failure = DatabaseFailure.Classify(error);
                if (failure is { Passes: true } && !IsOfChunk(error))
                {
                    if (clock.GetElapsedTime(began) > Patience)
                        throw;
                    await Task.Delay(Pause, clock, cancellation);
                }
                else if (chunk.Count == 1)
                {
                    return [Refused(chunk[0], failure, error)];
                }
                else
                {
                    var half = chunk.Count / 2;
                    return
                    [
                        .. await Save([.. chunk.Take(half)], publish, by, cancellation),
                        .. await Save([.. chunk.Skip(half)], publish, by, cancellation),
                    ];
                }
            }
        }
    }

    // A smaller chunk may have the time, and the locks, that this one had not.
    static bool IsOfChunk(Exception error) => error is OvertakenException
        || DatabaseFailure.StateOf(error) is { } state && (state[..2] is "40" or "54" || state is "55P03" or "57014");

    ImportAnswer Refused(ImportLine line, DatabaseFailure? failure, Exception error)
    {
        if (error is ProblemException { Errors.Count: > 0 } refused)
            return ImportAnswer.Refused(line.Number, refused.Errors);
        if (error is ProblemException other)
            return ImportAnswer.Refused(line.Number, "conflict", other.Message);
        if (failure is not null)
            return ImportAnswer.Refused(line.Number, failure.Code ?? (failure.Passes ? "unavailable" : "conflict"), failure.Detail);
        LogFailed(logger, line.Number, error);
        return ImportAnswer.Refused(line.Number, "internal_error", "Something went wrong here. The logs say what.");
    }

    [LoggerMessage(LogLevel.Error, "Line {Number} of an import failed")]
    static partial void LogFailed(ILogger logger, int number, Exception error);
}
