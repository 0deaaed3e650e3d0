using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using ReviewApi.Reviews;

namespace ReviewApi.Search;

/// <summary>A text, the passages of which are shown that have the most of some words.</summary>
internal sealed class MarkedText
{
    const int MostFragments = 2;
    const int MostWords = 24;
    const int MostLetters = 240;

    // So many signs before the first word or after the last one are shown.
    const int MostSigns = 20;

    static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    readonly List<Word> words;
    readonly Dictionary<string, List<(Word Place, int Number)>> places = [];

    public MarkedText(string text)
    {
        Text = text;
        words = TextWords.In(text);
        var number = 0;
        foreach (var word in words)
            Add(text.AsSpan(word.Start, word.Length), word, number++);
        // A joined word has the number of its first part.
        number = 0;
        foreach (var (whole, joined) in TextWords.Joins(text, words))
        {
            while (words[number].Start < whole.Start)
                number++;
            Add(joined, whole, number);
        }
    }

    public string Text { get; }

    /// <summary>Its words as they are written, each once.</summary>
    public IEnumerable<string> Distinct() => places.Keys;

    /// <summary>The passages as HTML, the words that have stems marked: the one with the most different stems first.</summary>
    public IEnumerable<string> Fragments(Func<string, IReadOnlyList<string>?> stems)
    {
        var hits = places.SelectMany(word => stems(word.Key) is { } found ? word.Value.Select(place => new Hit(place.Place, place.Number, found)) : [])
            .OrderBy(hit => hit.Place.Start).ThenByDescending(hit => hit.Place.Length).ToList();
        for (var shown = 0; shown < MostFragments && hits.Count > 0; shown++)
        {
            var (first, last) = Best(hits);
            var (from, to) = Around(hits[first].Number, NumberAt(hits.Slice(first, last - first + 1).Max(hit => hit.Place.End)));
            yield return Marked(hits, words[from], words[to]);
            hits.RemoveAll(hit => hit.Place.End > words[from].Start && hit.Place.Start < words[to].End);
        }
    }

    void Add(ReadOnlySpan<char> word, Word place, int number)
    {
        var known = places.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!known.TryGetValue(word, out var all))
            known[word] = all = [];
        all.Add((place, number));
    }

    // The hits, from the first to the last one, that fit into a passage and have the most different stems.
    static (int First, int Last) Best(List<Hit> hits)
    {
        var (best, most) = ((First: 0, Last: 0), 0);
        for (var first = 0; first < hits.Count; first++)
        {
            var stems = new HashSet<string>();
            for (var last = first; last < hits.Count && (last == first || Fits(hits[first], hits[last])); last++)
            {
                stems.UnionWith(hits[last].Stems);
                if (stems.Count > most)
                    (best, most) = ((first, last), stems.Count);
            }
        }
        return best;
    }

    static bool Fits(Hit first, Hit last) => last.Number - first.Number < MostWords && last.Place.End - first.Place.Start <= MostLetters;

    // The last word that begins before a place.
    int NumberAt(int end)
    {
        var found = words.BinarySearch(new Word(end, 0), Comparer<Word>.Create((one, other) => one.Start.CompareTo(other.Start)));
        return (found < 0 ? ~found : found) - 1;
    }

    // With as many words before and after as fit.
    (int From, int To) Around(int from, int to)
    {
        while (to - from + 1 < MostWords)
        {
            var (before, after) = (from > 0 && words[to].End - words[from - 1].Start <= MostLetters, to < words.Count - 1 && words[to + 1].End - words[from].Start <= MostLetters);
            if (!before && !after)
                break;
            if (before)
                from--;
            if (after && to - from + 1 < MostWords && words[to + 1].End - words[from].Start <= MostLetters)
                to++;
            else if (!before)
                break;
        }
        return (from, to);
    }

    string Marked(List<Hit> hits, Word first, Word last)
    {
        var place = first == words[0] && first.Start <= MostSigns ? 0 : first.Start;
        var end = last == words[^1] && Text.Length - last.End <= MostSigns ? Text.Length : last.End;
        var html = new StringBuilder();
        foreach (var hit in hits.Select(hit => hit.Place))
            if (hit.Start >= place && hit.End <= end)
            {
                html.Append(Html.Encode(Text[place..hit.Start])).Append("<mark>").Append(Html.Encode(Text[hit.Start..hit.End])).Append("</mark>");
                place = hit.End;
            }
        return html.Append(Html.Encode(Text[place..end])).ToString();
    }

    sealed record Hit(Word Place, int Number, IReadOnlyList<string> Stems);
}
