using System.Text;
using ReviewApi.Indexing;

namespace ReviewApi.Tests.Indexing;

/// <summary>Slips of the pen against the textbook: optimal string alignment over letters.</summary>
public sealed class SlipProperties
{
    static readonly string[] Alphabets = ["ab", "abc", "жзи", "αβ", "千と𠮷", "aж千𠮷"];

    [Many(2000)]
    public void Given_any_two_words_when_compared_then_one_slip_is_a_distance_of_one_at_most(int seed)
    {
        var random = new Random(seed);
        var (alphabet, letters) = (Alphabets[random.Next(Alphabets.Length)], random.Next(2, 8));
        var (text, word) = (Word(random, alphabet, letters), Word(random, alphabet, letters));
        Assert.Equal(Distance(text, word), Slip.Distance(Bytes(text), Bytes(word)));
        Assert.Equal(Distance(text, word) <= 1, Slip.IsWithin(Bytes(text), Bytes(word)));
        Assert.Equal(BeginsWithin(text, word), Slip.BeginsWithin(Bytes(text), Bytes(word)));
    }

    [Many(300)]
    public void Given_any_words_when_looked_for_with_a_slip_then_they_are_those_that_a_scan_finds(int seed)
    {
        var random = new Random(seed);
        var (alphabet, words) = (Alphabets[random.Next(Alphabets.Length)], new OrderedTexts());
        var all = Enumerable.Range(0, random.Next(80)).Select(_ => Word(random, alphabet, 7)).ToHashSet();
        foreach (var (word, number) in all.Select((word, number) => (word, number)))
        {
            // Those that come later are not ranked.
            if (number == all.Count * 2 / 3)
                words.Rank();
            words.Add(Bytes(word));
        }
        for (var tries = 0; tries < 10; tries++)
        {
            var text = Word(random, alphabet, 7);
            Assert.Equal(all.Where(word => Distance(text, word) <= 1).Order(), Found(words, text, isBeginning: false));
            Assert.Equal(all.Where(word => BeginsWithin(text, word)).Order(), Found(words, text, isBeginning: true));
            Assert.Equal(
                all.Where(word => word.StartsWith(text, StringComparison.Ordinal)).Order(),
                words.Beginning(Bytes(text), all.Count).Select(words.Text).Order());
        }
    }

    [Fact]
    public void Given_more_words_than_are_asked_for_when_looked_for_then_so_many_are_found()
    {
        var words = new OrderedTexts();
        for (var letter = 'a'; letter <= 'z'; letter++)
            words.Add(Bytes($"hea{letter}"));
        words.Rank();
        Assert.Equal(5, SlipWalk.Find(words, Bytes("heat"), isBeginning: false, 5).Count);
        Assert.Equal(5, words.Beginning(Bytes("hea"), 5).Count);
    }

    /// <summary>How many letters are to be changed, left out or put in, or neighbours swapped, to make one text the other.</summary>
    internal static int Distance(string one, string other)
    {
        var (first, second) = (one.EnumerateRunes().ToArray(), other.EnumerateRunes().ToArray());
        var table = new int[first.Length + 1, second.Length + 1];
        for (var i = 0; i <= first.Length; i++)
            for (var j = 0; j <= second.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }
                var changed = table[i - 1, j - 1] + (first[i - 1] == second[j - 1] ? 0 : 1);
                table[i, j] = Math.Min(changed, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
                if (i > 1 && j > 1 && first[i - 1] == second[j - 2] && first[i - 2] == second[j - 1])
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
            }
        return table[first.Length, second.Length];
    }

    /// <summary>Whether a beginning of a word is within one slip of a text.</summary>
    internal static bool BeginsWithin(string text, string word)
    {
        var letters = word.EnumerateRunes().Select(rune => rune.ToString()).ToList();
        return Enumerable.Range(0, letters.Count + 1).Any(length => Distance(text, string.Concat(letters.Take(length))) <= 1);
    }

    static IEnumerable<string> Found(OrderedTexts words, string text, bool isBeginning) =>
        SlipWalk.Find(words, Bytes(text), isBeginning, 1000).Where(number => isBeginning || Distance(text, words.Text(number)) <= 1)
            .Select(words.Text).Order();

    static string Word(Random random, string alphabet, int most)
    {
        var letters = alphabet.EnumerateRunes().ToArray();
        return string.Concat(Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => letters[random.Next(letters.Length)]));
    }

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
