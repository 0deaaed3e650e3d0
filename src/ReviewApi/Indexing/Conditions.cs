using System.Buffers.Text;
using System.Text;

namespace ReviewApi.Indexing;

/// <summary>Something that is asked of reviews.</summary>
internal abstract record Condition
{
    /// <summary>The facet that leaves this condition out of its counts.</summary>
    public virtual Field? Own => null;

    /// <summary>The condition without what is asked of a field; null where nothing is left.</summary>
    public virtual Condition? Without(Field field) => Own == field ? null : this;

    /// <summary>Leaves only those matches that meet the condition.</summary>
    public abstract void Narrow(Matches matches);

    /// <summary>Leaves those matches that have one of some terms.</summary>
    protected static void NarrowToAny(Matches matches, IReadOnlyList<Postings> any)
    {
        if (any is [var only])
        {
            matches.And(only);
            return;
        }
        using var found = matches.NewRoom();
        foreach (var one in any)
            one.OrInto(found.Bits);
        Bitmap.And(matches.Bits, found.Bits);
    }
}

/// <summary>A review has one of the terms of a field.</summary>
internal sealed record HasTerm(Field Field, IReadOnlyList<string> Terms) : Condition
{
    public override Field? Own => Field;

    public override void Narrow(Matches matches)
    {
        var index = matches.Version.Store[Field];
        NarrowToAny(matches, [.. Terms.Select(term => index.Of(Encoding.UTF8.GetBytes(term)))]);
    }
}

/// <summary>The year of a film lies within bounds.</summary>
internal sealed record YearWithin(Bounds Bounds) : Condition
{
    public override Field? Own => Field.Decade;

    public override void Narrow(Matches matches)
    {
        var years = matches.Version.Store[Field.Year];
        var any = new List<Postings>();
        for (var (number, count) = (0, years.Terms.Count); number < count; number++)
            if (Utf8Parser.TryParse(years.Terms[number], out int year, out _) && year >= Bounds.Least && year <= Bounds.Greatest)
                any.Add(years.Reviews[number]);
        NarrowToAny(matches, any);
    }
}

/// <summary>A name of a review contains one of some folded texts.</summary>
internal sealed record NameContains(Field Field, IReadOnlyList<string> Parts) : Condition
{
    public override Field? Own => Field switch
    {
        Field.GenreName => Field.Genre,
        Field.OutletName => Field.Outlet,
        _ => null,
    };

    public override void Narrow(Matches matches)
    {
        var (version, index, any) = (matches.Version, matches.Version.Store[Field], new HashSet<int>());
        foreach (var part in Parts)
            index.Terms.Containing(Encoding.UTF8.GetBytes(part), number => any.Add(number));
        // Reviews keep a film's title as they print it, whatever it was corrected to.
        var corrected = Field == Field.FilmName ? version.Aliases.TitledWith(Parts) : [];
        NarrowToAny(matches, [.. any.Select(number => index.Reviews[number]), .. IsOf.Reviews(version, Kind.Film, corrected)]);
    }
}

/// <summary>A review is one of some.</summary>
internal sealed record IsOneOf(IReadOnlyList<Guid> Ids) : Condition
{
    public override void Narrow(Matches matches)
    {
        using var found = matches.NewRoom();
        foreach (var ordinal in Ids.Select(matches.Version.Find))
            if (ordinal >= 0)
                found.Bits[ordinal >> 6] |= 1UL << ordinal;
        Bitmap.And(matches.Bits, found.Bits);
    }
}

/// <summary>A review is of one of some films or releases, or by one of some reviewers; ids lead to what theirs were merged into.</summary>
internal sealed record IsOf(Kind Kind, IReadOnlyList<Guid> Ids) : Condition
{
    public override void Narrow(Matches matches) => Narrow(matches, Kind, Ids.Select(matches.Version.Aliases.Current));

    /// <summary>Leaves the reviews of some films, releases or reviewers.</summary>
    public static void Narrow(Matches matches, Kind kind, IEnumerable<Guid> ids) =>
        NarrowToAny(matches, [.. Reviews(matches.Version, kind, ids)]);

    /// <summary>The reviews of some films, releases or reviewers.</summary>
    public static IEnumerable<Postings> Reviews(CatalogueVersion version, Kind kind, IEnumerable<Guid> ids)
    {
        var shelf = version.Store.Shelf(kind);
        foreach (var id in ids)
            for (var number = shelf.Find(id); number >= 0; number = shelf.Older(number))
                yield return shelf.Reviews[number];
    }
}

/// <summary>A review is of one of the films with the titles most like a folded text, which have something like each word of it.</summary>
internal sealed record IsOfTitleLike(string Text) : Condition
{
    const int Most = 100;

    /// <summary>The films of a version.</summary>
    public IEnumerable<LikeFilm> Films(CatalogueVersion version) =>
        TitleLikeness.Films(version, Text, areAllNeeded: true).Take(Most);

    public override void Narrow(Matches matches) => IsOf.Narrow(matches, Kind.Film, Films(matches.Version).Select(film => film.Film));
}

/// <summary>A review is of one of the films that the catalogue knows by some codes.</summary>
internal sealed record IsOfFilmKnownBy(IReadOnlyList<string> Codes) : Condition
{
    public override void Narrow(Matches matches) => IsOf.Narrow(matches, Kind.Film, Codes.SelectMany(matches.Version.Aliases.Having));
}

/// <summary>
/// One of the reviews of a review's release has one of the terms of a field, or the catalogue knows the release by one of some codes.
/// </summary>
internal sealed record ReleaseHas(Field Field, IReadOnlyList<string> Terms, IReadOnlyList<string> Codes) : Condition
{
    public override void Narrow(Matches matches)
    {
        var (version, index) = (matches.Version, matches.Version.Store[Field]);
        var releases = new HashSet<int>();
        foreach (var term in Terms)
            foreach (var ordinal in index.Of(Encoding.UTF8.GetBytes(term)))
                if (version.IsLive(ordinal))
                    releases.Add(version.ReleaseOf(ordinal));
        var shelf = version.Store.Releases;
        releases.UnionWith(Codes.SelectMany(version.Aliases.Having).Select(shelf.Find));
        NarrowToAny(matches, [.. releases.Select(release => shelf.Reviews[release])]);
    }
}

/// <summary>What reviews are of, or by.</summary>
internal enum Kind
{
    Film,
    Release,
    Reviewer,
}
