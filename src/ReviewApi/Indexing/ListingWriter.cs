using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ReviewApi.Indexing;

/// <summary>
/// Writes listings in their compact form. A byte for the version; id, tag, times, release, sort title, date and scores; the films, the
/// reviewers, the terms, the pictures, the tracks and the printed names, each after their number. Numbers are variable in length, texts
/// are UTF-8 after their length. A text or a term that the row has already had is written as its number.
/// </summary>
internal sealed class ListingWriter
{
    public const byte Version = 2;

    readonly ArrayBufferWriter<byte> row = new(512);
    readonly Dictionary<string, int> texts = [];

    public static byte[] Write(Listing listing)
    {
        var writer = new ListingWriter();
        writer.Add(listing);
        return writer.row.WrittenSpan.ToArray();
    }

    void Add(Listing listing)
    {
        Byte(Version);
        Id(listing.Id);
        Tag(listing.Tag);
        Number((ulong)Micros(listing.PublishedAt));
        Signed(Micros(listing.UpdatedAt) - Micros(listing.PublishedAt));
        Id(listing.ReleaseId);
        Text(listing.Title);
        Number((ulong)(listing.ReleaseDate?.DayNumber + 1 ?? 0));
        for (var score = 0; score < Fields.Scores; score++)
            Byte((byte)(listing.Scores[score] + 1 ?? 0));
        Number((ulong)listing.Films.Count);
        foreach (var film in listing.Films)
        {
            Id(film.Id);
            Text(film.Title);
            Number((ulong)(film.Year - Fields.FirstYear + 1 ?? 0));
            Number((ulong)film.OtherTitles.Count);
            foreach (var title in film.OtherTitles)
                Text(title);
        }
        Number((ulong)listing.Reviewers.Count);
        foreach (var reviewer in listing.Reviewers)
        {
            Id(reviewer.Id);
            Text(reviewer.Name);
        }
        Terms(listing.Terms);
        Number((ulong)listing.Pictures.Count);
        foreach (var picture in listing.Pictures)
            Terms(picture);
        Number((ulong)listing.Tracks.Count);
        foreach (var track in listing.Tracks)
            Terms(track);
        Number((ulong)listing.Printed.Count);
        foreach (var (field, folded, text) in listing.Printed)
        {
            Byte((byte)field);
            Text(folded);
            Text(text);
        }
    }

    // Microseconds, as PostgreSQL keeps times.
    static long Micros(DateTimeOffset time) => (time.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    void Terms(IReadOnlyList<Term> terms)
    {
        Number((ulong)terms.Count);
        foreach (var (field, value) in terms)
        {
            Byte((byte)field);
            Text(value);
        }
    }

    void Id(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        row.Write(bytes);
    }

    void Tag(ulong tag)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, tag);
        row.Write(bytes);
    }

    void Text(string text)
    {
        if (texts.TryGetValue(text, out var known))
        {
            Number((ulong)known << 1 | 1);
            return;
        }
        texts[text] = texts.Count;
        var bytes = Encoding.UTF8.GetBytes(text);
        Number((ulong)bytes.Length << 1);
        row.Write(bytes);
    }

    void Signed(long number) => Number((ulong)(number << 1 ^ number >> 63));

    void Number(ulong number)
    {
        for (; number > 127; number >>= 7)
            Byte((byte)(number | 128));
        Byte((byte)number);
    }

    void Byte(byte one) => row.Write([one]);
}
