using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace ReviewApi.Http;

/// <summary>What was read before, within so many bytes as the settings say; what is asked for least goes first.</summary>
internal sealed class BoundedCache(IOptions<CachingOptions> caching) : IDisposable
{
    const long Mebibyte = 1024 * 1024;

    readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = caching.Value.DocumentsMiB * Mebibyte });

    /// <summary>What is kept under a key; null where nothing is.</summary>
    public T? Find<T>(object key) where T : class => kept.TryGetValue(key, out T? value) ? value : null;

    /// <summary>Keeps something that takes about so many bytes, if there is room.</summary>
    public void Keep<T>(object key, T value, long bytes) where T : class =>
        kept.Set(key, value, new MemoryCacheEntryOptions { Size = bytes });

    public void Forget(object key) => kept.Remove(key);

    public void Dispose() => kept.Dispose();
}
