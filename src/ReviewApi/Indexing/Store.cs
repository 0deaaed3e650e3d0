namespace ReviewApi.Indexing;

/// <summary>
/// Everything that is known of reviews by their ordinals. It only grows: a review that changes gets a new ordinal, and versions tell which
/// ones are alive. One writer at a time.
/// </summary>
internal sealed class Store
{
    readonly OrderedTexts reviewerNames = new();
    readonly NumberTable ids = new();
    Segment[] segments = [];
    long[] texts = [];

    public Store(int expected)
    {
        Expected = expected;
        Films = new(Titles);
        Reviewers = new(reviewerNames);
    }

    public IReadOnlyList<FieldIndex> Terms { get; } = [.. Enumerable.Range(0, Fields.Count).Select(_ => new FieldIndex())];

    public OrderedTexts Titles { get; } = new();

    public Shelf Films { get; }

    public Shelf Releases { get; } = new(names: null);

    public Shelf Reviewers { get; }

    /// <summary>The words of the names.</summary>
    public NameWords NameWords { get; } = new();

    public TitledFilms TitledFilms { get; } = new();

    public Parts Pictures { get; } = new();

    public Parts Tracks { get; } = new();

    /// <summary>How many ordinals there are. For the writer: a version has its own.</summary>
    public int Count { get; private set; }

    /// <summary>How many ordinals there will be at least.</summary>
    public int Expected { get; }

    public Segment[] Segments => Volatile.Read(ref segments);

    /// <summary>How many titles, names and words of them are not ranked.</summary>
    public int Unranked => Titles.Unranked + reviewerNames.Unranked + NameWords.Words.Unranked;

    /// <summary>How many titles, names and words of them there are.</summary>
    public int Names => Titles.Count + reviewerNames.Count + NameWords.Words.Count;

    public FieldIndex this[Field field] => Terms[(int)field];

    public Shelf Shelf(Kind kind) => kind switch
    {
        Kind.Film => Films,
        Kind.Release => Releases,
        _ => Reviewers,
    };

    /// <summary>The last ordinal of a review, or less than 0.</summary>
    public int Find(Guid id) => ids.Find(NumberTable.Hash(id), new Key(this, id));

    /// <summary>The ordinal that the same review had before, or less than 0.</summary>
    public int Before(int ordinal) => Segments[ordinal / Segment.Size].Previous[ordinal % Segment.Size] - 1;

    /// <summary>Adds a listing; its ordinal.</summary>
    public int Add(Guid id, ReadOnlySpan<byte> row)
    {
        var reader = new ListingReader(row, ref texts);
        if (reader.Id() != id)
            throw new InvalidDataException("The listing is of another review.");
        var (segment, place, ordinal) = Next(id);
        segment.Tags[place] = reader.Tag();
        var published = reader.Number();
        segment.SetTime(Segment.PublishedAt, place, published);
        segment.SetTime(Segment.UpdatedAt, place, published + reader.Signed());
        var release = Releases.Add(reader.Id(), []);
        segment.Releases[place] = release;
        Releases.Reviews.Add(release, ordinal, Expected);
        var title = Titles.Add(reader.Text());
        (segment.Titles[place], segment.TitleKeys[place]) = (title, Titles.Key(title));
        segment.ReleaseDates[place] = reader.Count();
        var scores = reader.Bytes(Fields.Scores);
        for (var score = 0; score < scores.Length; score++)
        {
            segment.Bytes[score][place] = scores[score];
            if (scores[score] > 0)
                Add((Field)((int)Field.Story + score), DerivedTerms.Bins[Math.Min(9, (scores[score] - 1) / 10)], ordinal);
        }
        AddFilms(ref reader, segment, place, ordinal);
        for (var left = reader.Count(); left > 0; left--)
        {
            var reviewer = reader.Id();
            var name = reader.Text();
            Reviewers.Reviews.Add(Reviewers.Add(reviewer, name), ordinal, Expected);
            Add(Field.ReviewerName, name, ordinal);
        }
        AddTerms(ref reader, ordinal);
        for (var left = reader.Count(); left > 0; left--)
            AddTerms(ref reader, ordinal, Pictures.Add(ordinal), Fields.IsOfPicture);
        for (var left = reader.Count(); left > 0; left--)
            AddTerms(ref reader, ordinal, Tracks.Add(ordinal), Fields.IsOfTrack);
        AddPrinted(ref reader, ordinal);
        return ordinal;
    }

