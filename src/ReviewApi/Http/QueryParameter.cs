using System.Text.Json.Nodes;
using ReviewApi.Rules;

namespace ReviewApi.Http;

/// <summary>A parameter of a query, as it is read and as the OpenAPI document shows it.</summary>
internal abstract class QueryParameter(string name, string description)
{
    const int Many = 50;
    const int MostNamed = 50;

    public string Name => name;

    public string Description => description;

    public required string Type { get; init; }

    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>What it, or each of its values, may be.</summary>
    public IMemberRule? Rule { get; private init; }

    public long? Min { get; init; }

    public long? Max { get; init; }

    public object? Default { get; init; }

    /// <summary>Whether it may not be left out.</summary>
    public bool IsNeeded { get; private init; }

    /// <summary>A value to try it with; null where it is best left out.</summary>
    public JsonNode? Example { get; private init; }

    /// <summary>How many values it has at most, separated by commas or repeated; null where it is one value.</summary>
    public int? MostValues { get; init; }

    /// <summary>true or false; false where it is left out.</summary>
    public static QueryParameter<bool> Flag(string name, string description) =>
        new(name, description, text => text is "true" or "false" ? text == "true" : throw Refused(name, "true or false"))
        {
            Type = "boolean",
            Default = false,
        };

    /// <summary>A whole number within bounds.</summary>
    public static QueryParameter<int> Whole(string name, int min, int max, int fallback, string description) =>
        new(name, description, text => Number(name, text, min, max)) { Type = "integer", Min = min, Max = max, Default = fallback };

    /// <summary>A whole number within bounds; null where it is left out.</summary>
    public static QueryParameter<int?> Whole(string name, int min, int max, string description, int? example = null) =>
        new(name, description, text => Number(name, text, min, max)) { Type = "integer", Min = min, Max = max, Example = example };

    /// <summary>A whole number from 1 on, of which no more is taken than the most.</summary>
    public static QueryParameter<int> Capped(string name, int most, string description) =>
        new(
            name, description,
            text => WrittenNumber.AtMost(most, text) is { } number and > 0 ? number : throw Refused(name, "a whole number from 1 on"))
        {
            Type = "integer",
            Min = 1,
            Default = most,
        };

    /// <summary>One of some words.</summary>
    public static QueryParameter<string?> Choice(string name, IReadOnlyList<string> values, string? fallback, string description) =>
        new(name, description, text => values.Contains(text) ? text : throw Refused(name, string.Join(" or ", values)))
        {
            Type = "string",
            Choices = values,
            Default = fallback,
        };

    /// <summary>
    /// Texts that a rule allows, in its canonical spelling (codes as they are), separated by commas or repeated; null where it is
    /// left out. Where their order matters it is kept, with a number of its own.
    /// </summary>
    public static QueryParameter<string[]?> Values(string name, IMemberRule rule, string description, int? mostInOrder = null) =>
        new(name, description, text =>
        {
            var said = text.Split(',')
                .Select(value => rule is SpelledAttribute spelled and not CodeAttribute ? spelled.Canonical(value) : value).Distinct();
            var (values, most) = mostInOrder is { } all
                ? (said.ToArray(), all)
                : (said.Order(StringComparer.Ordinal).ToArray(), Many);
            if (values.Length > most)
                throw ProblemException.Parameter(name, "too_many", $"It has {values.Length} values; {most} are the most.");
            foreach (var value in values)
                if (rule.Check(value) is { IsWarning: false } finding)
                    throw ProblemException.Parameter(name, finding.Code, Named(value, values) + finding.Detail + finding.Hint?.Invoke());
            return values;
        })
        {
            Type = "string",
            Rule = rule,
            MostValues = mostInOrder ?? Many,
        };

    // Which of several values is meant.
    static string Named(string value, string[] values) => values.Length == 1 && value.Length > 0
        ? ""
        : value.Length == 0 ? "It has an empty value. " : $"{Problems.Shortened(value, MostNamed)}: ";

    /// <summary>A value that a function reads, and gives null where it cannot; null where it is left out.</summary>
    public static QueryParameter<object?> Parsed(
        string name, string type, IMemberRule? rule, string expected, Func<string, object?> parse, string description) =>
        new(name, description, text => parse(text) ?? throw Refused(name, expected)) { Type = type, Rule = rule };

    /// <summary>A text that is needed.</summary>
    public static QueryParameter<string> Needed(string name, string example, string description) =>
        new(name, description, text => text) { Type = "string", IsNeeded = true, Example = example };

    /// <summary>Any text.</summary>
    public static QueryParameter<string?> Text(string name, string description) => new(name, description, text => text) { Type = "string" };

    static int Number(string name, string text, int min, int max) =>
        WrittenNumber.Whole(text) is { } number && number >= min && number <= max
            ? number
            : throw Refused(name, $"a whole number from {min} to {max}");

    static ProblemException Refused(string name, string expected) =>
        ProblemException.Parameter(name, "invalid_value", $"It has to be {expected}.");
}

/// <summary>A parameter of a query with the type it is read as.</summary>
internal sealed class QueryParameter<T>(string name, string description, Func<string, T> parse) : QueryParameter(name, description)
{
    /// <summary>The value sent, or the default; a value that it cannot have ends the request with 400.</summary>
    public T Read(HttpRequest request) => request.Query[Name] switch
    {
        { Count: 0 } when IsNeeded => throw ProblemException.Parameter(Name, "required", "Required."),
        { Count: 0 } => Default is null ? default! : (T)Default,
        { Count: 1 } values => parse(values[0]!),
        { } values when MostValues is not null => parse(string.Join(',', values!)),
        _ => throw ProblemException.Parameter(Name, "repeated", "It may be sent once."),
    };
}
