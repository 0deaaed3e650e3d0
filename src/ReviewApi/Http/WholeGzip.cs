using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.RequestDecompression;

namespace ReviewApi.Http;

/// <summary>
/// Unpacks gzip bodies and refuses what GZipStream passes over in silence: a body that was cut, and bytes behind the last member. A
/// member with a mark in it is put behind the body; the mark comes out at the very end only where all that was before it was whole.
/// </summary>
internal sealed class WholeGzip : IDecompressionProvider
{
    static readonly byte[] Mark = RandomNumberGenerator.GetBytes(16);
    static readonly byte[] MarkMember = Packed(Mark);

    public Stream GetDecompressionStream(Stream stream) => new Unpacked(new Followed(stream));

    static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>A body with the mark's member behind it.</summary>
    sealed class Followed(Stream body) : ReadStream
    {
        bool isOver;
        int given;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!isOver && await body.ReadAsync(buffer, cancellationToken) is var count and > 0)
                return count;
            isOver = true;
            var rest = MarkMember.AsMemory(given, Math.Min(buffer.Length, MarkMember.Length - given));
            rest.CopyTo(buffer);
            given += rest.Length;
            return rest.Length;
        }
    }

    /// <summary>What is in the members, without the mark, which is held back as long as more may follow.</summary>
    sealed class Unpacked(Stream packed) : ReadStream
    {
        readonly GZipStream gzip = new(packed, CompressionMode.Decompress);
        readonly byte[] held = new byte[16 * 1024];
        int length;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            while (length <= Mark.Length)
            {
                var count = await gzip.ReadAsync(held.AsMemory(length), cancellationToken);
                if (count == 0)
                    return held.AsSpan(0, length).SequenceEqual(Mark)
                        ? 0
                        : throw new InvalidDataException("The gzip was cut, or has more behind it.");
                length += count;
            }
            var given = Math.Min(buffer.Length, length - Mark.Length);
            held.AsMemory(0, given).CopyTo(buffer);
            held.AsSpan(given, length - given).CopyTo(held);
            length -= given;
            return given;
        }

        protected override void Dispose(bool disposing)
        {
            gzip.Dispose();
            base.Dispose(disposing);
        }
    }

    abstract class ReadStream : Stream
    {
        public sealed override bool CanRead => true;

        public sealed override bool CanSeek => false;

        public sealed override bool CanWrite => false;

        public sealed override long Length => throw new NotSupportedException();

        public sealed override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public abstract override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default);

        public sealed override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public sealed override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public sealed override void Flush()
        {
        }

        public sealed override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public sealed override void SetLength(long value) => throw new NotSupportedException();

        public sealed override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