    /// <summary>Adds a folded title by which a film is found; its number.</summary>
    public int AddTitle(ReadOnlySpan<byte> title, Guid film)
    {
        var number = TitledFilms.Add(this[Field.FilmName].Terms.Add(title), film);
        NameWords.CatchUp(Field.FilmName, this[Field.FilmName].Terms);
        return number;
    }

    /// <summary>The next ordinal, for a review; the place where its columns stand.</summary>
    public (Segment Segment, int Place, int Ordinal) Next(Guid id)
    {
        var ordinal = Count;
        if (ordinal == segments.Length * Segment.Size)
            Volatile.Write(ref segments, [.. segments, new Segment()]);
        var (segment, place) = (segments[^1], ordinal % Segment.Size);
        segment.Ids[place] = id;
        segment.Previous[place] = Find(id) + 1;
        Count++;
        ids.Put(NumberTable.Hash(id), new Key(this, id), ordinal);
        return (segment, place, ordinal);
    }

    /// <summary>Ranks the titles and names, and gives back room, after many were added. Only while nobody reads.</summary>
    public void Finish()
    {
        Titles.Rank();
        reviewerNames.Rank();
        for (var ordinal = 0; ordinal < Count; ordinal++)
        {
            var (segment, place) = (segments[ordinal / Segment.Size], ordinal % Segment.Size);
            segment.TitleKeys[place] = Titles.Key(segment.Titles[place]);
        }
        foreach (var shelf in new[] { Films, Releases, Reviewers })
            shelf.Order();
        foreach (var field in Terms)
            field.Trim();
        foreach (var field in NameWords.Fields)
        {
            NameWords.CatchUp(field, this[field].Terms);
            this[field].Often.Finish(this[field]);
        }
        NameWords.Finish();
        TitledFilms.Reviews.Trim();
    }

    void AddFilms(ref ListingReader reader, Segment segment, int place, int ordinal)
    {
        var films = reader.Count();
        for (var film = 0; film < films; film++)
        {
            var id = reader.Id();
            var title = reader.Text();
            var year = reader.Year() - Fields.FirstYear;
            Films.Reviews.Add(Films.Add(id, title, (byte)(year + 1 ?? 0)), ordinal, Expected);
            TitledFilms.Reviews.Add(AddTitle(title, id), ordinal, Expected);
            for (var left = reader.Count(); left > 0; left--)
                TitledFilms.Reviews.Add(AddTitle(reader.Text(), id), ordinal, Expected);
            if (film == 0)
                segment.Bytes[Segment.Year][place] = (byte)(year + 1 ?? 0);
            if (year is null)
                continue;
            Add(Field.Year, DerivedTerms.Years[year.Value], ordinal);
            Add(Field.Decade, DerivedTerms.Decades[year.Value], ordinal);
        }
    }

    void AddTerms(ref ListingReader reader, int ordinal, int part = -1, Func<Field, bool>? isOf = null)
    {
        for (var left = reader.Count(); left > 0; left--)
        {
            var term = reader.Term(out var field);
            if (isOf?.Invoke(field) == false)
                throw new InvalidDataException("The listing has a term where it can't be.");
            var number = this[field].Add(term, ordinal, part, Expected);
            if (field == Field.Resolution && DerivedTerms.Broader(term) is { IsEmpty: false } broader)
                this[field].Add(broader, ordinal, part, Expected);
            if (Array.IndexOf(NameWords.Fields, field) < 0)
                continue;
            this[field].Often.Note(number, this[field].Reviews.About(number));
            NameWords.CatchUp(field, this[field].Terms);
        }
    }

    void AddPrinted(ref ListingReader reader, int ordinal)
    {
        for (var left = reader.Count(); left > 0; left--)
        {
            var name = reader.Term(out var field);
            var number = Array.IndexOf(NameWords.Fields, field) < 0 ? -1 : this[field].Terms.Find(name);
            if (number < 0)
                throw new InvalidDataException("The listing has a printed name of nothing.");
            this[field].Printed.Add(number, reader.Text(), ordinal, Expected);
        }
    }

    void Add(Field field, ReadOnlySpan<byte> term, int ordinal) => this[field].Add(term, ordinal, part: -1, Expected);

    Guid IdOf(int ordinal) => Segments[ordinal / Segment.Size].Ids[ordinal % Segment.Size];

    readonly struct Key(Store store, Guid id) : IKey
    {
        public bool Is(int number) => store.IdOf(number) == id;
    }
}
