using ReviewApi.Codes;

namespace ReviewApi.Reviews;

/// <summary>Whose judgements are: each names one of the reviewers, by any spelling that is folded as theirs.</summary>
internal static class NamedReviewers
{
    /// <summary>The review with the reviewers of its judgements spelled as its reviewers are; a name of none of them stays.</summary>
    public static Review AsListed(Review review)
    {
        var names = (review.Reviewers ?? []).Select(reviewer => reviewer.Name).OfType<string>().ToList();
        return review with
        {
            Sections = review.Sections?.Each(section => Of(section, names)),
            OtherSections = review.OtherSections?.Select(section => Of(section, names)).ToList(),
            Overall = review.Overall is { } overall ? Of(overall, names) : null,
        };
    }

    static TSection Of<TSection>(TSection section, List<string> names) where TSection : Section => section with
    {
        Reviewer = Listed(section.Reviewer, names),
        Parts = section.Parts?.Select(part => part with { Reviewer = Listed(part.Reviewer, names) }).ToList(),
    };

    static string? Listed(string? said, List<string> names) =>
        said is null || names.Contains(said) ? said : names.Find(name => Spelling.OfName(name) == Spelling.OfName(said)) ?? said;
}
