using System.ComponentModel;
using System.Text.Json.Serialization;
using ReviewApi.Rules;

namespace ReviewApi.Reviews;

/// <summary>The five sections of a disc review, each optional.</summary>
public sealed record Sections
{
    /// <summary>The film's story.</summary>
    public Section? Story { get; init; }

    /// <summary>The film's performances.</summary>
    public Section? Performances { get; init; }

    /// <summary>The disc's picture.</summary>
    public Section? Picture { get; init; }

    /// <summary>The disc's sound.</summary>
    public Section? Sound { get; init; }

    /// <summary>The disc's extras.</summary>
    public Section? Extras { get; init; }

    /// <summary>The names of the five in order: what they are called wherever they are listed, filtered, sorted and counted.</summary>
    internal static readonly string[] Names = ["story", "performances", "picture", "sound", "extras"];

    internal IEnumerable<(string Name, Section? Section)> Named() =>
        Names.Zip<string, Section?>([Story, Performances, Picture, Sound, Extras]);

    internal Sections Each(Func<Section, Section> change) => new()
    {
        Story = Story is null ? null : change(Story),
        Performances = Performances is null ? null : change(Performances),
        Picture = Picture is null ? null : change(Picture),
        Sound = Sound is null ? null : change(Sound),
        Extras = Extras is null ? null : change(Extras),
    };

    internal IEnumerable<Section?> InOrder() => Named().Select(one => one.Section);
}

/// <summary>What every judgement says: a score and how it was printed, or why there is none, and the text.</summary>
public abstract record Judgement
{
    /// <summary>From 0.0 to 10.0 with one decimal. Sent, or derived from printed; where both are sent they must agree.</summary>
    [Between(0, 10), Decimals(1)] public decimal? Score { get; init; }

    /// <summary>The judgement as printed.</summary>
    public Printed? Printed { get; init; }

    /// <summary>
    /// Whether it is scored, and if not why. Left out: scored with a score, else unscored. All but scored forbid a score and let
    /// printed stand without a scale.
    /// </summary>
    [Code("score_state")] public string? State { get; init; }

    /// <summary>The prose.</summary>
    [Text(20000)] public string? Text { get; init; }

    /// <summary>The section's name as printed.</summary>
    [Filled(100)] public string? Label { get; init; }

    /// <summary>
    /// Whose judgement it is: the name of one of the reviewers, in any case and with any accents; it is kept as it stands there.
    /// </summary>
    [Filled(200)] public string? Reviewer { get; init; }
}

/// <summary>The judgement of one section, of the whole or part by part.</summary>
public record Section : Judgement
{
    /// <summary>Judgements of parts: of a cut, a disc, a film.</summary>
    [Items(60), JsonPropertyOrder(1)] public IReadOnlyList<Part>? Parts { get; init; }
}

/// <summary>The overall judgement as printed.</summary>
public sealed record Overall : Section
{
    /// <summary>How the outlet arrives at it.</summary>
    [Code("method"), JsonPropertyOrder(2)] public string? Method { get; init; }

    /// <summary>Advice as printed, as "Highly recommended".</summary>
    [Text(100), JsonPropertyOrder(2)] public string? Recommendation { get; init; }
}

/// <summary>A judgement of a part.</summary>
public sealed record Part : Judgement
{
    /// <summary>What is judged, as printed: "Theatrical cut".</summary>
    [Required, Text(100), JsonPropertyOrder(-1)] public string? Of { get; init; }

    /// <summary>A disc's number.</summary>
    [Between(1, 100), JsonPropertyOrder(-1)] public long? Disc { get; init; }

    /// <summary>An index into films.</summary>
    [Between(0, 59), JsonPropertyOrder(-1)] public long? Film { get; init; }
}

/// <summary>A score as printed, on the outlet's scale.</summary>
public sealed record Printed
{
    /// <summary>The value as printed: "4.25", "B+", "See Below".</summary>
    [Required, Text(100)] public string? Value { get; init; }

    /// <summary>The code of the scale, one of GET /v1/scales.</summary>
    [Text(63)] public string? Scale { get; init; }

    /// <summary>The version of the scale that the score was derived with.</summary>
    [ReadOnly(true)] public long? MappingVersion { get; init; }
}
