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

    // So few are compared one by one.
    const int FewWanted = 8;

    // So many signs before the first word or after the last one are shown.
    const int MostSigns = 20;

    static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    readonly string text;
    readonly List<Word> words;
    readonly List<(Word Whole, string Joined)> joins;

    // What each word and each of the joined ones is found by.
    readonly string[]?[] lexemes;
    readonly string[]?[] ofJoined;

    public MarkedText(string text)
    {
        this.text = text;
        words = TextWords.In(text);
        joins = [.. TextWords.Joins(text, words)];
        (lexemes, ofJoined) = (new string[words.Count][], new string[joins.Count][]);
    }

    /// <summary>About how many bytes it takes.</summary>
    public int Bytes => sizeof(char) * text.Length + 16 * words.Count + 100 * joins.Count;

    /// <summary>Notes what its words are found by; gives whether that is known of all.</summary>
    public bool Stem(Stemming stemming)
    {
        var areKnown = true;
        for (var number = 0; number < words.Count; number++)
            areKnown &= (lexemes[number] ??= stemming.Of(text.AsSpan(words[number].Start, words[number].Length))) is not null;
        for (var number = 0; number < joins.Count; number++)
            areKnown &= (ofJoined[number] ??= stemming.Of(joins[number].Joined)) is not null;
        return areKnown;
    }

    /// <summary>
    /// The best passages of some texts as HTML, with the words marked that are found by some lexemes: each has the most lexemes that none
    /// before it has.
    /// </summary>
    public static IEnumerable<string> Fragments(IEnumerable<MarkedText> texts, IReadOnlySet<string> wanted)
    {
        var found = texts.Select(text => (Text: text, Hits: text.Hits(wanted))).Where(one => one.Hits.Count > 0).ToList();
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

    List<Hit> Hits(IReadOnlySet<string> wanted)
    {
        var (hits, few) = (new List<Hit>(), wanted.Count <= FewWanted ? wanted.ToArray() : null);
        for (var number = 0; number < words.Count; number++)
            if (HasAny(lexemes[number], wanted, few))
                hits.Add(new Hit(words[number], number, [.. lexemes[number]!.Where(wanted.Contains)]));
        // A joined word has the number of its first part.
        for (var number = 0; number < joins.Count; number++)
            if (HasAny(ofJoined[number], wanted, few))
                hits.Add(new Hit(
                    joins[number].Whole, NumberAt(joins[number].Whole.Start + 1), [.. ofJoined[number]!.Where(wanted.Contains)]));
        return [.. hits.OrderBy(hit => hit.Place.Start).ThenByDescending(hit => hit.Place.Length)];
    }

    // This is asked of every word that is shown or not.
    static bool HasAny(string[]? lexemes, IReadOnlySet<string> wanted, string[]? few)
    {
        if (lexemes is null)
            return false;
        foreach (var lexeme in lexemes)
        {
            if (few is null && wanted.Contains(lexeme))
                return true;
            foreach (var one in few ?? [])
                if (one.Length == lexeme.Length && one == lexeme)
                    return true;
        }
        return false;
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
