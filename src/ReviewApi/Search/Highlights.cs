using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Dapper;
using Npgsql;
using ReviewApi.Http;
using ReviewApi.Reviews;
using ReviewApi.Vocabulary;

namespace ReviewApi.Search;

/// <summary>Says of each review of a page how it matches: its rank, and the passages that have the words.</summary>
internal static class Highlights
{
    const char Start = '\ue000';
    const char Stop = '\ue001';

    // Passages are cut where a text has this, which no text has after it was prepared.
    const string Delimiter = "\ue002";

    static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    static readonly string Options = $"StartSel={Start}, StopSel={Stop}, FragmentDelimiter={Delimiter}, MaxFragments=2, MaxWords=30, MinWords=12";

    public static async Task AddTo(IReadOnlyList<ListedReview> items, TextQuery text, NpgsqlDataSource database, CancellationToken cancellation)
    {
        var passages = text.IsLikeness ? [] : items.SelectMany(item => Likely(Passages(item, text).ToList(), text)).ToList();
        var found = passages.Count == 0 ? [] : await Headlines(passages, text, database, cancellation);
        var highlights = passages.Zip(found).SelectMany(pair => Fragments(pair.First, pair.Second)).ToLookup(pair => pair.Id, pair => pair.Highlight);
        foreach (var item in items)
        {
            var match = JsonSerializer.SerializeToUtf8Bytes(new Match { Rank = Math.Round((decimal)item.Rank!.Value, 6), Highlights = highlights[item.Id].ToList() }, Json.Options);
            item.Json = [.. item.Json.AsSpan(0, item.Json.Length - 1), .. ",\"match\":"u8, .. match, (byte)'}'];
        }
    }

    static IEnumerable<Passage> Passages(ListedReview item, TextQuery text)
    {
        var review = JsonSerializer.Deserialize<Writing>(item.Document, Json.Options)!;
        var sections = ListingText.Sections.Zip(review.Sections?.InOrder() ?? [], (name, section) => (Name: name, Texts: ListingText.Prose(section)));
        IEnumerable<(string Name, IEnumerable<string?> Texts)> all =
            [("headline", [review.Headline]), ("summary", [review.Summary]), .. sections, ("overall", ListingText.Prose(review.Overall))];
        return from place in all
               where text.In.Count == 0 || text.In.Contains(place.Name)
               from prose in place.Texts
               where !string.IsNullOrWhiteSpace(prose)
               select new Passage(item.Id, place.Name, ListingText.Config(review.Language!), Spelling.Composed(prose).Replace(Start, ' ').Replace(Stop, ' ').Replace(Delimiter[0], ' '));
    }

    // Marking is costly: only what seems to have the words is marked, or all where nothing seems to.
    static List<Passage> Likely(List<Passage> passages, TextQuery text) =>
        passages.Where(passage => Spelling.WithoutAccents(passage.Text) is var plain && text.Beginnings.Any(word => plain.Contains(word, StringComparison.OrdinalIgnoreCase))).ToList() is { Count: > 0 } likely
            ? likely
            : passages;

    static async Task<IReadOnlyList<string>> Headlines(List<Passage> passages, TextQuery text, NpgsqlDataSource database, CancellationToken cancellation)
    {
        // Without accents, where that shows no word as it is.
        // language=sql
        const string sql = """
            select case when strpos(plain, @Start) > 0 then plain else ts_headline(config::regconfig, accented, query, @Options) end
            from unnest(@configs, @texts, @foldedTexts) with ordinality as passage (config, accented, text, place)
            cross join lateral (select websearch_to_tsquery(config::regconfig, @Words) || websearch_to_tsquery(config::regconfig, @Folded) as query) asked
            cross join lateral (select ts_headline(config::regconfig, text, query, @Options) as plain) shown
            order by place
            """;
        var texts = passages.Select(passage => ListingText.Plain(passage.Text)).ToArray();
        var values = new { text.Words, text.Folded, Options, Start = $"{Start}", configs = passages.Select(passage => passage.Config).ToArray(), texts, foldedTexts = texts.Select(Spelling.WithoutAccents).ToArray() };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<string>(new(sql, values, cancellationToken: cancellation))).AsList();
    }

    // The words were marked in the text as ListingText has it, with accents or without, which is as long as the text itself: its letters are at
    // the same place.
    static IEnumerable<(Guid Id, Highlight Highlight)> Fragments(Passage passage, string headline)
    {
        var plain = ListingText.Plain(passage.Text);
        var folded = Spelling.WithoutAccents(plain);
        foreach (var fragment in headline.Split(Delimiter).Where(fragment => fragment.Contains(Start, StringComparison.Ordinal)))
        {
            var words = fragment.Replace($"{Start}", "", StringComparison.Ordinal).Replace($"{Stop}", "", StringComparison.Ordinal);
            var place = Math.Max(folded.IndexOf(words, StringComparison.Ordinal), plain.IndexOf(words, StringComparison.Ordinal));
            if (place >= 0)
                yield return (passage.Id, new Highlight { Section = passage.Section, Fragment = Marked(fragment, passage.Text, place) });
        }
    }

    static string Marked(string fragment, string text, int place)
    {
        var html = new System.Text.StringBuilder();
        foreach (var piece in fragment.Split(Start))
        {
            var (marked, rest) = piece.Split(Stop) is [var one, var two] ? (one, two) : ("", piece);
            if (marked.Length > 0)
                html.Append("<mark>").Append(Html.Encode(text.Substring(place, marked.Length))).Append("</mark>");
            html.Append(Html.Encode(text.Substring(place + marked.Length, rest.Length)));
            place += marked.Length + rest.Length;
        }
        return html.ToString();
    }

    // What is written in a review; the rest is not read.
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    sealed record Writing(string Language, string? Headline, string? Summary, Sections? Sections, Section? Overall);

    sealed record Passage(Guid Id, string Section, string Config, string Text);
}
