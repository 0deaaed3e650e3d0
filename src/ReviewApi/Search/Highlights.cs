using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using Npgsql;
using ReviewApi.Codes;
using ReviewApi.Http;
using ReviewApi.Listings;
using ReviewApi.Reviews;

namespace ReviewApi.Search;

/// <summary>
/// Says of each review of a page how it matches: its rank, and the passages that have the words. Texts are read here; PostgreSQL is asked
/// only which of their words have the stems that are looked for.
/// </summary>
internal static class Highlights
{
    // What a page may cost: so many words are asked for, and so many letters read.
    const int MostAsked = 4000;
    const int MostLetters = 8_000_000;

    // Of a review without a word that looks like one of those asked for, so many words are asked for.
    const int MostUnlike = 300;

    public static async Task AddTo(
        IReadOnlyList<ShownReview> items, TextQuery text, NpgsqlDataSource database, CancellationToken cancellation)
    {
        var passages = text.IsLikeness ? [] : Within(items.SelectMany(item => Passages(item, text))).ToList();
        var stems = await Stems(passages, text, database, cancellation);
        var highlights = passages.Where(passage => stems.ContainsKey(passage.Config))
            .GroupBy(passage => (passage.Id, passage.Section, passage.Config))
            .SelectMany(section => MarkedText.Fragments(section.Select(passage => passage.Text), stems[section.Key.Config])
                .Select(fragment => (section.Key.Id, Highlight: new Highlight { Section = section.Key.Section, Fragment = fragment })))
            .ToLookup(pair => pair.Id, pair => pair.Highlight);
        foreach (var item in items)
        {
            var rank = Math.Round((decimal)item.Rank, 6);
            var match = JsonSerializer.SerializeToUtf8Bytes(
                new Match { Rank = rank, Highlights = highlights[item.Id].ToList() }, Json.Options);
            item.Json = [.. item.Json!.AsSpan(0, item.Json!.Length - 1), .. ",\"match\":"u8, .. match, (byte)'}'];
        }
    }

    static IEnumerable<Passage> Passages(ShownReview item, TextQuery text)
    {
        var review = JsonSerializer.Deserialize<Writing>(item.Document, Json.Options)!;
        var sections = Sections.Names.Zip(
            review.Sections?.InOrder() ?? [], (name, section) => (Name: name, Texts: ListingText.Prose(section)));
        IEnumerable<(string Name, IEnumerable<string?> Texts)> all =
            [("headline", [review.Headline]), ("summary", [review.Summary]), .. sections, ("overall", ListingText.Prose(review.Overall))];
        return from place in all
               where text.In.Count == 0 || text.In.Contains(place.Name)
               from prose in place.Texts
               where !string.IsNullOrWhiteSpace(prose)
               let composed = Spelling.Composed(prose)
               select new Passage(item.Id, place.Name, ListingText.Config(review.Language!), composed.Length, new MarkedText(composed));
    }

    static IEnumerable<Passage> Within(IEnumerable<Passage> passages)
    {
        var letters = 0;
        return passages.TakeWhile(passage => (letters += passage.Length) <= MostLetters);
    }

    // By the configuration of its text, for each word that is found the stems for which it is.
    static async Task<Dictionary<string, Dictionary<string, IReadOnlyList<string>>>> Stems(
        List<Passage> passages, TextQuery text, NpgsqlDataSource database, CancellationToken cancellation)
    {
        if (text.Beginnings.Count == 0)
            return [];
        var beginnings = SearchValues.Create([.. text.Beginnings], StringComparison.Ordinal);
        var asked = passages.GroupBy(passage => (passage.Id, passage.Config))
            .SelectMany(
                review => Likely(review.Select(passage => passage.Text).ToList(), beginnings)
                    .Select(word => (review.Key.Config, Word: word)))
            .Distinct().Take(MostAsked).ToList();
        if (asked.Count == 0)
            return [];
        // language=sql
        const string sql = """
            with wanted as materialized (
              select config, tsvector_to_array(to_tsvector(config::regconfig, @words)) as stems
              from (select distinct config from unnest(@configs) config) used)
            select place, stem
            from unnest(@configs, @spellings) with ordinality as asked (config, spelling, place)
            join wanted using (config)
            cross join lateral unnest(tsvector_to_array(to_tsvector(config::regconfig, spelling))) stem
            where stem = any(stems)
            """;
        var values = new
        {
            words = string.Join(' ', text.Words.Shown),
            configs = asked.Select(one => one.Config).ToArray(),
            spellings = asked.Select(one => string.Join(' ', TextWords.Spellings(one.Word).SelectMany(TextWords.Found))).ToArray(),
        };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<(long Place, string Stem)>(new(sql, values, cancellationToken: cancellation));
        return rows.GroupBy(row => asked[(int)row.Place - 1], row => row.Stem).GroupBy(word => word.Key.Config).ToDictionary(
            config => config.Key,
            config => config.ToDictionary(word => word.Key.Word, word => (IReadOnlyList<string>)[.. word]));
    }

    // The words of a review that have something of what is looked for in them, or some of all where none has.
    static List<string> Likely(List<MarkedText> texts, SearchValues<string> beginnings)
    {
        var words = new HashSet<string>();
        texts.ForEach(text => text.AddTo(words));
        return words.Where(word => TextWords.Folded(word).ToLowerInvariant().AsSpan().ContainsAny(beginnings))
            .ToList() is { Count: > 0 } likely
            ? likely
            : words.Take(MostUnlike).ToList();
    }

    // What is written in a review; the rest is not read.
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    sealed record Writing(string Language, string? Headline, string? Summary, Sections? Sections, Section? Overall);

    sealed record Passage(Guid Id, string Section, string Config, int Length, MarkedText Text);
}
