using System.Collections.Concurrent;
using Npgsql;

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

    // Of each database: another one may have other rules.
    static readonly ConcurrentDictionary<(string?, int, string), Lexemes> Databases = new();

    volatile Generation young = new();
    volatile Generation old = new();

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
    /// What configurations make of the words of some texts, word by word; all that are not known are asked for in one statement.
    /// </summary>
    public async Task<IReadOnlyList<Lexed[]>> Of(
        IReadOnlyList<(string Config, IReadOnlyCollection<string> Words)> texts, NpgsqlConnection connection,
        CancellationToken cancellation)
    {
        var unknown = new Dictionary<(string Config, string Word), Lexed?>();
        var found = texts
            .Select(text => text.Words.Select(word => Find(text.Config, word) ?? Missing(text.Config, word)).ToArray()).ToList();
        if (unknown.Count > 0)
        {
            foreach (var some in unknown.Keys.ToList().Chunk(AtOnce))
                await Ask(some, unknown, connection, cancellation);
            foreach (var (text, lexed) in texts.Zip(found))
                foreach (var (word, place) in text.Words.Select((word, place) => (word, place)))
                    lexed[place] ??= unknown[(text.Config, word)];
        }
        return found!;

        Lexed? Missing(string config, string word)
        {
            unknown.TryAdd((config, word), null);
            return null;
        }
    }

    // A number after the word has the place behind it: words that are never looked for have places too.
    async Task Ask(
        (string Config, string Word)[] words, Dictionary<(string, string), Lexed?> answers, NpgsqlConnection connection,
        CancellationToken cancellation)
    {
        // language=sql
        const string sql = """
            select place, lexeme, positions
            from unnest($1, $2) with ordinality as asked (config, word, place)
            cross join lateral unnest(to_tsvector(config::regconfig, word || ' 0')) as known (lexeme, positions, weights)
            """;
        var lexemes = words.Select(_ => new List<(string Lexeme, short[] Places)>()).ToArray();
        await using var command = new NpgsqlCommand(sql, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<string[]> { TypedValue = Array.ConvertAll(words, one => one.Config) },
                new NpgsqlParameter<string[]> { TypedValue = Array.ConvertAll(words, one => one.Word) },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            lexemes[reader.GetInt64(0) - 1].Add((reader.GetString(1), reader.GetFieldValue<short[]>(2)));
        foreach (var (one, known) in words.Zip(lexemes))
        {
            var lexed = Lexed.Of(known);
            answers[one] = lexed;
            Keep(one.Config, one.Word, lexed);
        }
    }

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

    sealed class Generation
    {
        readonly ConcurrentDictionary<string, ConcurrentDictionary<string, Lexed>> configs = new();
        long size;

        public Lexed? Find(string config, ReadOnlySpan<char> word) =>
            configs.TryGetValue(config, out var words) && words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var lexed)
                ? lexed
                : null;

        /// <summary>Gives the size of all.</summary>
        public long Keep(string config, string word, Lexed lexed, int bytes) =>
            configs.GetOrAdd(config, _ => new()).TryAdd(word, lexed) ? Interlocked.Add(ref size, bytes) : Volatile.Read(ref size);
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
