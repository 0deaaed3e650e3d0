using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using ReviewApi.Codes;
using ReviewApi.Http;
using ReviewApi.Listings;
using ReviewApi.Reviews;

namespace ReviewApi.Search;

/// <summary>The texts of a review that passages are shown of, with what its language makes of their words.</summary>
internal sealed record ReviewTexts(ulong Tag, string Config, IReadOnlyList<(string Section, MarkedText Text)> Passages)
{
    // Of all that are read at once, so many letters are taken, and so many unknown words asked for.
    const int MostLetters = 8_000_000;
    const int MostUnknown = 4000;

    const int EntryBytes = 512;

    /// <summary>Whether all of its words are known.</summary>
    public bool IsWhole { get; private init; } = true;

    /// <summary>About how many bytes it takes.</summary>
    public int Bytes => EntryBytes + Passages.Sum(passage => passage.Text.Bytes);

    /// <summary>
    /// The texts of some documents, each with the tag of its review. Unknown words are asked for, those likely to be shown first.
    /// </summary>
    public static async Task<IReadOnlyList<ReviewTexts>> Read(
        IEnumerable<(ulong Tag, byte[] Document)> documents, AskedWords words, NpgsqlConnection connection,
        CancellationToken cancellation)
    {
        var (letters, texts) = (0, new List<ReviewTexts>());
        foreach (var (tag, document) in documents)
            texts.Add(Of(tag, JsonSerializer.Deserialize<Writing>(document, Json.Options)!, ref letters));
        var lexemes = Lexemes.Of(connection);
        var stemmings = texts.Select(text => text.Config).Distinct()
            .ToDictionary(config => config, config => new Stemming(lexemes, config));
        foreach (var text in texts)
            text.Stem(stemmings[text.Config]);
        var unknown = stemmings.Values
            .Select(one => (one.Config, Words: (IReadOnlyCollection<string>)one.Unknown(words.Shown(one.Config), MostUnknown)))
            .Where(one => one.Words.Count > 0).ToList();
        if (unknown.Count == 0)
            return texts;
        foreach (var ((config, some), lexed) in unknown.Zip(await lexemes.Of(unknown, connection, cancellation)))
            stemmings[config].Learn(some.Zip(lexed));
        return [.. texts.Select(text => text with { IsWhole = text.Stem(stemmings[text.Config]) && text.IsWhole })];
    }

    static ReviewTexts Of(ulong tag, Writing review, ref int letters)
    {
        var sections = Sections.Names.Zip(
            review.Sections?.InOrder() ?? [], (name, section) => (Name: name, Texts: ListingText.Prose(section)));
        IEnumerable<(string Name, IEnumerable<string?> Texts)> all =
            [("headline", [review.Headline]), ("summary", [review.Summary]), .. sections, ("overall", ListingText.Prose(review.Overall))];
        var passages = new List<(string, MarkedText)>();
        foreach (var (name, texts) in all)
            foreach (var prose in texts.Where(prose => !string.IsNullOrWhiteSpace(prose)).Select(prose => Spelling.Composed(prose!)))
                if ((letters += prose.Length) <= MostLetters)
                    passages.Add((name, new MarkedText(prose)));
        return new(tag, ListingText.Config(review.Language), passages) { IsWhole = letters <= MostLetters };
    }

    // Gives whether all words are known.
    bool Stem(Stemming stemming)
    {
        var areKnown = true;
        foreach (var (_, text) in Passages)
            areKnown &= text.Stem(stemming);
        return areKnown;
    }

    // What is written in a review; the rest is not read.
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    sealed record Writing(string Language, string? Headline, string? Summary, Sections? Sections, Section? Overall);
}
