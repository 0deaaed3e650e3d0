using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace ReviewApi.Codes;

/// <summary>A list of controlled codes.</summary>
public sealed record CodeList
{
    /// <summary>The vocabulary's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its codes.</summary>
    public required IReadOnlyList<CodeItem> Items { get; init; }
}

/// <summary>A controlled code.</summary>
public sealed record CodeItem
{
    /// <summary>The code, as stored and answered.</summary>
    public required string Code { get; init; }

    /// <summary>What a person reads.</summary>
    public required string Label { get; init; }

    /// <summary>What a person reads in other languages, by their codes (de, fr), where it is not the same.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>The list that the code comes from.</summary>
    public required string Source { get; init; }

    /// <summary>Other spellings that are taken for the code; case, blanks and punctuation do not matter.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }
}

/// <summary>The vocabularies of src/ReviewApi/Codes/codes, looked up by any spelling.</summary>
internal sealed class CodeBook
{
    // Far more than any code, label or alias has.
    const int LongestSpelling = 300;

    static readonly FrozenDictionary<string, CodeBook> ByName = Load().ToFrozenDictionary(vocabulary => vocabulary.List.Name);

    readonly FrozenDictionary<string, CodeItem> items;
    readonly FrozenDictionary<string, string> codesBySpelling;

    CodeBook(CodeList list)
    {
        List = list;
        items = list.Items.ToFrozenDictionary(item => item.Code);
        codesBySpelling = Spellings().DistinctBy(one => one.Spelling).ToFrozenDictionary(one => one.Spelling, one => one.Code);
    }

    public CodeList List { get; }

    public static IReadOnlyList<string> Names { get; } = ByName.Keys.Order(StringComparer.Ordinal).ToList();

    public static CodeBook Named(string name) => ByName[name];

    public static CodeList? Find(string name) => ByName.GetValueOrDefault(name)?.List;

    /// <summary>The code that a spelling stands for, or null.</summary>
    public string? CodeOf(string spelling)
    {
        if (spelling.Length > LongestSpelling)
            return null;
        var folded = Spelling.OfCode(spelling);
        return spelling.Any(char.IsControl) || IsMarkOfAbsence(spelling, folded) ? null : codesBySpelling.GetValueOrDefault(folded);
    }

    // "N/A" is not Namibia, unless it is listed just so.
    bool IsMarkOfAbsence(string spelling, string folded) =>
        folded.Length <= 2
            && spelling.Contains('/')
            && !List.Items.Any(item => item.Aliases.Contains(spelling, StringComparer.OrdinalIgnoreCase));

    public bool IsCode(string text) => items.ContainsKey(text);

    /// <summary>What a person who reads a language reads for a code, in English where that has no label of its own; or null.</summary>
    public string? LabelOf(string code, string language) =>
        items.GetValueOrDefault(code) is { } item ? item.Labels?.GetValueOrDefault(language) ?? item.Label : null;

    /// <summary>The codes nearest to a spelling that is none.</summary>
    public IReadOnlyList<string> Nearest(string spelling) =>
        Spelling.Nearest(spelling, Spellings().Select(one => (one.Code, one.Spelling)));

    /// <summary>Every folded spelling with its code: first the codes, then the labels, then the aliases.</summary>
    public IEnumerable<(string Spelling, string Code)> Spellings() =>
        List.Items.Select(item => (Spelling.OfCode(item.Code), item.Code))
            .Concat(List.Items.Select(item => (Spelling.OfCode(item.Label), item.Code)))
            .Concat(List.Items.SelectMany(item => item.Aliases.Select(alias => (Spelling.OfCode(alias), item.Code))));

    static IEnumerable<CodeBook> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith("codes/", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            yield return new CodeBook(JsonSerializer.Deserialize<CodeList>(stream, JsonSerializerOptions.Web)!);
        }
    }
}
