using System.Buffers.Binary;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using ReviewApi.Indexing;

namespace ReviewApi.Benchmarks.Growth;

/// <summary>The listings of the copies of reviews, as the service would write them.</summary>
internal static class ListingCopies
{
    public static async Task Add(int copies, string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using (var replica = new NpgsqlCommand("set session_replication_role = replica", connection))
            await replica.ExecuteNonQueryAsync();
        var listings = await Read(connection);
        await using var writer = await connection.BeginBinaryImportAsync("copy listings (review_id, listing) from stdin (format binary)");
        writer.Timeout = TimeSpan.Zero;
        for (var copy = 1; copy <= copies; copy++)
            foreach (var listing in listings)
            {
                var copied = Copied(listing, copy);
                await writer.StartRowAsync();
                await writer.WriteAsync(copied.Id, NpgsqlDbType.Uuid);
                await writer.WriteAsync(copied.Write(), NpgsqlDbType.Bytea);
            }
        await writer.CompleteAsync();
    }

    static async Task<List<Listing>> Read(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select listing from listings order by review_id", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var listings = new List<Listing>();
        while (await reader.ReadAsync())
            listings.Add(Listing.Read(reader.GetFieldValue<byte[]>(0)));
        return listings;
    }

    static Listing Copied(Listing listing, int copy)
    {
        var number = copy.ToString(CultureInfo.InvariantCulture);
        return listing with
        {
            Id = Copied(listing.Id, copy),
            PublishedAt = listing.PublishedAt.AddMinutes(copy),
            UpdatedAt = listing.UpdatedAt.AddMinutes(copy),
            ReleaseId = Copied(listing.ReleaseId, copy),
            Title = $"{listing.Title} {number}",
            Films = [.. listing.Films.Select(film => Copied(film, copy, number))],
            Reviewers =
                [.. listing.Reviewers.Select(one => one with { Id = Copied(one.Id, copy), Name = $"{one.Name} {number}" })],
            Terms = [.. listing.Terms.Select(term => term with { Value = Copied(term, number) })],
            Printed = [.. listing.Printed.Select(name => Copied(name, number))],
        };
    }

    static ListedFilm Copied(ListedFilm film, int copy, string number) => film with
    {
        Id = Copied(film.Id, copy),
        Title = $"{film.Title} {number}",
        OtherTitles = [.. film.OtherTitles.Select(title => $"{title} {number}")],
    };

    static PrintedName Copied(PrintedName name, string number) => name.Field == Field.FilmName
        ? name with { Folded = $"{name.Folded} {number}", Text = $"{name.Text} {number}" }
        : name;

    static string Copied(Term term, string number) => term.Field switch
    {
        Field.FilmName or Field.ReviewerName => $"{term.Value} {number}",
        Field.Barcode => $"9{number.PadLeft(3, '0')}{term.Value[4..]}",
        _ => term.Value,
    };

    // As Multiplication does it.
    static Guid Copied(Guid id, int copy)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)(BinaryPrimitives.ReadUInt16BigEndian(bytes) + copy));
        return new Guid(bytes, bigEndian: true);
    }
}
