using ReviewApi.Indexing;
using ReviewApi.Rules;

namespace ReviewApi.Statistics;

/// <summary>What published reviews score.</summary>
public record Scores
{
    /// <summary>How many published reviews there are.</summary>
    [AlwaysAnswered] public required long Reviews { get; init; }

    /// <summary>The five sections.</summary>
    public required SectionStatistics Sections { get; init; }

    /// <summary>The overall scores.</summary>
    public required ScoreStatistics Overall { get; init; }

    /// <summary>What is scored: the five sections and overall.</summary>
    internal static IReadOnlyList<string> Names { get; } = [.. ReviewApi.Reviews.Sections.Names, "overall"];

    internal static Scores From(ScoreSheet sheet)
    {
        return new Scores
        {
            Reviews = sheet.Reviews,
            Sections = new SectionStatistics
            {
                Story = Figures(Field.Story),
                Performances = Figures(Field.Performances),
                Picture = Figures(Field.Picture),
                Sound = Figures(Field.Sound),
                Extras = Figures(Field.Extras),
            },
            Overall = Figures(Field.Overall),
        };

        ScoreStatistics Figures(Field judgement) => ScoreStatistics.From(sheet.Figures[judgement]);
    }

    internal IReadOnlyList<(string Name, ScoreStatistics Statistics)> Judgements() =>
    [
        .. Names.Zip([Sections.Story, Sections.Performances, Sections.Picture, Sections.Sound, Sections.Extras, Overall]),
    ];
}

/// <summary>What the published reviews of a reviewer score.</summary>
public sealed record ReviewerScores : Scores
{
    /// <summary>For each section, how the scores compare to those of others for the same releases; overall too.</summary>
    public required IReadOnlyDictionary<string, Calibration> Calibration { get; init; }
}

/// <summary>What is scored in each of the five sections.</summary>
public sealed record SectionStatistics
{
    /// <summary>The story.</summary>
    public required ScoreStatistics Story { get; init; }

    /// <summary>The performances.</summary>
    public required ScoreStatistics Performances { get; init; }

    /// <summary>The picture.</summary>
    public required ScoreStatistics Picture { get; init; }

    /// <summary>The sound.</summary>
    public required ScoreStatistics Sound { get; init; }

    /// <summary>The extras.</summary>
    public required ScoreStatistics Extras { get; init; }
}

/// <summary>Some scores in figures, with two decimals; only the count where nothing is scored.</summary>
public sealed record ScoreStatistics
{
    /// <summary>How many scores there are.</summary>
    public required long Count { get; init; }

    /// <summary>Their mean.</summary>
    public decimal? Mean { get; init; }

    /// <summary>Their median; of an even number of scores the mean of the two in the middle.</summary>
    public decimal? Median { get; init; }

    /// <summary>The standard deviation of all of them (population).</summary>
    public decimal? StandardDeviation { get; init; }

    /// <summary>The least.</summary>
    public decimal? Min { get; init; }

    /// <summary>The greatest.</summary>
    public decimal? Max { get; init; }

    /// <summary>How many are from 0 to below 1, from 1 to below 2 … from 9 to 10.</summary>
    public IReadOnlyList<int>? Histogram { get; init; }

    internal static ScoreStatistics From(ScoreFigures figures) => new()
    {
        Count = figures.Count,
        Mean = figures.Mean,
        Median = figures.Median,
        StandardDeviation = figures.StandardDeviation,
        Min = figures.Least,
        Max = figures.Greatest,
        Histogram = figures.Histogram,
    };
}
