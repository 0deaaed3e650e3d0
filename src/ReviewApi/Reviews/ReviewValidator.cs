using FluentValidation;
using FluentValidation.Results;
using ReviewApi.Rules;

namespace ReviewApi.Reviews;

/// <summary>The rules of a review, all but those that need the database: of its members, between them, and for publishing.</summary>
internal sealed class ReviewValidator : MemberValidator<Review>
{
    static readonly ReviewValidator Instance = new();
    static readonly PublishableValidator Publishable = new();

    ReviewValidator()
    {
        Each(review => review.Reviewers, new ReviewerValidator());
        RuleFor(review => review.Source).SetValidator(new MemberValidator<Source>()!);
        Each(review => review.Films, new FilmValidator());
        RuleFor(review => review.Release).SetValidator(new ReleaseValidator()!);
        RuleFor(review => review.Sections).SetValidator(new SectionsValidator()!);
        Each(review => review.OtherSections, new SectionValidator<Section>(labelled: true));
        RuleFor(review => review.Overall).SetValidator(new SectionValidator<Overall>()!);
        Each(review => review.Related);
        RuleFor(review => review).Custom((review, context) =>
        {
            foreach (var (path, finding) in ReviewConsistency.Check(review))
                context.AddFailure(Findings.Failure(path, finding));
        });
    }

    /// <summary>The faults and warnings of a review.</summary>
    public static ValidationResult FindFaults(Review review, ScaleBook scales, bool toPublish)
    {
        var context = new ValidationContext<Review>(review);
        context.RootContextData[nameof(ScaleBook)] = scales;
        var found = Instance.Validate(context);
        if (toPublish)
            found.Errors.AddRange(Publishable.Validate(review).Errors);
        return found;
    }

    sealed class ReviewerValidator : MemberValidator<Reviewer>
    {
        public ReviewerValidator() =>
            RuleFor(reviewer => reviewer.Name).NotNull().When(reviewer => reviewer.Kind != "anonymous")
                .WithErrorCode("required").WithMessage("A name is needed unless the kind is anonymous.");
    }
}
