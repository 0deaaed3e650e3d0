namespace ReviewApi.Extraction.Reading;

/// <summary>Numbers as words, in English, German and French.</summary>
internal static class NumberWords
{
    static readonly Dictionary<string, int> Values = Numbered(
        "zero one two three four five six seven eight nine ten eleven twelve",
        "- single",
        "- eins zwei drei vier fünf sechs sieben acht neun zehn",
        "- un deux trois quatre cinq - - - - dix");

    static readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> ByWord = Values.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The number that a word is; null where it is none.</summary>
    public static int? Of(ReadOnlySpan<char> word) => ByWord.TryGetValue(word, out var number) ? number : null;

    // Each list from zero on; a hyphen for what is not looked for.
    static Dictionary<string, int> Numbered(params string[] lists) =>
        lists.SelectMany(list => list.Split(' ').Select((word, number) => (Word: word, Number: number)))
            .Where(one => one.Word != "-")
            .DistinctBy(one => one.Word)
            .ToDictionary(one => one.Word, one => one.Number, StringComparer.OrdinalIgnoreCase);
}
