using ReviewApi.Reviews;

namespace ReviewApi.Listings;

/// <summary>The words of a review as full text search takes them.</summary>
internal static class ListingText
{
    /// <summary>How many reviews the parts have in which common words are looked for, the newest one first.</summary>
    public const int SmallPart = 2048;
    public const int LargePart = 65_536;

    /// <summary>The parts of what a review is found by: the sections come last.</summary>
    public static readonly string[] Names = ["titles", "people", "headline", "prose", .. Sections.Names];

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

    /// <summary>The number that the words of a section carry; 0 for words outside the sections.</summary>
    public static int NumberOf(string section) => Array.IndexOf(Sections.Names, section) + 1;

    /// <summary>Whether a review has what one is listed by, whatever else may be wrong with it.</summary>
    public static bool IsListed(Review review) => review is { Language: not null, Films: not null, Release: not null };

    /// <summary>What a review is found by, part by part. The words of the sections are those of the prose too.</summary>
    public static IEnumerable<(string Part, FoundText Text)> Of(Review review)
    {
        var films = review.Films!;
        var titles = films.SelectMany(Titles).Append(review.Release!.Title);
        var prose = (review.OtherSections ?? []).Append(review.Overall).SelectMany(Prose).Prepend(review.Summary);
        var sections = (review.Sections ?? new Sections()).InOrder().Select(Prose);
        IEnumerable<IEnumerable<string?>> parts = [titles, films.SelectMany(People), [review.Headline], prose, .. sections];
        return Names.Zip(FoundText.Fitting([.. parts.Select(texts => texts.OfType<string>().ToList())]));
    }

    public static IEnumerable<string?> Titles(Film film) => [film.Title, film.OriginalTitle, film.SortTitle];

    public static IEnumerable<string?> People(Film film) => (film.Directors ?? []).Concat(film.Writers ?? []).Concat(film.Composers ?? [])
        .Concat((film.Crew ?? []).Select(member => member.Name))
        .Concat((film.Cast ?? []).SelectMany(member => (member.Characters ?? []).Append(member.Name!).Append(member.CreditedAs ?? "")));

    public static IEnumerable<string?> Prose(Section? section) =>
        section is null ? [] : (section.Parts ?? []).Select(part => part.Text).Prepend(section.Text);
}
