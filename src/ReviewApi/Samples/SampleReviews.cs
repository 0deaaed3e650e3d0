using System.Reflection;

namespace ReviewApi.Samples;

/// <summary>The sample reviews of db/samples: what a fresh start shows, and the examples of the OpenAPI document.</summary>
internal static class SampleReviews
{
    const string Prefix = "samples/";

    /// <summary>Each sample's name, which is the slug it gets, with its JSON, in the order of the names.</summary>
    public static IEnumerable<(string Name, byte[] Json)> All()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var names = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => Path.GetFileNameWithoutExtension(name[Prefix.Length..]));
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream($"{Prefix}{name}.json")!;
            var json = new byte[stream.Length];
            stream.ReadExactly(json);
            yield return (name, json);
        }
    }
}
