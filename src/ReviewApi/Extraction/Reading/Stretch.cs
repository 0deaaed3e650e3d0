namespace ReviewApi.Extraction.Reading;

/// <summary>A stretch of a page's text: the units of UTF-16 from Start up to End, which is not in it.</summary>
internal readonly record struct Stretch(int Start, int End)
{
    public int Length => End - Start;

    public bool Holds(int place) => place >= Start && place < End;

    public bool Holds(Stretch other) => other.Start >= Start && other.End <= End;

    public bool Meets(Stretch other) => other.Start < End && Start < other.End;

    public Stretch To(Stretch other) => new(Math.Min(Start, other.Start), Math.Max(End, other.End));
}
