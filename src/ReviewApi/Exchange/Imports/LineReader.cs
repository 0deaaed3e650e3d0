using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using ReviewApi.Http;

namespace ReviewApi.Exchange.Imports;

/// <summary>The lines of a stream, one after another: no more of it is in memory than the longest line that is taken.</summary>
internal sealed class LineReader(Stream stream)
{
    const int BufferSize = 64 * 1024;

    readonly PipeReader reader = PipeReader.Create(stream, new(bufferSize: BufferSize));
    bool isTooLong;
    int number;

    /// <summary>The line that is being read, counted from 1.</summary>
    public int Number => number + 1;

    /// <summary>The next line, without content where it is too long; null at the end of the stream.</summary>
    public async Task<RawLine?> Next(CancellationToken cancellation)
    {
        while (true)
        {
            var result = await reader.ReadAsync(cancellation);
            if (Taken(result.Buffer, result.IsCompleted) is { } line)
                return line;
            if (result.IsCompleted)
                return null;
        }
    }

    // The next line if it is there whole; what is too long is thrown away as it comes.
    RawLine? Taken(ReadOnlySequence<byte> buffer, bool isLast)
    {
        RawLine? line = null;
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = Line(buffer.Slice(0, end));
            reader.AdvanceTo(buffer.GetPosition(1, end));
            return line;
        }
        var isOver = buffer.Length > JsonBody.MaxSize;
        isTooLong |= isOver;
        if (isLast && (buffer.Length > 0 || isTooLong))
            line = Line(buffer);
        reader.AdvanceTo(isLast || isOver ? buffer.End : buffer.Start, buffer.End);
        return line;
    }

    RawLine Line(ReadOnlySequence<byte> bytes)
    {
        var content = isTooLong || bytes.Length > JsonBody.MaxSize ? null : bytes.ToArray();
        isTooLong = false;
        if (++number == 1 && content is not null && content.AsSpan().StartsWith(Encoding.UTF8.Preamble))
            content = content[Encoding.UTF8.Preamble.Length..];
        return new(number, content);
    }
}

/// <summary>A line of a stream.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Content">Its bytes; null where they are too many.</param>
internal readonly record struct RawLine(int Number, byte[]? Content)
{
    public bool IsBlank => Content is not null && Content.AsSpan().Trim(" \t\r"u8).IsEmpty;
}
