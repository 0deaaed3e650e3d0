using Microsoft.AspNetCore.ResponseCompression;

namespace ReviewApi.Http;

/// <summary>Bytes that are sent again and again, packed once in each coding.</summary>
internal sealed class PackedBytes(byte[] plain)
{
    volatile byte[]? brotli;
    volatile byte[]? gzip;

    /// <summary>The bytes in the coding of a provider; as they are where there is none.</summary>
    public byte[] In(ICompressionProvider? provider) => provider?.EncodingName switch
    {
        null => plain,
        "br" => brotli ??= Packed(provider),
        "gzip" => gzip ??= Packed(provider),
        _ => Packed(provider),
    };

    byte[] Packed(ICompressionProvider provider)
    {
        using var packed = new MemoryStream();
        using (var packing = provider.CreateStream(packed))
            packing.Write(plain);
        return packed.ToArray();
    }
}
