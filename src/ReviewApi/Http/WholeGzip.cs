using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.RequestDecompression;

namespace ReviewApi.Http;

/// <summary>
/// Unpacks gzip bodies and refuses what GZipStream passes over in silence: a body that was cut, and bytes behind the last member. A
/// member with a mark in it is put behind the body, and all that comes out after it was put there is that mark only where the body was
/// whole.
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
        int given;

        /// <summary>Whether the body has ended.</summary>
        public bool IsOver { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!IsOver && await body.ReadAsync(buffer, cancellationToken) is var count and > 0)
                return count;
            IsOver = true;
            var rest = MarkMember.AsMemory(given, Math.Min(buffer.Length, MarkMember.Length - given));
            rest.CopyTo(buffer);
            given += rest.Length;
            return rest.Length;
        }
    }

    /// <summary>What is in the members of a body: GZipStream gives all that it can before it reads on.</summary>
    sealed class Unpacked(Followed packed) : ReadStream
    {
        readonly GZipStream gzip = new(packed, CompressionMode.Decompress);
        readonly byte[] held = new byte[16 * 1024];
        Memory<byte> left;
        bool isWhole;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (left.IsEmpty && !isWhole)
                left = await Next(cancellationToken);
            var given = left[..Math.Min(buffer.Length, left.Length)];
            given.CopyTo(buffer);
            left = left[given.Length..];
            return given.Length;
        }

        // Nothing at the end of a body that was whole.
        async Task<Memory<byte>> Next(CancellationToken cancellation)
        {
            var length = await gzip.ReadAsync(held, cancellation);
            if (length > 0 && !packed.IsOver)
                return held.AsMemory(0, length);
            for (var count = length; count > 0 && length <= Mark.Length; length += count)
                count = await gzip.ReadAsync(held.AsMemory(length), cancellation);
            isWhole = packed.IsOver && held.AsSpan(0, length).SequenceEqual(Mark);
            return isWhole ? Memory<byte>.Empty : throw new InvalidDataException("The gzip was cut, or has more behind it.");
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
