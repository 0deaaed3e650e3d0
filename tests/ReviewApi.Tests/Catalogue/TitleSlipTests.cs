using System.Text;
using System.Text.Json.Nodes;
using ReviewApi.Codes;
using ReviewApi.Indexing;
using ReviewApi.Samples;

namespace ReviewApi.Tests.Catalogue;

/// <summary>Slips of the pen in each place of the titles of the samples and of three hundred famous films.</summary>
public sealed class TitleSlipTests
{
    const int First = 3;
    const double Enough = 0.98;

    // A slip is asked for in words of so many letters.
    const int LeastOfSlip = 4;

    static readonly IReadOnlyList<string> Titles = [.. Famous().Concat(OfSamples()).Distinct()];

    static readonly CatalogueVersion Catalogue = CatalogueIndex.Build(Titles.Select(Listed), Titles.Count).Current;

    [Theory]
    [InlineData("left out")]
    [InlineData("doubled")]
    [InlineData("wrong")]
    [InlineData("swapped")]
    public void Given_a_slip_in_each_place_of_each_title_when_looked_for_then_its_film_is_among_the_first(string slip)
    {
        var (all, missed) = (0, new List<string>());
        foreach (var (title, typed) in Titles.SelectMany(title => Slips(title, slip).Select(typed => (title, typed))))
        {
            all++;
            if (!Found(typed).Take(First).Contains(title))
                missed.Add($"{typed} ({title})");
        }
        Assert.True(all - missed.Count >= all * Enough, $"{missed.Count} of {all}: {string.Join(", ", missed)}");
    }

    [Fact]
    public void Given_a_title_when_looked_for_as_it_is_then_it_comes_first() =>
        Assert.All(Titles, title => Assert.Equal(Spelling.OfName(title), Spelling.OfName(Found(title).First())));

    [Theory]
    [InlineData("spiderman into the spiderverse", "Spider-Man: Into the Spider-Verse")]
    [InlineData("break fast club", "The Breakfast Club")]
    [InlineData("wall e", "WALL·E")]
    [InlineData("walle", "WALL·E")]
    [InlineData("gladia", "Gladiator")]
    [InlineData("сталкр", "Сталкер")]
    [InlineData("αιωνιοτητα και μαι μερα", "Μια αιωνιότητα και μια μέρα")]
    [InlineData("千と尋千の神隠し", "千と千尋の神隠し")]
    [InlineData("七人の待", "七人の侍")]
    [InlineData("lord rings towers", "The Lord of the Rings: The Two Towers")]
    public void Given_a_title_when_looked_for_as_people_write_it_then_it_comes_first(string typed, string title) =>
        Assert.Equal(title, Found(typed).FirstOrDefault());

    [Theory]
    [InlineData("xqzv")]
    [InlineData("gladiator iceberg submarine")]
    [InlineData("???")]
    [InlineData("hte")]
    public void Given_what_no_title_is_like_when_looked_for_then_nothing_is_found(string typed) => Assert.Empty(Found(typed));

    static IEnumerable<string> Found(string typed) =>
        TitleLikeness.Films(Catalogue, Spelling.OfName(typed), areAllNeeded: false)
            .Select(film => FilmNames.Shown(Catalogue, film.Film).Title);

    static IEnumerable<string> Slips(string title, string slip)
    {
        for (var at = 0; at < title.Length; at++)
        {
            if (!IsInLongWord(title, at))
                continue;
            switch (slip)
            {
                case "left out":
                    yield return title.Remove(at, 1);
                    break;
                case "doubled":
                    yield return title.Insert(at, title[at].ToString());
                    break;
                case "wrong":
                    yield return $"{title[..at]}{(char.ToLowerInvariant(title[at]) == 'w' ? 'q' : 'w')}{title[(at + 1)..]}";
                    break;
                default:
                    if (at + 1 < title.Length && char.IsLetter(title[at + 1]) && title[at] != title[at + 1])
                        yield return $"{title[..at]}{title[at + 1]}{title[at]}{title[(at + 2)..]}";
                    break;
            }
        }
    }

    static bool IsInLongWord(string title, int at)
    {
        if (!char.IsLetter(title[at]))
            return false;
        var (from, to) = (at, at);
        while (from > 0 && char.IsLetter(title[from - 1]))
            from--;
        while (to < title.Length && char.IsLetter(title[to]))
            to++;
        return to - from >= LeastOfSlip;
    }

    static Change Listed(string title)
    {
        var (id, folded) = (Guid.CreateVersion7(), Spelling.OfName(title));
        return new(id, new Listing
        {
            Id = id,
            Tag = 1,
            PublishedAt = DateTimeOffset.UnixEpoch,
            UpdatedAt = DateTimeOffset.UnixEpoch,
            ReleaseId = Guid.CreateVersion7(),
            Title = folded,
            Scores = new int?[Fields.Scores],
            Films = [new(Guid.CreateVersion7(), folded, null)],
            Reviewers = [],
            Terms = [new(Field.FilmName, folded)],
            Printed = [new(Field.FilmName, folded, title)],
        }.Write());
    }

    static IEnumerable<string> OfSamples() => SampleReviews.All()
        .SelectMany(sample => JsonNode.Parse(sample.Json)!["films"]!.AsArray()).Select(film => (string)film!["title"]!);

    static string[] Famous()
    {
        using var reader = new StreamReader(typeof(TitleSlipTests).Assembly.GetManifestResourceStream("famous-films.txt")!, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
