using System.Text;
using System.Text.RegularExpressions;
using ReviewApi.Vocabulary;

namespace ReviewApi.Reviews;

/// <summary>The words of a review as full text search takes them.</summary>
internal static partial class ListingText
{
    /// <summary>How many reviews the parts have in which common words are looked for, the newest one first.</summary>
    public const int SmallPart = 2048;
    public const int LargePart = 65_536;

    // Nobody asks for this word.
    const string Gap = "\nendoftextwithoutmore\n";

    // A tsvector has less than 1 MiB.
    const int MostBytes = 400_000;

    /// <summary>The five sections in order.</summary>
    public static readonly string[] Sections = ["story", "performances", "picture", "sound", "extras"];

    // PostgreSQL's configurations by language; the words of others are not stemmed.
    static readonly Dictionary<string, string> Configs = new()
    {
        ["ar"] = "arabic",
        ["ca"] = "catalan",
        ["da"] = "danish",
        ["de"] = "german",
        ["el"] = "greek",
        ["en"] = "english",
        ["es"] = "spanish",
        ["eu"] = "basque",
        ["fi"] = "finnish",
        ["fr"] = "french",
        ["ga"] = "irish",
        ["hi"] = "hindi",
        ["hu"] = "hungarian",
        ["hy"] = "armenian",
        ["id"] = "indonesian",
        ["it"] = "italian",
        ["lt"] = "lithuanian",
        ["nb"] = "norwegian",
        ["ne"] = "nepali",
        ["nl"] = "dutch",
        ["nn"] = "norwegian",
        ["no"] = "norwegian",
        ["pt"] = "portuguese",
        ["ro"] = "romanian",
        ["ru"] = "russian",
        ["sr"] = "serbian",
        ["sv"] = "swedish",
        ["ta"] = "tamil",
        ["tr"] = "turkish",
        ["yi"] = "yiddish",
    };

    public static string Config(string language) => Configs.GetValueOrDefault(language.Split('-')[0], "simple");

    /// <summary>
    /// Texts as one, to be cut into words: as they are, since stemming goes by accents, without accents, and folded where that makes other
    /// words. No phrase goes from one text to the next.
    /// </summary>
    public static string Of(IEnumerable<string?> texts) => Of(texts, MostBytes);

    /// <summary>The number that the words of a section carry.</summary>
    public static int NumberOf(string section) => Array.IndexOf(Sections, section) + 1;

    /// <summary>The texts of each of the five sections, as one.</summary>
    public static IReadOnlyList<string> OfSections(Review review) =>
        (review.Sections ?? new Sections()).InOrder().Select(section => Of(Prose(section), MostBytes / Sections.Length)).ToList();

    static string Of(IEnumerable<string?> texts, int mostBytes)
    {
        var all = texts.OfType<string>().ToList();
        var text = string.Concat(all.Select(one => Plain(one) + Gap));
        var otherwise = string.Concat(all.Select(Spelling.Otherwise).Where(folded => folded.Length > 0).Select(folded => Plain(folded) + Gap));
        return Short(string.Concat(new[] { text, Spelling.WithoutAccents(text), otherwise }.Distinct()), mostBytes);
    }

    /// <summary>A text in composed letters, with a blank for each sign that PostgreSQL would take for a tag, an entity, a path or a minus.</summary>
    public static string Plain(string text) => Signs().Replace(Spelling.Composed(text), " ");

    // Of a longer text each word once.
    static string Short(string text, int mostBytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= mostBytes)
            return text;
        var (words, bytes) = (new HashSet<string>(), 0);
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            if (words.Add(word) && (bytes += Encoding.UTF8.GetByteCount(word) + 1) > mostBytes)
                break;
        return string.Join(' ', words);
    }

    [GeneratedRegex("[/<>&]|(?<=[0-9])-(?=[0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Signs();

    public static IEnumerable<string?> People(Film film) => (film.Directors ?? []).Concat(film.Writers ?? []).Concat(film.Composers ?? [])
        .Concat((film.Cast ?? []).SelectMany(member => (member.Characters ?? []).Append(member.Name!).Append(member.CreditedAs ?? "")));

    /// <summary>All prose, the summary first.</summary>
    public static IEnumerable<string?> Prose(Review review) =>
        (review.Sections?.InOrder() ?? []).Concat(review.OtherSections ?? []).Append(review.Overall).SelectMany(Prose).Prepend(review.Summary);

    public static IEnumerable<string?> Prose(Section? section) =>
        section is null ? [] : (section.Parts ?? []).Select(part => part.Text).Prepend(section.Text);
}
