using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Films;

/// <summary>Whom a verb is of, as "plays": the name before it, or the one that the sentence begins with.</summary>
internal static class ActorNames
{
    const int FarBefore = 160;

    /// <summary>The actor before a verb or "as": the full name, or a surname whose full name stands elsewhere.</summary>
    public static Stretch? Before(ReadText read, CastList cast, int place)
    {
        var end = place;
        while (end > 0 && read.Page.Text[end - 1] is ' ' or ',' or '\n')
            end--;
        if (place == end || place - end > 2)
            return null;
        if (Names.Before(read.Page.Text, end) is { } full)
            return full;
        if (Names.Before(read.Page.Text, end, words: 1) is not { } surname)
            return OfSentence(read.Page, place, end);
        return cast.Called(read.Page[surname]) ?? OfSentence(read.Page, place, end);
    }

    // "Harry Dean Stanton, who had waited for it, plays Travis"; "Sam Rockwell is alone. He plays Sam Bell".
    static Stretch? OfSentence(Page page, int place, int end)
    {
        var (text, start) = (page.Text, page.Sentence(place - 1, FarBefore, 0).Start);
        while (start < place && char.IsWhiteSpace(text[start]))
            start++;
        if (start >= end)
            return null;
        if (text[end] is ',' && Names.At(text, start) is { } subject)
            return text.AsSpan(subject.End).StartsWith(", ") && subject.End < end ? subject : null;
        if (text[start..end] is not ("He" or "She" or "Er" or "Sie" or "Il" or "Elle") || start < 2)
            return null;
        var before = page.Sentence(start - 2, FarBefore, 0);
        var first = before.Start;
        while (first < start && char.IsWhiteSpace(text[first]))
            first++;
        return text.AsSpan(first..start).Contains('\n') ? null : Names.At(text, first);
    }
}
