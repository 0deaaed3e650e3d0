namespace ReviewApi.Extraction.Reading;

/// <summary>The marks of Markdown at the edges of what they emphasise: asterisks, underscores, backticks and number signs.</summary>
internal static class Marks
{
    // "****" is a score.
    const int Longest = 3;

    // "Good ***" too; "** Synapse Films **" is emphasised.
    const int LongestApart = 2;

    /// <summary>What stands within the marks; stars that are a score stay.</summary>
    public static Stretch Without(string text, Stretch at)
    {
        if (at.Length == 0)
            return at;
        var (start, end) = (at.Start, at.End);
        for (var next = Behind(text, start, end); next > start; next = Behind(text, start, end))
            start = next;
        for (var next = Before(text, start, end); next < end; next = Before(text, start, end))
            end = next;
        return start < end ? LineReading.Trimmed(text, new(start, end)) : at;
    }

    // Where the text begins behind the marks at its front; the place itself where there are none.
    static int Behind(string text, int start, int end)
    {
        var place = start;
        while (place < end && text[place] == text[start] && IsMark(text[place]))
            place++;
        var (length, run) = (place - start, text[start]);
        while (place < end && LineReading.IsBlank(text[place]))
            place++;
        if (length == 0 || place == end)
            return start;
        var isApart = place > start + length;
        var goesOn = char.IsLetterOrDigit(text[place]) || IsMark(text[place]) || text[place] is '"' or '“' or '„' or '‘' or '«' or '[';
        return run == '#'
                ? isApart ? place : start
            : goesOn && length <= (isApart && run == '*' ? LongestApart : Longest) ? place
            : start;
    }

    static int Before(string text, int start, int end)
    {
        var place = end;
        while (place > start && text[place - 1] == text[end - 1] && (IsMark(text[place - 1]) || text[place - 1] == '='))
            place--;
        var (length, run) = (end - place, text[end - 1]);
        while (place > start && LineReading.IsBlank(text[place - 1]))
            place--;
        if (length == 0 || place == start)
            return end;
        var isApart = place < end - length;
        return run switch
        {
            '#' => isApart ? place : end,
            '*' => IsStar(text[place - 1]) || length > (isApart ? LongestApart : Longest) ? end : place,
            _ => place,
        };
    }

    static bool IsMark(char letter) => letter is '*' or '_' or '`' or '#';

    static bool IsStar(char letter) => letter is '★' or '☆' or '½' or '⭐';
}
