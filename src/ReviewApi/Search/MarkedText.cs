using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using ReviewApi.Listings;

namespace ReviewApi.Search;

/// <summary>A text, the passages of which are shown that have the most of some words.</summary>
internal sealed class MarkedText
{
    const int MostFragments = 3;
    const int MostWords = 24;
    const int MostLetters = 240;

    // So many signs before the first word or after the last one are shown.
    const int MostSigns = 20;

    static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    readonly string text;
    readonly List<Word> words;
    readonly List<(Word Whole, string Joined)> joins;

    public MarkedText(string text)
    {
        this.text = text;
        words = TextWords.In(text);
        joins = [.. TextWords.Joins(text, words)];
    }

    /// <summary>Adds its words as they are written.</summary>
    public void AddTo(HashSet<string> all)
    {
        var spans = all.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var word in words)
            spans.Add(text.AsSpan(word.Start, word.Length));
        all.UnionWith(joins.Select(one => one.Joined));
    }

    /// <summary>
    /// The best passages of some texts as HTML, with the words marked that have stems: each has the most stems that none before it has.
    /// </summary>
    public static IEnumerable<string> Fragments(IEnumerable<MarkedText> texts, Dictionary<string, IReadOnlyList<string>> stems)
    {
        var found = texts.Select(text => (Text: text, Hits: text.Hits(stems))).ToList();
        var shown = new HashSet<string>();
        for (var number = 0; number < MostFragments && found.Any(one => one.Hits.Count > 0); number++)
        {
            var (text, hits, passage) = found.Where(one => one.Hits.Count > 0)
                .Select(one => (one.Text, one.Hits, Passage: Best(one.Hits, shown)))
                .MaxBy(one => one.Passage.Score);
            shown.UnionWith(passage.Hits.SelectMany(hit => hit.Stems));
            yield return text.Shown(hits, passage.Hits);
        }
    }

    List<Hit> Hits(Dictionary<string, IReadOnlyList<string>> stems)
    {
        var (hits, spans) = (new List<Hit>(), stems.GetAlternateLookup<ReadOnlySpan<char>>());
        for (var number = 0; number < words.Count; number++)
            if (spans.TryGetValue(text.AsSpan(words[number].Start, words[number].Length), out var found))
                hits.Add(new Hit(words[number], number, found));
        // A joined word has the number of its first part.
        foreach (var (whole, joined) in joins)
            if (stems.TryGetValue(joined, out var found))
                hits.Add(new Hit(whole, NumberAt(whole.Start + 1), found));
        return [.. hits.OrderBy(hit => hit.Place.Start).ThenByDescending(hit => hit.Place.Length)];
    }

    // The hits in a row that fit into a passage and have the most stems that were not shown, then the most stems.
    static (List<Hit> Hits, (int New, int All) Score) Best(List<Hit> hits, HashSet<string> shown)
    {
        var (best, most) = ((First: 0, Last: 0), (New: -1, All: 0));
        for (var first = 0; first < hits.Count; first++)
        {
            var (stems, fresh) = (new HashSet<string>(), 0);
            for (var last = first; last < hits.Count && (last == first || Fits(hits[first], hits[last])); last++)
            {
                fresh += hits[last].Stems.Count(stem => stems.Add(stem) && !shown.Contains(stem));
                if ((fresh, stems.Count).CompareTo(most) > 0)
                    (best, most) = ((first, last), (fresh, stems.Count));
            }
        }
        return (hits.GetRange(best.First, best.Last - best.First + 1), most);
    }

    // The passage around some of the hits; those in it are gone then.
    string Shown(List<Hit> hits, List<Hit> within)
    {
        var (from, to) = Around(within[0].Number, NumberAt(within.Max(hit => hit.Place.End)));
        var html = Marked(hits, words[from], words[to]);
        hits.RemoveAll(hit => hit.Place.End > words[from].Start && hit.Place.Start < words[to].End);
        return html;
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
            var before = from > 0 && words[to].End - words[from - 1].Start <= MostLetters;
            var after = to < words.Count - 1 && words[to + 1].End - words[from].Start <= MostLetters;
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
        var end = last == words[^1] && text.Length - last.End <= MostSigns ? text.Length : last.End;
        var html = new StringBuilder();
        foreach (var hit in hits.Select(hit => hit.Place))
            if (hit.Start >= place && hit.End <= end)
            {
                html.Append(Html.Encode(text[place..hit.Start])).Append("<mark>").Append(Html.Encode(text[hit.Start..hit.End]))
                    .Append("</mark>");
                place = hit.End;
            }
        return html.Append(Html.Encode(text[place..end])).ToString();
    }

    sealed record Hit(Word Place, int Number, IReadOnlyList<string> Stems);
}
