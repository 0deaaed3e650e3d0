using FluentValidation;
using ReviewApi.Rules;

namespace ReviewApi.Reviews;

/// <summary>The rules of a film.</summary>
internal sealed class FilmValidator : MemberValidator<Film>
{
    public FilmValidator()
    {
        RuleFor(film => film.EndYear).GreaterThanOrEqualTo(film => film.Year).When(film => film.Year is not null)
            .WithErrorCode("out_of_order").WithMessage("The last year is before the first.");
        Each(film => film.Crew);
        Each(film => film.Cast);
        Each(film => film.Relations);
        Each(film => film.Certificates);
        RuleFor(film => film.Identifiers).SetValidator(new MemberValidator<FilmIdentifiers>()!);
    }
}
