using System.Net;
using System.Text;

namespace ReviewApi.Tests.Support;

/// <summary>JSON that comes in ten parts, blanks and all.</summary>
sealed class Trickle : HttpContent
{
    readonly byte[] bytes;
    readonly TimeSpan whole;

    public Trickle(string json, TimeSpan whole)
    {
        (bytes, this.whole) = (Encoding.UTF8.GetBytes(json + new string(' ', 20_000)), whole);
        Headers.ContentType = new("application/json");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        foreach (var part in bytes.Chunk(bytes.Length / 10))
        {
            await stream.WriteAsync(part);
            await stream.FlushAsync();
            await Task.Delay(whole / 10);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }
}
