using System.Threading.Channels;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Npgsql;

namespace ReviewApi.Benchmarks.Limit;

/// <summary>Answers the benchmark's requests, and believes every one of them.</summary>
internal sealed class LimitApplication : IHttpApplication<IFeatureCollection>
{
    const string Reviews = "/v1/reviews";
    const int Connections = 4;

    readonly Channel<Connection> free = Channel.CreateUnbounded<Connection>();
    readonly Dictionary<Guid, string> etags = [];

    public static async Task<LimitApplication> Open(string connectionString)
    {
        var database = NpgsqlDataSource.Create(connectionString);
        var application = new LimitApplication();
        for (var count = 0; count < Connections; count++)
            application.free.Writer.TryWrite(await Connection.Open(database));
        await using var command = database.CreateCommand("select review_id, etag from reviews");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            application.etags[reader.GetGuid(0)] = reader.GetString(1);
        return application;
    }

    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    public void DisposeContext(IFeatureCollection context, Exception? exception)
    {
        if (exception is not null)
            Console.Error.WriteLine(exception);
    }

    public async Task ProcessRequestAsync(IFeatureCollection context)
    {
        var request = context.GetRequiredFeature<IHttpRequestFeature>();
        var key = request.Path.Length > Reviews.Length ? request.Path[(Reviews.Length + 1)..] : null;
        var isId = Guid.TryParseExact(key, "D", out var id);
        if (request.Headers.IfNoneMatch is [var known] && etags[id] == known)
        {
            Answer.Start(context, status: 304, known);
            return;
        }
        var connection = await free.Reader.ReadAsync();
        try
        {
            var answering = (key, request.Method) switch
            {
                (null, "POST") => Create(context, connection),
                (null, _) => Answer.Write(context, status: 200, etag: "", await connection.Newest()),
                _ when isId => One(context, await connection.ById(id)),
                _ => One(context, await connection.BySlug(key)),
            };
            await answering;
        }
        finally
        {
            free.Writer.TryWrite(connection);
        }
    }

    static Task One(IFeatureCollection context, (string ETag, byte[] Document) review) =>
        Answer.Write(context, status: 200, review.ETag, review.Document);

    static async Task Create(IFeatureCollection context, Connection connection)
    {
        var document = await Answer.ReadBody(context);
        var id = await connection.Create(document);
        context.GetRequiredFeature<IHttpResponseFeature>().Headers.Location = $"{Reviews}/{id}";
        await Answer.Write(context, status: 201, etag: $"\"{id:N}\"", document);
    }
}
