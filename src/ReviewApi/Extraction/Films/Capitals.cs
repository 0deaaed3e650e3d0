using System.Collections.Frozen;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Films;

/// <summary>Phrases whose words begin with capitals, as titles are written: little words may stand within them.</summary>
internal static class Capitals
{
    const int FarBefore = 70;
    const int MostWords = 9;

    static readonly FrozenSet<string> Little =
        "of the in a an and for to on at with de la le les du des et der die das und von im zu über".Split(' ').ToFrozenSet();

    // Words that begin a sentence and no title: "But Heat is …".
    static readonly FrozenSet<string> Leading = (
        "watched saw finished bought got but and in when with as for while director also what if since after from to of based on watching "
        + "like though although because "
        + "that so yet the film movie here at by this it both even only now still not")
        .Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The capitalised phrase that ends at a place: "No Country for Old Men" before " (2007)".</summary>
    public static Stretch? Before(Page page, int place)
    {
        var (text, end) = (page.Text, place);
        while (end > 0 && text[end - 1] is ' ' or '"' or '”' or '’' or '*' or '_' or '\'')
            end--;
        var (last, first) = (page.Words.From(end) - 1, -1);
        for (var word = last; word >= 0 && last - word < MostWords && end - page.Words.Start(word) <= FarBefore; word--)
        {
            if (word < last && text[page.Words.End(word)..page.Words.Start(word + 1)] is not (" " or ": " or "-" or "’" or ", "))
                break;
            if (IsCapital(text, page.Words.Start(word)))
                first = word;
            else if (!Little.Contains(page.Words[word].ToString()))
                break;
        }
        return first < 0 ? null : Trimmed(page, first, last);
    }

    /// <summary>The capitalised phrases of a stretch, with the little words within them.</summary>
    public static IEnumerable<Stretch> In(Page page, Stretch at)
    {
        var words = page.Words;
        for (var word = words.From(at.Start); word < words.Count && words.End(word) <= at.End; word++)
        {
            if (!char.IsUpper(page.Text[words.Start(word)]))
                continue;
            var last = word;
            for (var next = word + 1; next < words.Count && words.End(next) <= at.End && next - last <= 3
                && page.Text[words.End(next - 1)..words.Start(next)] is " " or "-"; next++)
                if (IsCapital(page.Text, words.Start(next)))
                    last = next;
                else if (!Little.Contains(words[next].ToString()))
                    break;
            if (Trimmed(page, word, last) is { Length: >= 4 } phrase)
                yield return phrase;
            word = last;
        }
    }

    // Without the words that begin a sentence, without "on Blu-ray" and a possessive's end.
    static Stretch? Trimmed(Page page, int first, int last)
    {
        var (words, text) = (page.Words, page.Text);
        while (first < last && Leading.Contains(words[first].ToString())
            && !(words[first] is "the" && char.IsUpper(text[words.Start(first)])))
            first++;
        for (var word = first + 1; word < last; word++)
            if (words[word] is "on" or "auf" or "en" or "in" && words[word + 1] is "blu" or "dvd" or "uhd" or "4k" or "hd" or "ultra")
                last = word - 1;
        var (start, end) = (words.Start(first), words.End(last));
        if (end - start > 2 && text.AsSpan(start..end) is [.., '’' or '\'', 's'])
            end -= 2;
        return end > start && !(first == last && Leading.Contains(words[first].ToString())) ? new(start, end) : null;
    }

    static bool IsCapital(string text, int place) => char.IsUpper(text[place]) || char.IsAsciiDigit(text[place]);
}
