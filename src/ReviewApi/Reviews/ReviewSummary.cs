namespace ReviewApi.Reviews;

/// <summary>A review as an item of a list: without texts, film and release in short.</summary>
public sealed record ReviewSummary
{
    /// <summary>The review's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its readable name, usable wherever the id is.</summary>
    public required string Slug { get; init; }

    /// <summary>Where it stands in its life.</summary>
    public required string Status { get; init; }

    /// <summary>Counts the saved changes of content, from 1.</summary>
    public required long Revision { get; init; }

    /// <summary>The review's own title.</summary>
    public string? Headline { get; init; }

    /// <summary>The verdict in short.</summary>
    public string? Summary { get; init; }

    /// <summary>The language it is written in.</summary>
    public string? Language { get; init; }

    /// <summary>Who wrote it.</summary>
    public IReadOnlyList<Reviewer>? Reviewers { get; init; }

    /// <summary>When it was first printed.</summary>
    public string? ReviewedOn { get; init; }

    /// <summary>When it was last changed in print.</summary>
    public string? RevisedOn { get; init; }

    /// <summary>Where it was printed.</summary>
    public Source? Source { get; init; }

    /// <summary>Its license.</summary>
    public string? License { get; init; }

    /// <summary>The films in short.</summary>
    public IReadOnlyList<FilmInShort>? Films { get; init; }

    /// <summary>The release in short.</summary>
    public ReleaseInShort? Release { get; init; }

    /// <summary>The five sections in short.</summary>
    public ScoresInShort? Sections { get; init; }

    /// <summary>The overall judgement in short.</summary>
    public JudgementInShort? Overall { get; init; }

    /// <summary>The mean of the scored ones of the five sections.</summary>
    public decimal? MeanScore { get; init; }

    /// <summary>When it was first saved.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it was last saved or changed its status.</summary>
    public required DateTime UpdatedAt { get; init; }

    /// <summary>When it first went live.</summary>
    public DateTime? PublishedAt { get; init; }

    /// <summary>When it is to go live.</summary>
    public DateTime? PublishAt { get; init; }
}

/// <summary>A film in short.</summary>
public sealed record FilmInShort
{
    /// <summary>The film's id.</summary>
    public string? Id { get; init; }

    /// <summary>The title as printed.</summary>
    public string? Title { get; init; }

    /// <summary>The year of first release.</summary>
    public long? Year { get; init; }

    /// <summary>What kind of work it is.</summary>
    public string? Kind { get; init; }

    internal static FilmInShort Of(Film film) => new() { Id = film.Id, Title = film.Title, Year = film.Year, Kind = film.Kind };
}

/// <summary>A release in short.</summary>
public sealed record ReleaseInShort
{
    /// <summary>The release's id.</summary>
    public string? Id { get; init; }

    /// <summary>The title on the cover.</summary>
    public string? Title { get; init; }

    /// <summary>The edition as printed.</summary>
    public string? Edition { get; init; }

    /// <summary>The format as sold.</summary>
    public string? Format { get; init; }

    /// <summary>Where it is sold.</summary>
    public string? Territory { get; init; }

    /// <summary>Who sells it.</summary>
    public string? Distributor { get; init; }

    /// <summary>When it came out.</summary>
    public string? ReleaseDate { get; init; }

    /// <summary>Its barcode.</summary>
    public string? Barcode { get; init; }

    internal static ReleaseInShort Of(Release release) => new()
    {
        Id = release.Id,
        Title = release.Title,
        Edition = release.Edition,
        Format = release.Format,
        Territory = release.Territory,
        Distributor = release.Distributor,
        ReleaseDate = release.ReleaseDate,
        Barcode = release.Barcode,
    };
}

/// <summary>The five sections in short.</summary>
public sealed record ScoresInShort
{
    /// <summary>The film's story.</summary>
    public JudgementInShort? Story { get; init; }

    /// <summary>The film's performances.</summary>
    public JudgementInShort? Performances { get; init; }

    /// <summary>The disc's picture.</summary>
    public JudgementInShort? Picture { get; init; }

    /// <summary>The disc's sound.</summary>
    public JudgementInShort? Sound { get; init; }

    /// <summary>The disc's extras.</summary>
    public JudgementInShort? Extras { get; init; }

    internal static ScoresInShort Of(Sections sections) => new()
    {
        Story = JudgementInShort.Of(sections.Story),
        Performances = JudgementInShort.Of(sections.Performances),
        Picture = JudgementInShort.Of(sections.Picture),
        Sound = JudgementInShort.Of(sections.Sound),
        Extras = JudgementInShort.Of(sections.Extras),
    };
}

/// <summary>A judgement without its text and parts.</summary>
public sealed record JudgementInShort
{
    /// <summary>From 0.0 to 10.0.</summary>
    public decimal? Score { get; init; }

    /// <summary>The judgement as printed.</summary>
    public Printed? Printed { get; init; }

    /// <summary>Whether it is scored, and if not why.</summary>
    public string? State { get; init; }

    /// <summary>Advice as printed.</summary>
    public string? Recommendation { get; init; }

    internal static JudgementInShort? Of(Section? section) => section is null
        ? null
        : new() { Score = section.Score, Printed = section.Printed, State = section.State, Recommendation = (section as Overall)?.Recommendation };
}
