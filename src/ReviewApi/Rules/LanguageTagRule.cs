using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using ReviewApi.Codes;

namespace ReviewApi.Rules;

/// <summary>A BCP 47 language tag (RFC 5646); the primary language has to be one of the vocabulary language, or for private use.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed partial class LanguageTagAttribute : SpelledAttribute, ICodeRule
{
    public const int Max = 100;

    // The languages that have extended ones (RFC 5646 section 2.2.2), as the registry lists them.
    static readonly string[] WithExtended = ["ar", "kok", "lv", "ms", "sgn", "sw", "uz", "zh"];

    // Tags that were registered before there were rules for them, with what the registry prefers where the vocabulary has it. The list is
    // closed.
    static readonly FrozenDictionary<string, string> Grandfathered = new[]
        {
            "en-GB-oed=en-GB-oxendict", "i-ami=ami", "i-hak=hak", "i-klingon=tlh", "i-lux=lb", "i-navajo=nv", "i-pwn=pwn", "i-tay=tay",
            "art-lojban=jbo", "no-bok=nb", "no-nyn=nn", "zh-guoyu=cmn", "zh-hakka=hak", "zh-min-nan=nan", "zh-xiang=hsn",
            "i-bnn", "i-default", "i-enochian", "i-mingo", "i-tao", "i-tsu", "sgn-BE-FR", "sgn-BE-NL", "sgn-CH-DE", "cel-gaulish", "zh-min",
        }
        .ToFrozenDictionary(tag => tag.Split('=')[0], tag => tag.Split('=')[^1], StringComparer.OrdinalIgnoreCase);

    static readonly Lazy<ILookup<string, string>> Spellings = new(() => CodeBook.Named("language").List.Items
        .SelectMany(item => item.Aliases.Prepend(item.Label).Prepend(item.Code)).ToLookup(Spelling.OfCode));

    // What the vocabulary lists comes first: "en-UK" is en-GB.
    public override string Canonical(string text)
    {
        if (Listed(text) is { } listed)
            return listed;
        if (Grandfathered.TryGetValue(text, out var preferred))
            return preferred;
        if (PrivateUse().IsMatch(text))
            return text.ToLowerInvariant();
        return Tag().Match(text) is { Success: true } tag ? InUsualCase(Language(tag), tag.Groups["rest"].Value) : text;
    }

    public override Finding? Check(object value)
    {
        var text = (string)value;
        if (text.Length > Max)
            return new("too_long", $"{Max} characters are the most.");
        return IsTag(text)
            ? null
            : new(
                "unknown_code", "Not a BCP 47 language tag.",
                Hint: () => Suggestion.DidYouMean(CodeBook.Named("language").Nearest(text)));
    }

    // Of a tag that is not listed: its language, with the rest as it stands unless it is a country.
    public string? LabelOf(string code, string language)
    {
        var languages = CodeBook.Named("language");
        if (languages.LabelOf(code, language) is { } label)
            return label;
        return code.Split('-', 2) is [var primary, var rest] && languages.LabelOf(primary, language) is { } named
            ? $"{named} ({CodeBook.Named("territory").LabelOf(rest, language) ?? rest})"
            : null;
    }

    static bool IsTag(string text) => PrivateUse().IsMatch(text) || Grandfathered.ContainsKey(text)
        || Tag().Match(text) is { Success: true } tag
        && IsLanguage(tag.Groups["language"].Value)
        && (!tag.Groups["extended"].Success || WithExtended.Contains(tag.Groups["language"].Value))
        && AreDifferent(tag.Groups["variant"]) && AreDifferent(tag.Groups["singleton"]);

    static bool IsLanguage(string primary) => CodeBook.Named("language").IsCode(primary) || primary is ['q', >= 'a' and <= 't', _];

    static bool AreDifferent(Group subtags) =>
        subtags.Captures.Select(subtag => subtag.Value).Distinct(StringComparer.OrdinalIgnoreCase).Count() == subtags.Captures.Count;

    // Names are taken in any spelling, tags as they are: "en-" and "e n" are not en.
    static string? Listed(string text) =>
        CodeBook.Named("language").CodeOf(text) is { } code
            && Spellings.Value[Spelling.OfCode(text)].Any(spelling =>
                !Tag().IsMatch(spelling) || string.Equals(spelling, text.Replace('_', '-'), StringComparison.OrdinalIgnoreCase))
                ? code
                : null;

    // An extended language is preferred alone (RFC 5646 section 4.5): zh-yue is yue.
    static string Language(Match tag)
    {
        var (primary, extended) = (tag.Groups["language"].Value.ToLowerInvariant(), tag.Groups["extended"].Value.ToLowerInvariant());
        if (extended.Length > 0)
            return WithExtended.Contains(primary) && IsLanguage(extended) ? extended : $"{primary}-{extended}";
        return CodeBook.Named("language").CodeOf(primary) ?? primary;
    }

    // RFC 5646 section 2.1.1: language en, script Hans, region GB, and all small after a singleton.
    static string InUsualCase(string language, string rest)
    {
        var usual = new StringBuilder(language);
        var isAfterSingleton = false;
        foreach (var subtag in rest.ToLowerInvariant().Split('-', StringSplitOptions.RemoveEmptyEntries))
        {
            isAfterSingleton |= subtag.Length == 1;
            usual.Append('-').Append(subtag.Length switch
            {
                2 when !isAfterSingleton => subtag.ToUpperInvariant(),
                4 when !isAfterSingleton && char.IsAsciiLetter(subtag[0]) => char.ToUpperInvariant(subtag[0]) + subtag[1..],
                _ => subtag,
            });
        }
        return usual.ToString();
    }

    [GeneratedRegex(
        "^(?<language>[A-Za-z]{2,3})(-(?<extended>[A-Za-z]{3}))?(?<rest>(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?"
            + "(-(?<variant>[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
            + @"(-(?<singleton>[0-9A-WYZa-wyz])(-[A-Za-z0-9]{2,8})+)*(-[xX](-[A-Za-z0-9]{1,8})+)?)\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^[xX](-[A-Za-z0-9]{1,8})+\z", RegexOptions.CultureInvariant)]
    private static partial Regex PrivateUse();
}
