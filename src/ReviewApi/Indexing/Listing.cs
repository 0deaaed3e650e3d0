namespace ReviewApi.Indexing;

/// <summary>What the index knows of one published review. Names and titles are folded, but for the fields that say otherwise.</summary>
internal sealed record Listing
{
    public required Guid Id { get; init; }

    /// <summary>What tells this state of the review from any other.</summary>
    public required ulong Tag { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required Guid ReleaseId { get; init; }

    /// <summary>The sort title of the first film.</summary>
    public required string Title { get; init; }

    /// <summary>The release's date, a partial one as its first day.</summary>
    public DateOnly? ReleaseDate { get; init; }

    /// <summary>In tenths: the five sections in the order of the fields, overall and the mean score.</summary>
    public required IReadOnlyList<int?> Scores { get; init; }

    /// <summary>The films; the first one's year is what the review is sorted by.</summary>
    public required IReadOnlyList<ListedFilm> Films { get; init; }

    /// <summary>The reviewers in order; they are found by these names too.</summary>
    public required IReadOnlyList<ListedReviewer> Reviewers { get; init; }

    /// <summary>Terms of the whole review and its names.</summary>
    public IReadOnlyList<Term> Terms { get; init; } = [];

    /// <summary>What each picture has.</summary>
    public IReadOnlyList<IReadOnlyList<Term>> Pictures { get; init; } = [];

    /// <summary>What each track has; of a language with all its prefixes (en-GB and en), and main where no purpose is given.</summary>
    public IReadOnlyList<IReadOnlyList<Term>> Tracks { get; init; } = [];

    /// <summary>How the names that are shown are printed: titles of films, people and the outlet.</summary>
    public IReadOnlyList<PrintedName> Printed { get; init; } = [];

    /// <summary>The compact form, as a row keeps it.</summary>
    public byte[] Write() => ListingWriter.Write(this);

    /// <summary>The listing of a compact form. Throws <see cref="InvalidDataException"/> for a broken one and another version's.</summary>
    public static Listing Read(ReadOnlySpan<byte> row) => ListingReader.Read(row);
}

/// <summary>A film of a listing, with the title that films are listed by.</summary>
internal sealed record ListedFilm(Guid Id, string Title, int? Year)
{
    /// <summary>The other titles that it is found by.</summary>
    public IReadOnlyList<string> OtherTitles { get; init; } = [];
}

/// <summary>A reviewer of a listing.</summary>
internal sealed record ListedReviewer(Guid Id, string Name);

/// <summary>A value of a field.</summary>
internal readonly record struct Term(Field Field, string Value);

/// <summary>A folded name of a field as a review prints it.</summary>
internal readonly record struct PrintedName(Field Field, string Folded, string Text);
