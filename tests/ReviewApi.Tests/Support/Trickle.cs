using System.Net;
using System.Text;

namespace ReviewApi.Tests.Support;

/// <summary>A body that comes in ten parts, with blanks at its end.</summary>
sealed class Trickle : HttpContent
{
    readonly byte[] bytes;
    readonly TimeSpan whole;

    public Trickle(string text, TimeSpan whole, string type = "application/json")
    {
        (bytes, this.whole) = (Encoding.UTF8.GetBytes(text + new string(' ', 20_000)), whole);
        Headers.ContentType = new(type);
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
