using System.Linq.Expressions;
using System.Reflection;
using FluentValidation;

namespace ReviewApi.Rules;

/// <summary>Checks what the members' rules say; rules between members are added by the validators derived from it.</summary>
internal class MemberValidator<T> : AbstractValidator<T>
{
    public MemberValidator() => RuleFor(value => value).Custom((value, context) =>
        MemberRules<T>.Check(
            value!, (place, finding) => context.AddFailure(Findings.Failure(context.PropertyChain.BuildPropertyPath(place), finding))));

    /// <summary>Checks the objects of a list, unless there are more of them than it may have.</summary>
    protected void Each<TItem>(Expression<Func<T, IEnumerable<TItem>?>> list, IValidator<TItem> validator) =>
        RuleForEach(list).SetValidator(validator).When(HasNotTooMany(list));

    /// <summary>The same where they have rules of their members only, which need no validator for each object.</summary>
    protected void Each<TItem>(Expression<Func<T, IEnumerable<TItem>?>> list) =>
        RuleForEach(list).Custom((item, context) =>
            MemberRules<TItem>.Check(
                item!, (place, finding) => context.AddFailure(Findings.Failure($"{context.PropertyPath}.{place}", finding))))
            .When(HasNotTooMany(list));

    static Func<T, bool> HasNotTooMany<TItem>(Expression<Func<T, IEnumerable<TItem>?>> list)
    {
        var items = list.Compile();
        var max = ((MemberExpression)list.Body).Member.GetCustomAttribute<ItemsAttribute>()!.Max;
        return value => items(value) is IReadOnlyCollection<TItem> { Count: var count } && count <= max;
    }
}
