using System.Buffers.Binary;
using System.Text;

namespace ReviewApi.Indexing;

/// <summary>Reads the compact form of a listing part by part, in the order in which it is written.</summary>
internal ref struct ListingReader
{
    const int FewTexts = 1024;

    readonly ReadOnlySpan<byte> row;
    readonly Span<long> texts;
    int at;
    int known;

    /// <summary>A reader of a row, at its beginning; the texts are room for the places of those that come again.</summary>
    public ListingReader(ReadOnlySpan<byte> row, ref long[] texts)
    {
        this.row = row;
        // Each text of a row takes a byte at least.
        if (texts.Length < row.Length)
            texts = new long[Math.Max(row.Length, FewTexts)];
        this.texts = texts;
        if (row.Length == 0 || row[at++] != ListingWriter.Version)
            throw new InvalidDataException("The listing is of another version of the service.");
    }

    public static Listing Read(ReadOnlySpan<byte> row)
    {
        var room = Array.Empty<long>();
        var reader = new ListingReader(row, ref room);
        var id = reader.Id();
        var tag = reader.Tag();
        var published = reader.Number();
        var updated = published + reader.Signed();
        var (release, title) = (reader.Id(), reader.String());
        var date = reader.Count();
        var scores = reader.Bytes(Fields.Scores).ToArray().Select(score => score == 0 ? (int?)null : score - 1).ToList();
        var films = new ListedFilm[reader.Room()];
        for (var film = 0; film < films.Length; film++)
            films[film] = new(reader.Id(), reader.String(), reader.Year()) { OtherTitles = reader.Strings() };
        var reviewers = new ListedReviewer[reader.Room()];
        for (var reviewer = 0; reviewer < reviewers.Length; reviewer++)
            reviewers[reviewer] = new(reader.Id(), reader.String());
        return new Listing
        {
            Id = id,
            Tag = tag,
            PublishedAt = Time(published),
            UpdatedAt = Time(updated),
            ReleaseId = release,
            Title = title,
            ReleaseDate = date == 0 ? null : DateOnly.FromDayNumber(date - 1),
            Scores = scores,
            Films = films,
            Reviewers = reviewers,
            Terms = reader.Terms(),
            Pictures = reader.Parts(),
            Tracks = reader.Parts(),
            Printed = reader.PrintedNames(),
        };
    }

    /// <summary>A time as microseconds since 1970.</summary>
    public static DateTimeOffset Time(long micros) => new(DateTime.UnixEpoch.AddMicroseconds(micros));

    public Guid Id() => new(Bytes(16), bigEndian: true);

    public ulong Tag() => BinaryPrimitives.ReadUInt64BigEndian(Bytes(sizeof(ulong)));

    public int? Year() => Count() switch
    {
        0 => null,
        var year when year - 1 + Fields.FirstYear <= Fields.LastYear => year - 1 + Fields.FirstYear,
        _ => throw Broken(),
    };

    public ReadOnlySpan<byte> Text()
    {
        var head = Count();
        if ((head & 1) == 1)
        {
            if (head >> 1 >= known)
                throw Broken();
            var place = texts[head >> 1];
            return row.Slice((int)(place >> 32), (int)place);
        }
        var text = Bytes(head >> 1);
        texts[known++] = (long)(at - text.Length) << 32 | (uint)text.Length;
        return text;
    }

    public ReadOnlySpan<byte> Term(out Field field)
    {
        var number = Bytes(1)[0];
        field = number < Fields.Count ? (Field)number : throw Broken();
        return Text();
    }

    public int Count() => Number() is var number and >= 0 and <= int.MaxValue ? (int)number : throw Broken();

    public long Signed() => Number() is var number ? (long)((ulong)number >> 1) ^ -(number & 1) : 0;

    public long Number()
    {
        ulong number = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Bytes(1)[0];
            number |= (ulong)(part & 127) << shift;
            if (part < 128)
                return (long)number;
        }
        throw Broken();
    }

    public ReadOnlySpan<byte> Bytes(int length)
    {
        if (length > row.Length - at)
            throw Broken();
        at += length;
        return row.Slice(at - length, length);
    }

    Term[] Terms()
    {
        var terms = new Term[Room()];
        for (var one = 0; one < terms.Length; one++)
        {
            var text = Encoding.UTF8.GetString(Term(out var field));
            terms[one] = new(field, text);
        }
        return terms;
    }

    Term[][] Parts()
    {
        var parts = new Term[Room()][];
        for (var part = 0; part < parts.Length; part++)
            parts[part] = Terms();
        return parts;
    }

    PrintedName[] PrintedNames()
    {
        var names = new PrintedName[Room()];
        for (var one = 0; one < names.Length; one++)
        {
            var folded = Encoding.UTF8.GetString(Term(out var field));
            names[one] = new(field, folded, String());
        }
        return names;
    }

    string[] Strings()
    {
        var texts = new string[Room()];
        for (var one = 0; one < texts.Length; one++)
            texts[one] = String();
        return texts;
    }

    string String() => Encoding.UTF8.GetString(Text());

    // Each takes a byte at least: a broken number asks for no more room than that.
    int Room() => Count() is var count && count <= row.Length - at ? count : throw Broken();

    static InvalidDataException Broken() => new("The listing is broken.");
}
