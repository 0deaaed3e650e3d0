namespace ReviewApi.Reviews;

/// <summary>The words of a review as full text search takes them.</summary>
internal static class ListingText
{
    /// <summary>How many reviews the parts have in which common words are looked for, the newest one first.</summary>
    public const int SmallPart = 2048;
    public const int LargePart = 65_536;

    /// <summary>The five sections in order.</summary>
    public static readonly string[] Sections = ["story", "performances", "picture", "sound", "extras"];

    static readonly string[] Anywhere = ["Titles", "People", "Headline", "Prose"];

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

    /// <summary>The number that the words of a section carry.</summary>
    public static int NumberOf(string section) => Array.IndexOf(Sections, section) + 1;

    /// <summary>What is found of a review anywhere, by the names of the parameters that take it.</summary>
    public static IEnumerable<(string Name, FoundText Text)> Of(Review review)
    {
        var films = review.Films!;
        IReadOnlyList<string> titles = [.. films.SelectMany(film => new[] { film.Title, film.OriginalTitle, film.SortTitle }).Append(review.Release!.Title).OfType<string>()];
        IReadOnlyList<string> people = [.. films.SelectMany(People).OfType<string>()];
        IReadOnlyList<string> headline = [.. new[] { review.Headline }.OfType<string>()];
        IReadOnlyList<string> prose = [.. Prose(review).OfType<string>()];
        return Anywhere.Zip(FoundText.Fitting([titles, people, headline, prose]));
    }

    /// <summary>What is found of a review in each of the five sections, by the names of the parameters that take it.</summary>
    public static IEnumerable<(string Name, FoundText Text)> OfSections(Review review)
    {
        var texts = (review.Sections ?? new Sections()).InOrder().Select(section => (IReadOnlyList<string>)[.. Prose(section).OfType<string>()]).ToList();
        return Sections.Select(section => $"Section{NumberOf(section)}").Zip(FoundText.Fitting(texts, prefix: 1));
    }

    public static IEnumerable<string?> People(Film film) => (film.Directors ?? []).Concat(film.Writers ?? []).Concat(film.Composers ?? [])
        .Concat((film.Crew ?? []).Select(member => member.Name))
        .Concat((film.Cast ?? []).SelectMany(member => (member.Characters ?? []).Append(member.Name!).Append(member.CreditedAs ?? "")));

    /// <summary>All prose, the summary first.</summary>
    public static IEnumerable<string?> Prose(Review review) =>
        (review.Sections?.InOrder() ?? []).Concat(review.OtherSections ?? []).Append(review.Overall).SelectMany(Prose).Prepend(review.Summary);

    public static IEnumerable<string?> Prose(Section? section) =>
        section is null ? [] : (section.Parts ?? []).Select(part => part.Text).Prepend(section.Text);
}
