using FluentValidation;

namespace ReviewApi.Reviews;

/// <summary>What a review needs to be published: a film, a release, a language, a reviewer and a judgement.</summary>
internal sealed class PublishableValidator : AbstractValidator<Review>
{
    public PublishableValidator()
    {
        RuleFor(review => review.Films).NotEmpty().WithErrorCode("required_to_publish").WithMessage("A film is needed to publish.");
        RuleFor(review => review.Release).NotNull().WithErrorCode("required_to_publish").WithMessage("A release is needed to publish.");
        RuleFor(review => review.Language).NotNull().WithErrorCode("required_to_publish")
            .WithMessage("A language is needed to publish.");
        RuleFor(review => review.Reviewers).NotEmpty().WithErrorCode("required_to_publish")
            .WithMessage("A reviewer is needed to publish.");
        RuleFor(review => review.Sections).Must((review, _) => Judges(review))
            .WithErrorCode("required_to_publish")
            .WithMessage("A score or a text in one of the sections, otherSections or overall is needed to publish.");
    }

    static bool Judges(Review review) =>
        ReviewConsistency.Judgements(review).Any(one => one.Judgement.Score is not null || !string.IsNullOrWhiteSpace(one.Judgement.Text));
}
