namespace ReviewApi.Indexing;

/// <summary>What some reviews score in each section and overall.</summary>
internal sealed record ScoreSheet(int Reviews, IReadOnlyDictionary<Field, ScoreFigures> Figures)
{
    const int Values = 102;

    /// <summary>What is judged: the five sections and overall.</summary>
    public static readonly IReadOnlyList<Field> Judgements =
        [Field.Story, Field.Performances, Field.Picture, Field.Sound, Field.Extras, Field.Overall];

    /// <summary>The scores of all matches.</summary>
    public static ScoreSheet Count(Matches matches) => Count(matches.Version, matches.Ordinals(), new int[Judgements.Count * Values]);

    /// <summary>The scores of the matches of each release.</summary>
    public static IReadOnlyDictionary<Guid, ScoreSheet> ByRelease(Matches matches)
    {
        var (version, ordinals, counts) = (matches.Version, matches.Ordinals(), new int[Judgements.Count * Values]);
        var releases = Array.ConvertAll(ordinals, version.ReleaseOf);
        Array.Sort(releases, ordinals);
        var sheets = new Dictionary<Guid, ScoreSheet>();
        for (var (from, to) = (0, 0); from < ordinals.Length; from = to)
        {
            while (to < ordinals.Length && releases[to] == releases[from])
                to++;
            sheets[version.Store.Releases.Id(releases[from])] = Count(version, ordinals.AsSpan(from, to - from), counts);
        }
        return sheets;
    }

    static ScoreSheet Count(CatalogueVersion version, ReadOnlySpan<int> ordinals, int[] counts)
    {
        Array.Clear(counts);
        foreach (var ordinal in ordinals)
        {
            var (columns, place) = (version.Segments[ordinal / Segment.Size].Bytes, ordinal % Segment.Size);
            for (var judgement = 0; judgement < Judgements.Count; judgement++)
                counts[judgement * Values + columns[judgement][place]]++;
        }
        var figures = new Dictionary<Field, ScoreFigures>();
        for (var judgement = 0; judgement < Judgements.Count; judgement++)
            figures[Judgements[judgement]] = ScoreFigures.Compute(counts.AsSpan(judgement * Values, Values));
        return new(ordinals.Length, figures);
    }
}
