namespace ReviewApi.Extraction.Reading;

/// <summary>A text that is read: its lines, its words and its sentences.</summary>
internal sealed class Page
{
    readonly int[] pairs;
    readonly int[] sentences;
    Stretch[]? turns;

    public Page(string text, IReadOnlyList<Line> lines)
    {
        (Text, Lines, Words) = (text, lines, new Words(text));
        Keyed = [.. lines.Where(line => line is { Kind: LineKind.KeyValue, Fact: not FactKey.None })];
        pairs = [.. Enumerable.Range(0, text.Length).Where(place => char.IsLowSurrogate(text[place]))];
        sentences = [.. SentenceEnds(text)];
    }

    public string Text { get; }

    public IReadOnlyList<Line> Lines { get; }

    public Words Words { get; }

    /// <summary>The lines that have a known key.</summary>
    public IReadOnlyList<Line> Keyed { get; }

    /// <summary>Where sentences turn to something else, in order.</summary>
    public IReadOnlyList<Stretch> Turns => turns ??= [.. Guards.TurnsOf(this)];

    public string this[Stretch at] => Text[at.Start..at.End];

    /// <summary>How many code points stand before a place.</summary>
    public int CodePoints(int place)
    {
        var before = Array.BinarySearch(pairs, place);
        return place - (before < 0 ? ~before : before);
    }

    /// <summary>The sentence that a place is in; of a long one, what is near.</summary>
    public Stretch Sentence(int place, int before = 200, int after = 200)
    {
        var number = Array.BinarySearch(sentences, place);
        number = number < 0 ? ~number : number + 1;
        var (start, end) = (number == 0 ? 0 : sentences[number - 1], number < sentences.Length ? sentences[number] : Text.Length);
        return new(Math.Max(start, place - before), Math.Min(end, place + after));
    }

    /// <summary>The number of the line that a place is in, or less than 0.</summary>
    public int LineAt(int place)
    {
        var (low, high) = (0, Lines.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (Lines[middle].At.End <= place)
                low = middle + 1;
            else if (Lines[middle].At.Start > place)
                high = middle - 1;
            else
                return middle;
        }
        return -1;
    }

    // After a stop, a question mark or an exclamation mark with a blank and a capital, a digit or a quotation mark behind it; after a
    // blank line. "J. R. R. Tolkien", "Dr. No" and "St. Louis" go on.
    static IEnumerable<int> SentenceEnds(string text)
    {
        for (var place = 1; place + 1 < text.Length; place++)
        {
            if (text[place] == '\n' && text[place - 1] is '\n' or '\r')
                yield return place;
            if (text[place] is not (' ' or '\n' or '\r') || text[place + 1] is ' ')
                continue;
            if (char.IsLower(text[place + 1]) || text[place + 1] is '(')
                continue;
            var stop = text[place - 1] is '"' or '”' or '’' or ')' && place > 1 ? place - 2 : place - 1;
            if (text[stop] is '!' or '?' or '…' || text[stop] == '.' && !IsShortening(text, stop))
                yield return place;
        }
    }

    static bool IsShortening(string text, int stop)
    {
        var start = stop;
        while (start > 0 && stop - start < 5 && char.IsLetter(text[start - 1]))
            start--;
        return stop - start == 1 && char.IsUpper(text[start]) && (start == 0 || !char.IsAsciiDigit(text[start - 1]))
            || text[start..stop] is "Dr" or "Mr" or "Mrs" or "Ms" or "St" or "Jr" or "Sr" or "vs" or "approx" or "min" or "mins" or "No";
    }
}
