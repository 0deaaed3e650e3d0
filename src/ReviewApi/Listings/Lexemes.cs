using System.Collections.Concurrent;
using Dapper;
using Npgsql;
using ReviewApi.Http;
using ReviewApi.Writing;

namespace ReviewApi.Listings;

/// <summary>
/// What PostgreSQL makes of words, configuration by configuration: it is asked once for a word, then the word is known here. What has not
/// been used for long is forgotten, so that it takes no more than some megabytes.
/// </summary>
internal sealed class Lexemes
{
    const int MostBytes = 12 * 1024 * 1024;
    const int EntryBytes = 160;
    const int AtOnce = 5000;

    // A number after the word has the place behind it: words that are never looked for have places too.
    // language=sql
    const string Sql = """
        select place, lexeme, positions
        from unnest(@configs, @words) with ordinality as asked (config, word, place)
        cross join lateral unnest(to_tsvector(config::regconfig, word || ' 0')) as known (lexeme, positions, weights)
        """;

    // Of each database: another one may have other rules.
    static readonly ConcurrentDictionary<(string?, int, string), Lexemes> Databases = new();

    volatile Generation young = new();
    volatile Generation old = new();

    /// <summary>How many bytes all that is known takes, about.</summary>
    public static long Bytes => Databases.Values.Sum(one => one.young.Bytes + one.old.Bytes);

    /// <summary>Those of a connection's database.</summary>
    public static Lexemes Of(NpgsqlConnection connection) =>
        Databases.GetOrAdd((connection.Host, connection.Port, connection.Database), _ => new());

    /// <summary>What a configuration makes of a word, if that is known.</summary>
    public Lexed? Find(string config, ReadOnlySpan<char> word)
    {
        if (young.Find(config, word) is { } found)
            return found;
        if (old.Find(config, word) is { } earlier)
            Keep(config, word.ToString(), earlier);
        else
            return null;
        return earlier;
    }

    /// <summary>
    /// Asks what a configuration makes of the words of some texts, word by word: those that are not known yet; says whether all are.
    /// </summary>
    public (Asked<IReadOnlyList<Lexed[]>> Answer, bool IsKnown) Ask(
        string config, IReadOnlyList<IReadOnlyCollection<string>> texts, Write write)
    {
        var found = new Found(this, [.. texts.Select(text => (config, text))]);
        var asked = found.Unknown.Select(some => (some, Rows: write.Ask<(long, string, short[])>(Sql, Columns(some)))).ToList();
        return (new(() =>
        {
            asked.ForEach(one => found.Learn(one.some, one.Rows.Value));
            return found.Words;
        }), asked.Count == 0);
    }

    /// <summary>
    /// What configurations make of the words of some texts, word by word; all that are not known are asked for in one statement.
    /// </summary>
    public async Task<IReadOnlyList<Lexed[]>> Of(
        IReadOnlyList<(string Config, IReadOnlyCollection<string> Words)> texts, NpgsqlConnection connection,
        CancellationToken cancellation)
    {
        var found = new Found(this, texts);
        foreach (var some in found.Unknown)
            found.Learn(
                some, await connection.QueryAsync<(long, string, short[])>(new(Sql, Columns(some), cancellationToken: cancellation)));
        return found.Words;
    }

    static object Columns((string Config, string Word)[] words) =>
        new { configs = Array.ConvertAll(words, one => one.Config), words = Array.ConvertAll(words, one => one.Word) };

    void Keep(string config, string word, Lexed lexed)
    {
        var current = young;
        var bytes = EntryBytes + sizeof(char) * (word.Length + lexed.Words.Sum(one => one.Lexeme.Length));
        if (current.Keep(config, word, lexed, bytes) <= MostBytes)
            return;
        lock (this)
            if (young == current)
                (old, young) = (current, new());
    }

    /// <summary>The words of some texts, as far as they are known.</summary>
    sealed class Found
    {
        readonly Lexemes lexemes;
        readonly IReadOnlyList<(string Config, IReadOnlyCollection<string> Words)> texts;
        readonly List<Lexed?[]> words;
        readonly Dictionary<(string Config, string Word), Lexed?> unknown = [];

        public Found(Lexemes lexemes, IReadOnlyList<(string Config, IReadOnlyCollection<string> Words)> texts)
        {
            (this.lexemes, this.texts) = (lexemes, texts);
            words = [
                .. texts.Select(text => text.Words.Select(word => lexemes.Find(text.Config, word) ?? Missing(text.Config, word)).ToArray()),
            ];
            Measures.WordLookUps.Add("unknown", unknown.Count);
            Measures.WordLookUps.Add("known", texts.Sum(text => text.Words.Count) - unknown.Count);
        }

        /// <summary>Those that are to be asked for, some thousand at a time.</summary>
        public IEnumerable<(string Config, string Word)[]> Unknown => unknown.Keys.ToList().Chunk(AtOnce);

        /// <summary>All, once those that were unknown have been learnt.</summary>
        public IReadOnlyList<Lexed[]> Words
        {
            get
            {
                if (unknown.Count > 0)
                    foreach (var (text, lexed) in texts.Zip(words))
                        foreach (var (word, place) in text.Words.Select((word, place) => (word, place)))
                            lexed[place] ??= unknown[(text.Config, word)];
                return words!;
            }
        }

        /// <summary>Learns what PostgreSQL answered for some: the place of each among them, its lexemes and their positions.</summary>
        public void Learn((string Config, string Word)[] some, IEnumerable<(long Place, string Lexeme, short[] Positions)> rows)
        {
            foreach (var known in rows.GroupBy(row => row.Place))
            {
                var (one, lexed) = (some[known.Key - 1], Lexed.Of([.. known.Select(row => (row.Lexeme, row.Positions))]));
                unknown[one] = lexed;
                lexemes.Keep(one.Config, one.Word, lexed);
            }
        }

        Lexed? Missing(string config, string word)
        {
            unknown.TryAdd((config, word), null);
            return null;
        }
    }

    sealed class Generation
    {
        readonly ConcurrentDictionary<string, ConcurrentDictionary<string, Lexed>> configs = new();
        long size;

        public long Bytes => Volatile.Read(ref size);

        public Lexed? Find(string config, ReadOnlySpan<char> word) =>
            configs.TryGetValue(config, out var words) && words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var lexed)
                ? lexed
                : null;

        /// <summary>Gives the size of all.</summary>
        public long Keep(string config, string word, Lexed lexed, int bytes) =>
            configs.GetOrAdd(config, _ => new()).TryAdd(word, lexed) ? Interlocked.Add(ref size, bytes) : Bytes;
    }
}

/// <summary>What a configuration makes of a word.</summary>
/// <param name="Words">
/// Its lexemes in order, each with its place, from 1 on: nearly always one; none of a word that is never looked for; several where
/// PostgreSQL divides it.
/// </param>
/// <param name="Width">How many places it takes in a text.</param>
internal sealed record Lexed(IReadOnlyList<(string Lexeme, int Place)> Words, int Width)
{
    /// <summary>Its lexemes alone.</summary>
    public string[] Lexemes { get; } = [.. Words.Select(one => one.Lexeme)];

    /// <summary>Of the lexemes of a word and of the number after it, which has the last place.</summary>
    public static Lexed Of(IReadOnlyList<(string Lexeme, short[] Places)> known)
    {
        var end = known.Max(one => one.Places[^1]);
        return new(
            [
                .. known.SelectMany(one => one.Places, (one, place) => (one.Lexeme, Place: (int)place)).Where(one => one.Place < end)
                    .OrderBy(one => one.Place),
            ],
            end - 1);
    }
}
