using System.Numerics;
using System.Text;

namespace ReviewApi.Indexing;

/// <summary>One picture, or one track, of a review has one of the terms of each field.</summary>
internal sealed record OneHasAll(IReadOnlyList<(Field Field, IReadOnlyList<string> Terms)> Asked) : Condition
{
    public override Condition? Without(Field field) => Asked.Where(asked => asked.Field != field).ToList() switch
    {
        [] => null,
        var others => others.Count == Asked.Count ? this : new OneHasAll(others),
    };

    /// <summary>Whether it asks something of the pictures or tracks that have a field.</summary>
    public bool IsTogetherWith(Field field) =>
        Asked[0].Field.IsOfPicture() ? field.IsOfPicture() : Asked[0].Field.IsOfTrack() && field.IsOfTrack();

    public override void Narrow(Matches matches)
    {
        // Whatever one has, the review has; with one field nothing more is asked.
        foreach (var (field, terms) in Asked)
            new HasTerm(field, terms).Narrow(matches);
        if (Asked.Count == 1 || matches.IsEmpty)
            return;
        using var found = matches.NewRoom();
        using var having = Having(matches.Version);
        var owners = matches.Version.PartsOf(Asked[0].Field).Parts.Owners;
        for (var word = 0; word < having.Bits.Length; word++)
            for (var rest = having.Bits[word]; rest != 0; rest &= rest - 1)
            {
                var owner = owners[word << 6 | BitOperations.TrailingZeroCount(rest)];
                found.Bits[owner >> 6] |= 1UL << owner;
            }
        Bitmap.And(matches.Bits, found.Bits);
    }

    /// <summary>The pictures or tracks that have all that is asked, as bits.</summary>
    public Matches.Room Having(CatalogueVersion version)
    {
        var (_, count) = version.PartsOf(Asked[0].Field);
        var having = new Matches.Room(Bitmap.Words(count), clear: false);
        using var any = new Matches.Room(Bitmap.Words(count), clear: false);
        having.Bits.Fill(ulong.MaxValue);
        if (count % 64 != 0)
            having.Bits[^1] = (1UL << count) - 1;
        foreach (var (field, terms) in Asked)
        {
            var index = version.Store[field];
            any.Bits.Clear();
            foreach (var term in terms)
                index.Parts[index.Terms.Find(Encoding.UTF8.GetBytes(term))].OrInto(any.Bits);
            Bitmap.And(having.Bits, any.Bits);
        }
        return having;
    }
}
