using System.Buffers;
using System.Globalization;
using System.Text;
using Npgsql;

namespace ReviewApi.Benchmarks.Limit;

/// <summary>A connection with its statements prepared; one request at a time has it.</summary>
internal sealed class Connection(NpgsqlCommand byId, NpgsqlCommand bySlug, NpgsqlCommand newest, NpgsqlCommand insert)
{
    const int PageSize = 20;

    readonly ArrayBufferWriter<byte> page = new();

    public static async Task<Connection> Open(NpgsqlDataSource database) => await Open(await database.OpenConnectionAsync());

    static async Task<Connection> Open(NpgsqlConnection connection)
    {
        var known = await Rows.FindKnown(connection);
        return new Connection(
            await Prepare("select etag, document from reviews where review_id = $1 and status = 'published'", new NpgsqlParameter<Guid>()),
            await Prepare("select etag, document from reviews where slug = $1 and status = 'published'", new NpgsqlParameter<string>()),
            await Prepare($"""
                select review_id, listings.published_at, summary
                from listings
                join reviews using (review_id)
                order by listings.published_at desc, review_id desc
                limit {PageSize + 1}
                """),
            await Prepare(Rows.Insert, Rows.Parameters(known)));

        async Task<NpgsqlCommand> Prepare(string sql, params NpgsqlParameter[] parameters)
        {
            var command = new NpgsqlCommand(sql, connection);
            command.Parameters.AddRange(parameters);
            await command.PrepareAsync();
            return command;
        }
    }

    public Task<(string ETag, byte[] Document)> ById(Guid id)
    {
        ((NpgsqlParameter<Guid>)byId.Parameters[0]).TypedValue = id;
        return One(byId);
    }

    public Task<(string ETag, byte[] Document)> BySlug(string slug)
    {
        ((NpgsqlParameter<string>)bySlug.Parameters[0]).TypedValue = slug;
        return One(bySlug);
    }

    static async Task<(string ETag, byte[] Document)> One(NpgsqlCommand command)
    {
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetString(0), reader.GetFieldValue<byte[]>(1));
    }

    /// <summary>The first page of the list.</summary>
    public async Task<ReadOnlyMemory<byte>> Newest()
    {
        page.ResetWrittenCount();
        page.Write("{\"items\":["u8);
        await using var reader = await newest.ExecuteReaderAsync();
        var (count, next) = (0, "");
        while (await reader.ReadAsync() && count++ < PageSize)
        {
            if (count > 1)
                page.Write(","u8);
            page.Write(reader.GetFieldValue<byte[]>(2));
            next = string.Create(CultureInfo.InvariantCulture, $"{reader.GetDateTime(1).Ticks}_{reader.GetGuid(0):N}");
        }
        page.Write(Encoding.UTF8.GetBytes($"],\"next\":\"{next}\"}}"));
        return page.WrittenMemory;
    }

    /// <summary>Saves a document as it came.</summary>
    public async Task<Guid> Create(byte[] document)
    {
        var id = Rows.Fill(insert.Parameters, document);
        await insert.ExecuteNonQueryAsync();
        return id;
    }
}
