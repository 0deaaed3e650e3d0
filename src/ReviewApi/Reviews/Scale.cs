using System.ComponentModel;
using FluentValidation;
using ReviewApi.Rules;

namespace ReviewApi.Reviews;

/// <summary>
/// A scale that outlets print scores on. Numeric: a score is value / max × 10, rounded half away from zero to one decimal. Labels: each
/// label has its score.
/// </summary>
public sealed record Scale
{
    /// <summary>The scale's code, as stars_5.</summary>
    [Required, Pattern("^[a-z][a-z0-9_]{0,62}$", "stars_5")] public string? Code { get; init; }

    /// <summary>What a person reads.</summary>
    [Required, Text(100)] public string? Label { get; init; }

    /// <summary>Numbers, or labels.</summary>
    [Required, Code("scale_kind")] public string? Kind { get; init; }

    /// <summary>The least value of a numeric scale.</summary>
    [Between(0, 1_000_000), Decimals(6)] public decimal? Min { get; init; }

    /// <summary>The greatest value of a numeric scale, which becomes 10.</summary>
    [Between(0, 1_000_000), Decimals(6)] public decimal? Max { get; init; }

    /// <summary>The step between values of a numeric scale, as far as max is from min at most.</summary>
    [Between(0, 1_000_000, IsMinExcluded = true), Decimals(6)] public decimal? Step { get; init; }

    /// <summary>The labels of a labels scale.</summary>
    [Items(200)] public IReadOnlyList<ScaleLabel>? Labels { get; init; }

    /// <summary>Counts the versions of the scale, from 1.</summary>
    [ReadOnly(true)] public long? MappingVersion { get; init; }
}

/// <summary>A label and its score.</summary>
public sealed record ScaleLabel
{
    /// <summary>The label as printed.</summary>
    [Required, Text(100)] public string? Label { get; init; }

    /// <summary>Its score, 0.0 to 10.0.</summary>
    [Required, Between(0, 10), Decimals(1)] public decimal? Score { get; init; }
}

internal sealed class ScaleValidator : MemberValidator<Scale>
{
    public ScaleValidator()
    {
        Each(scale => scale.Labels);
        When(scale => scale.Kind == "numeric", () =>
        {
            RuleFor(scale => scale.Min).NotNull().WithErrorCode("required").WithMessage("A numeric scale needs its least value.");
            RuleFor(scale => scale.Max).NotNull().WithErrorCode("required").WithMessage("A numeric scale needs its greatest value.");
            RuleFor(scale => scale.Step).NotNull().WithErrorCode("required").WithMessage("A numeric scale needs its step.");
            RuleFor(scale => scale.Max).GreaterThan(scale => scale.Min).When(scale => scale.Min is not null)
                .WithErrorCode("out_of_range").WithMessage("It has to be more than min.");
            RuleFor(scale => scale.Step).Must((scale, step) => step <= scale.Max - scale.Min)
                .When(scale => scale.Step is not null && scale.Max > scale.Min)
                .WithErrorCode("out_of_range").WithMessage("It has to be max - min at most.");
            RuleFor(scale => scale.Labels).Null().WithErrorCode("not_allowed").WithMessage("A numeric scale has no labels.");
        });
        When(scale => scale.Kind == "labels", () =>
        {
            RuleFor(scale => scale.Labels).NotEmpty().WithErrorCode("required").WithMessage("A scale of labels needs its labels.");
            RuleFor(scale => scale.Labels)
                .Must(labels => labels!.DistinctBy(label => ScaleBook.Key(label.Label ?? "")).Count() == labels!.Count)
                .When(scale => scale.Labels is not null).WithErrorCode("duplicate").WithMessage("Two labels are the same.");
            RuleFor(scale => scale.Min).Null().WithErrorCode("not_allowed").WithMessage("A scale of labels has no min.");
            RuleFor(scale => scale.Max).Null().WithErrorCode("not_allowed").WithMessage("A scale of labels has no max.");
            RuleFor(scale => scale.Step).Null().WithErrorCode("not_allowed").WithMessage("A scale of labels has no step.");
        });
    }
}
