using System.Collections;
using System.ComponentModel;
using System.Reflection;
using System.Text.Json;

namespace ReviewApi.Rules;

/// <summary>The rules of the members of a T, each for itself.</summary>
internal static class MemberRules<T>
{
    // What clients may not set is not theirs to get wrong.
    static readonly Member[] Members = typeof(T).GetProperties()
        .Where(property => !property.IsDefined(typeof(ReadOnlyAttribute)))
        .Select(Member.Of)
        .Where(member => member.HasRules)
        .ToArray();

    /// <summary>Reports what is found, with the member's name, and its place in it where it is a list.</summary>
    public static void Check(object value, Action<string, Finding> report)
    {
        foreach (var member in Members)
            member.Check(value, report);
    }

    sealed record Member(PropertyInfo Property, string Name, bool Required, int? MaxItems, IReadOnlyList<IMemberRule> Rules)
    {
        public bool HasRules => Required || MaxItems is not null || Rules.Count > 0;

        public static Member Of(PropertyInfo property) => new(
            property,
            JsonNamingPolicy.CamelCase.ConvertName(property.Name),
            property.IsDefined(typeof(RequiredAttribute)),
            property.GetCustomAttribute<ItemsAttribute>()?.Max,
            property.GetCustomAttributes().OfType<IMemberRule>().ToList());

        public void Check(object value, Action<string, Finding> report)
        {
            var content = Property.GetValue(value);
            if (Required && (content is null || content is string text && string.IsNullOrWhiteSpace(text)))
                report(Name, new("required", "Required."));
            else if (content is ICollection { Count: var count } && count > MaxItems)
                report(Name, new("too_many", $"It has {count} items; {MaxItems} are the most."));
            else if (content is IEnumerable items and not string)
                CheckItems(items, report);
            else if (content is not null)
                CheckOne(content, Name, report);
        }

        void CheckItems(IEnumerable items, Action<string, Finding> report)
        {
            if (Rules.Count == 0)
                return;
            var index = 0;
            foreach (var item in items)
                CheckOne(item, $"{Name}[{index++}]", report);
        }

        void CheckOne(object content, string place, Action<string, Finding> report)
        {
            foreach (var rule in Rules)
                if (rule.Check(content) is { } finding)
                    report(place, finding);
        }
    }
}
