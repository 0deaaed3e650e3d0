using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Npgsql;

namespace ReviewApi.Benchmarks.Limit;

/// <summary>
/// Answers the benchmark's requests, and believes every one of them: reviews from memory (once they have been read), reviews from the
/// database, a page of a list, and creates.
/// </summary>
internal sealed class LimitApplication : IHttpApplication<IFeatureCollection>
{
    const string Memory = "/memory/";
    const string Documents = "/documents/";
    const string Reviews = "/v1/reviews/";
    const int Connections = 4;

    readonly Channel<Connection> free = Channel.CreateUnbounded<Connection>();
    readonly ConcurrentDictionary<string, (string ETag, byte[] Document)> memory = new();

    public static async Task<LimitApplication> Open(string connectionString)
    {
        var database = NpgsqlDataSource.Create(connectionString);
        var application = new LimitApplication();
        for (var count = 0; count < Connections; count++)
            application.free.Writer.TryWrite(await Connection.Open(database));
        return application;
    }

    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    public void DisposeContext(IFeatureCollection context, Exception? exception)
    {
        if (exception is not null)
            Console.Error.WriteLine(exception);
    }

    public Task ProcessRequestAsync(IFeatureCollection context)
    {
        var request = context.GetRequiredFeature<IHttpRequestFeature>();
        return memory.TryGetValue(request.Path, out var known)
            ? FromMemory(context, request, known)
            : FromDatabase(context, request);
    }

    static Task FromMemory(IFeatureCollection context, IHttpRequestFeature request, (string ETag, byte[] Document) known)
    {
        if (request.Headers.IfNoneMatch != known.ETag)
            return One(context, known);
        Answer.Start(context, status: 304, known.ETag);
        return Task.CompletedTask;
    }

    async Task FromDatabase(IFeatureCollection context, IHttpRequestFeature request)
    {
        var connection = await free.Reader.ReadAsync();
        try
        {
            await Answered(context, request, connection);
        }
        finally
        {
            free.Writer.TryWrite(connection);
        }
    }

    async Task Answered(IFeatureCollection context, IHttpRequestFeature request, Connection connection)
    {
        var path = request.Path;
        if (request.Method is "POST" or "PUT")
            await Save(context, request, connection);
        else if (path.StartsWith(Documents, StringComparison.Ordinal))
            await One(context, await connection.ById(Guid.Parse(path.AsSpan(Documents.Length))));
        else if (path.StartsWith(Memory, StringComparison.Ordinal))
            await FromMemory(context, request, memory[path] = await connection.ById(Guid.Parse(path.AsSpan(Memory.Length))));
        else
            await Answer.Write(context, status: 200, etag: "", await connection.ReadCards());
    }

    static Task One(IFeatureCollection context, (string ETag, byte[] Document) review) =>
        Answer.Write(context, status: 200, review.ETag, review.Document);

    static async Task Save(IFeatureCollection context, IHttpRequestFeature request, Connection connection)
    {
        var document = await Answer.ReadBody(context);
        var id = request.Method == "PUT"
            ? await connection.Put(Guid.Parse(request.Path.AsSpan(Reviews.Length)), document)
            : request.QueryString.Length > 0 ? await connection.Publish(document) : await connection.Draft(document);
        context.GetRequiredFeature<IHttpResponseFeature>().Headers.Location = $"{Reviews}{id}";
        await Answer.Write(context, status: request.Method == "PUT" ? 200 : 201, etag: $"\"{id:N}\"", document);
    }
}
