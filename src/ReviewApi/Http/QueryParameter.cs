using System.Globalization;
using ReviewApi.Vocabulary;

namespace ReviewApi.Http;

/// <summary>A parameter of a query, as it is read and as the OpenAPI document shows it.</summary>
internal abstract class QueryParameter(string name, string description)
{
    public string Name => name;

    public string Description => description;

    public required string Type { get; init; }

    public IReadOnlyList<string>? Values { get; init; }

    public long? Min { get; init; }

    public long? Max { get; init; }

    public object? Default { get; init; }

    /// <summary>Whether it may be sent again and again, which is the same as with commas.</summary>
    public bool MayRepeat { get; private init; }

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
    public static QueryParameter<int?> Whole(string name, int min, int max, string description) =>
        new(name, description, text => Number(name, text, min, max)) { Type = "integer", Min = min, Max = max };

    /// <summary>One of some words.</summary>
    public static QueryParameter<string?> Choice(string name, IReadOnlyList<string> values, string? fallback, string description) =>
        new(name, description, text => values.Contains(text) ? text : throw Refused(name, string.Join(" or ", values)))
        {
            Type = "string",
            Values = values,
            Default = fallback,
        };

    /// <summary>Codes of a vocabulary, apart by commas or sent again and again; null where it is left out.</summary>
    public static QueryParameter<string[]?> Codes(string name, string vocabulary, string description) =>
        new(name, description, text =>
        {
            var codes = text.Split(',').Distinct().Order(StringComparer.Ordinal).ToArray();
            var book = CodeBook.Named(vocabulary);
            return codes.FirstOrDefault(code => !book.IsCode(code)) is { } unknown
                ? throw ProblemException.Parameter(name, "unknown_code", Problems.Unknown(vocabulary, book.Nearest(unknown)))
                : codes;
        })
        {
            Type = "string",
            MayRepeat = true,
        };

    /// <summary>Any text.</summary>
    public static QueryParameter<string?> Text(string name, string description) => new(name, description, text => text) { Type = "string" };

    static int Number(string name, string text, int min, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw Refused(name, $"a whole number from {min} to {max}");

    static ProblemException Refused(string name, string expected) => ProblemException.Parameter(name, "invalid_value", $"It has to be {expected}.");
}

/// <summary>A parameter of a query with the type it is read as.</summary>
internal sealed class QueryParameter<T>(string name, string description, Func<string, T> parse) : QueryParameter(name, description)
{
    /// <summary>The value sent, or the default; a value that it cannot have ends the request with 400.</summary>
    public T Read(HttpRequest request) => request.Query[Name] switch
    {
        { Count: 0 } => Default is null ? default! : (T)Default,
        { Count: 1 } values => parse(values[0]!),
        { } values when MayRepeat => parse(string.Join(',', values!)),
        _ => throw ProblemException.Parameter(Name, "repeated", "It may be sent once."),
    };
}
