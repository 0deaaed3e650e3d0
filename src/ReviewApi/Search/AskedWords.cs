using System.Text;
using System.Text.Json;
using Npgsql;
using ReviewApi.Indexing;
using ReviewApi.Listings;

namespace ReviewApi.Search;

/// <summary>What is asked for in words as the configurations understand it that there are reviews in.</summary>
internal sealed class AskedWords
{
    readonly Dictionary<string, HashSet<string>> shown;

    AskedWords(TextQuery text, string? queries, Dictionary<string, HashSet<string>> shown) =>
        (Text, Queries, this.shown) = (text, queries, shown);

    public TextQuery Text { get; }

    /// <summary>
    /// The JSON of the tsqueries, each with the configurations that understand the words so; null where no review can have them.
    /// </summary>
    public string? Queries { get; }

    /// <summary>The lexemes that are marked where they are found, by configuration.</summary>
    public IReadOnlySet<string> Shown(string config) => shown.GetValueOrDefault(config) ?? [];

    /// <summary>What a query asks of a version; ends with 400 where it has too many words.</summary>
    public static async Task<AskedWords> Read(
        TextQuery text, CatalogueVersion version, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var (words, configs) = (text.Words.All.ToList(), Configs(version));
        var found = await Lexemes.Of(connection).Of(
            [.. configs.Select(config => (config, (IReadOnlyCollection<string>)words))], connection, cancellation);
        var (queries, shown) = (new Dictionary<string, List<string>>(), new Dictionary<string, HashSet<string>>());
        foreach (var (config, all) in configs.Zip(found))
        {
            var lexed = words.Zip(all).ToDictionary(one => one.First, one => one.Second);
            QueryWords.RequireFew(lexed.Values.SelectMany(one => one.Words).Select(one => one.Lexeme).Distinct().Count());
            shown[config] = [.. text.Words.Shown.SelectMany(word => lexed[word].Words).Select(one => one.Lexeme)];
            if (text.Words.Tree?.Text(word => lexed[word], text.Written) is not { } query)
                continue;
            if (!queries.TryGetValue(query, out var same))
                queries.Add(query, same = []);
            same.Add(config);
        }
        return new(text, queries.Count == 0 ? null : Json(queries), shown);
    }

    static string Json(Dictionary<string, List<string>> queries) =>
        JsonSerializer.Serialize(queries.Select(one => new { query = one.Key, configs = string.Join(' ', one.Value) }));

    // Without reviews words are counted as they are written.
    static List<string> Configs(CatalogueVersion version)
    {
        var terms = version.Store[Field.Language].Terms;
        var (configs, count) = (new HashSet<string>(), terms.Count);
        for (var number = 0; number < count; number++)
            configs.Add(ListingText.Config(Encoding.UTF8.GetString(terms[number])));
        return configs.Count == 0 ? [ListingText.Config("")] : [.. configs.Order(StringComparer.Ordinal)];
    }
}
