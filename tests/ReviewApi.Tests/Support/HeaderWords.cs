namespace ReviewApi.Tests.Support;

static class HeaderWords
{
    /// <summary>The words of a header, in all its lines.</summary>
    public static IEnumerable<string> Words(this HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values)
            ? values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries))
            : [];
}
