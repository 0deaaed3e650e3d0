using FluentValidation;
using ReviewApi.Rules;

namespace ReviewApi.Reviews;

/// <summary>The rules of a judgement: its score, what was printed and its state have to agree.</summary>
internal class JudgementValidator<TJudgement> : MemberValidator<TJudgement> where TJudgement : Judgement
{
    public JudgementValidator()
    {
        RuleFor(judgement => judgement.Printed).SetValidator(new MemberValidator<Printed>()!);
        RuleFor(judgement => judgement).Custom((judgement, context) =>
        {
            foreach (var (place, finding) in Check(judgement, (ScaleBook)context.RootContextData[nameof(ScaleBook)]))
                context.AddFailure(Findings.Failure(context.PropertyChain.BuildPropertyPath(place), finding));
        });
    }

    static IEnumerable<(string Place, Finding Finding)> Check(Judgement judgement, ScaleBook scales)
    {
        var derived = judgement.Printed is { Scale: { } scale, Value: { } value } ? scales.Derive(scale, value, judgement.Score) : null;
        // That a value is blank is said already.
        if (derived?.Finding is { } fault && !(derived.Place == "value" && string.IsNullOrWhiteSpace(judgement.Printed!.Value)))
            yield return ($"printed.{derived.Place}", fault);
        if (judgement.State == "scored")
        {
            if (judgement.Score is null && derived?.Finding is null)
                yield return ("score", new("score_required", "The state scored needs a score, or a printed value with its scale."));
            else if (judgement.Printed is { Scale: null })
                yield return ("printed.scale", new(
                    "required", "What is scored was printed on a scale; only what is not scored stands without one."));
            if (derived?.Score is { } score && judgement.Score is { } sent && sent != score)
                yield return ("score", new(
                    "score_mismatch",
                    $"The printed value is {score} on its scale, not {sent}: send the printed value of that score, or remove printed."));
        }
        else if (judgement is { Score: not null, State: "unscored" or "not_applicable" or "none_on_disc" or "unreadable" or "see_parts" })
        {
            yield return ("score", new("score_forbidden", $"The state {judgement.State} has no score."));
        }
    }
}

/// <summary>The rules of a section: of its judgement and of its parts'.</summary>
internal sealed class SectionValidator<TSection> : JudgementValidator<TSection> where TSection : Section
{
    public SectionValidator(bool labelled = false)
    {
        Each(section => section.Parts, new JudgementValidator<Part>());
        if (labelled)
            RuleFor(section => section.Label).NotNull()
                .WithErrorCode("required").WithMessage("A further section needs its printed label.");
    }
}

/// <summary>The rules of the five sections.</summary>
internal sealed class SectionsValidator : AbstractValidator<Sections>
{
    public SectionsValidator()
    {
        var section = new SectionValidator<Section>();
        RuleFor(sections => sections.Story).SetValidator(section!);
        RuleFor(sections => sections.Performances).SetValidator(section!);
        RuleFor(sections => sections.Picture).SetValidator(section!);
        RuleFor(sections => sections.Sound).SetValidator(section!);
        RuleFor(sections => sections.Extras).SetValidator(section!);
    }
}
