using System.Buffers;
using Npgsql;

namespace ReviewApi.Benchmarks.Limit;

/// <summary>A connection with its statements prepared; one request at a time has it.</summary>
internal sealed class Connection(NpgsqlCommand byId, NpgsqlCommand cards, NpgsqlCommand publish, NpgsqlCommand draft, NpgsqlCommand put)
{
    readonly ArrayBufferWriter<byte> page = new();

    public static async Task<Connection> Open(NpgsqlDataSource database) => await Open(await database.OpenConnectionAsync());

    static async Task<Connection> Open(NpgsqlConnection connection)
    {
        var known = await Rows.FindKnown(connection);
        return new Connection(
            await Prepare("select etag, document from reviews where review_id = $1 and status = 'published'", new NpgsqlParameter<Guid>()),
            await Prepare(Cards.Select, new NpgsqlParameter<Guid[]> { TypedValue = await Newest(connection) }),
            await Prepare(Rows.Publish, Rows.Parameters(known)), await Prepare(Rows.Draft, Rows.Parameters(known)),
            await Prepare(Rows.Put, Rows.Parameters(known)));

        async Task<NpgsqlCommand> Prepare(string sql, params NpgsqlParameter[] parameters)
        {
            var command = new NpgsqlCommand(sql, connection);
            command.Parameters.AddRange(parameters);
            await command.PrepareAsync();
            return command;
        }
    }

    static async Task<Guid[]> Newest(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(Cards.SelectNewest, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<Guid>();
        while (await reader.ReadAsync())
            ids.Add(reader.GetGuid(0));
        return [.. ids];
    }

    public async Task<(string ETag, byte[] Document)> ById(Guid id)
    {
        ((NpgsqlParameter<Guid>)byId.Parameters[0]).TypedValue = id;
        await using var reader = await byId.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetString(0), reader.GetFieldValue<byte[]>(1));
    }

    /// <summary>A page of a list.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadCards()
    {
        page.ResetWrittenCount();
        page.Write("{\"items\":["u8);
        await using var reader = await cards.ExecuteReaderAsync();
        for (var count = 0; await reader.ReadAsync(); count++)
        {
            if (count > 0)
                page.Write(","u8);
            page.Write(reader.GetFieldValue<byte[]>(0));
        }
        page.Write("]}"u8);
        return page.WrittenMemory;
    }

    /// <summary>Publishes a document as it came.</summary>
    public Task<Guid> Publish(byte[] document) => Save(publish, document);

    /// <summary>Saves a document as it came as a draft.</summary>
    public Task<Guid> Draft(byte[] document) => Save(draft, document);

    /// <summary>Puts a document as it came in the place of another one.</summary>
    public Task<Guid> Put(Guid id, byte[] document) => Save(put, document, id);

    static async Task<Guid> Save(NpgsqlCommand command, byte[] document, Guid? stored = null)
    {
        var id = Rows.Fill(command.Parameters, document, stored);
        await command.ExecuteNonQueryAsync();
        return stored ?? id;
    }
}
