namespace ReviewApi.Indexing;

/// <summary>
/// Finds the words that a text may be with a slip of the pen in it. Along the words that begin as the text does, each letter that follows
/// there is tried in place of the text's, and before it: nothing else in the lexicon is looked at.
/// </summary>
internal ref struct SlipWalk
{
    const int LongestLetter = 4;

    readonly OrderedTexts words;
    readonly ReadOnlySpan<byte> text;
    readonly bool isBeginning;
    readonly int most;
    readonly HashSet<int> found = [];
    readonly byte[] tried;

    SlipWalk(OrderedTexts words, ReadOnlySpan<byte> text, bool isBeginning, int most)
    {
        this.words = words;
        this.text = text;
        this.isBeginning = isBeginning;
        this.most = most;
        tried = new byte[text.Length + LongestLetter];
    }

    /// <summary>The numbers of so many words at most that are a text, or begin with it, but for one slip.</summary>
    public static IReadOnlyCollection<int> Find(OrderedTexts words, ReadOnlySpan<byte> text, bool isBeginning, int most)
    {
        var walk = new SlipWalk(words, text, isBeginning, most);
        walk.Walk();
        walk.ScanUnranked();
        return walk.found;
    }

    void Walk()
    {
        var (from, to) = (0, words.Ranked);
        for (var at = 0; from < to && at <= text.Length && found.Count < most;)
        {
            if (at == text.Length)
            {
                if (!isBeginning)
                    Follow(at, default, ref from, ref to);
                Try(at, [], [], [], from: 0, words.Ranked);
                return;
            }
            var letter = text.Slice(at, Slip.LetterLength(text[at..]));
            var rest = text[(at + letter.Length)..];
            Try(at, [], [], rest, from, to);
            if (rest.Length > 0)
            {
                var next = rest[..Slip.LetterLength(rest)];
                Try(at, next, letter, rest[next.Length..], from, to);
            }
            Follow(at, letter, ref from, ref to);
            at += letter.Length;
        }
    }

    // Tries the letters that follow the first ones of the text in some words; leaves those words that go on as the text does.
    void Follow(int at, ReadOnlySpan<byte> letter, ref int from, ref int to)
    {
        var (same, sameEnd) = (to, to);
        for (var (rank, end) = (from, from); rank < to && found.Count < most; rank = end)
        {
            var word = words.AtRank(rank);
            if (word.Length == at)
            {
                end = rank + 1;
                continue;
            }
            var other = word.Slice(at, Slip.LetterLength(word[at..]));
            end = words.EndOf(word[..(at + other.Length)], rank, to);
            Try(at, other, [], text[at..], rank, end);
            if (other.SequenceEqual(letter))
                (same, sameEnd) = (rank, end);
            else if (letter.Length > 0)
                Try(at, other, [], text[(at + letter.Length)..], rank, end);
        }
        (from, to) = (same, sameEnd);
    }

    void Try(int at, ReadOnlySpan<byte> letter, ReadOnlySpan<byte> then, ReadOnlySpan<byte> rest, int from, int to)
    {
        text[..at].CopyTo(tried);
        letter.CopyTo(tried.AsSpan(at));
        then.CopyTo(tried.AsSpan(at + letter.Length));
        rest.CopyTo(tried.AsSpan(at + letter.Length + then.Length));
        var whole = tried.AsSpan(0, at + letter.Length + then.Length + rest.Length);
        if (isBeginning)
            for (var (rank, end) = words.Beginning(whole, from, to); rank < end && found.Count < most; rank++)
                found.Add(words.NumberAt(rank));
        else if (words.Find(whole) is var number and >= 0)
            found.Add(number);
    }

    void ScanUnranked()
    {
        for (var (number, count) = (words.Ranked, words.Count); number < count && found.Count < most; number++)
            if (isBeginning ? Slip.BeginsWithin(text, words[number]) : Slip.IsWithin(text, words[number]))
                found.Add(number);
    }
}
