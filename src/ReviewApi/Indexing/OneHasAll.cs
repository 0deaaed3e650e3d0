using System.Text;

namespace ReviewApi.Indexing;

/// <summary>One picture, or one track, of a review has one of the terms of each field.</summary>
internal sealed record OneHasAll(IReadOnlyList<(Field Field, IReadOnlyList<string> Terms)> Asked) : Condition
{
    // A slot that so few reviews may meet, for the words there are, is looked through one by one.
    const int WordsForOne = 16;

    public override Condition? Without(Field field) => Asked.Where(asked => asked.Field != field).ToList() switch
    {
        [] => null,
        var others => others.Count == Asked.Count ? this : new OneHasAll(others),
    };

    /// <summary>Whether something is asked of a picture or track that a value of a field is counted by.</summary>
    public bool IsTogetherWith(Field field) => Asked.Any(asked => asked.Field.IsOfTrack() == field.IsOfTrack());

    public override void Narrow(Matches matches)
    {
        // Whatever one has, the review has; with one field nothing more is asked.
        foreach (var (field, terms) in Asked)
            new HasTerm(field, terms).Narrow(matches);
        if (Asked.Count == 1 || matches.IsEmpty)
            return;
        using var found = matches.NewRoom();
        foreach (var slot in BySlot(matches))
            using (slot)
                slot.Found.OrInto(found.Bits);
        Bitmap.And(matches.Bits, found.Bits);
    }

    /// <summary>The matches of which a slot has all that is asked, slot by slot, without the slots that have nothing of it.</summary>
    public IEnumerable<SlotMatches> BySlot(Matches matches)
    {
        var store = matches.Version.Store;
        var asked = Asked.Select(one => (Index: store[one.Field], Numbers: Numbers(store[one.Field], one.Terms))).ToList();
        var slots = asked.Min(one => one.Index.Slots.Length);
        for (var slot = 0; slot < slots; slot++)
        {
            // The rarest first.
            var fields = asked.ConvertAll(one => (Lists: one.Index.Slots[slot], one.Numbers));
            fields.Sort((one, other) => About(one.Lists, one.Numbers).CompareTo(About(other.Lists, other.Numbers)));
            var about = About(fields[0].Lists, fields[0].Numbers);
            if (about == 0)
                continue;
            var postings = fields.Select(one => one.Numbers.Select(number => one.Lists[number]).ToArray()).ToList();
            yield return about * WordsForOne <= matches.Bits.Length ? OneByOne(slot, postings, matches) : AtOnce(slot, postings, matches);
        }
    }

    static SlotMatches OneByOne(int slot, List<Postings[]> fields, Matches matches)
    {
        var ordinals = new HashSet<int>();
        foreach (var one in fields[0])
            foreach (var ordinal in one)
                if (matches.Has(ordinal) && fields.TrueForAll(field => Array.Exists(field, other => other.Has(ordinal))))
                    ordinals.Add(ordinal);
        return new(slot, new Postings(0, ordinals.Order().ToArray()), null);
    }

    static SlotMatches AtOnce(int slot, List<Postings[]> fields, Matches matches)
    {
        var all = matches.NewRoom();
        matches.Bits.CopyTo(all.Bits);
        using var any = matches.NewRoom();
        foreach (var field in fields)
        {
            if (field is [var only])
            {
                only.AndInto(all.Bits, any.Bits);
                continue;
            }
            any.Bits.Clear();
            foreach (var one in field)
                one.OrInto(any.Bits);
            Bitmap.And(all.Bits, any.Bits);
        }
        return new(slot, all.AsPostings, all);
    }

    static int About(PostingLists lists, int[] numbers) => numbers.Sum(lists.About);

    static int[] Numbers(FieldIndex index, IReadOnlyList<string> terms) =>
        [.. terms.Select(term => index.Terms.Find(Encoding.UTF8.GetBytes(term))).Where(number => number >= 0).Distinct()];
}

/// <summary>The matches of which one slot has all that is asked; good until it is disposed of.</summary>
internal readonly record struct SlotMatches(int Slot, Postings Found, Matches.Room? Room) : IDisposable
{
    public void Dispose() => Room?.Dispose();
}
