namespace ReviewApi.Writing;

/// <summary>What a write has asked the database; its value is there once the questions have been sent.</summary>
internal sealed class Asked<T>(Func<T> read)
{
    readonly Lazy<T> value = new(read, LazyThreadSafetyMode.None);

    public T Value => value.Value;
}
