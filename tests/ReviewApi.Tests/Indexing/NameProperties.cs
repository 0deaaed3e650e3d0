using ReviewApi.Indexing;

namespace ReviewApi.Tests.Indexing;

/// <summary>Titles and names that are looked for, while reviews are written, taken back and compacted, against a scan.</summary>
public sealed class NameProperties
{
    const int Rounds = 6;
    const int MostChanges = 40;

    static readonly string[] Typed =
    [
        "a", "al", "alie", "alien", "alein", "aliens", "alien 3", "heat", "haet", "h", "heat 2", "zod", "zodaic", "the thing from",
        "another", "anothre world", "thing", "jan", "smith", "smiht", "jane smiht", "ann o", "o hara", "𝔸", "qz", "ölfilm",
        "filmöl", "thething",
    ];

    [Many(60)]
    public void Given_any_changes_when_names_are_suggested_then_they_are_those_that_begin_so_the_most_reviewed_first(int seed) =>
        Each(seed, (version, scan, random) =>
        {
            var (text, limit) = (Typed[random.Next(Typed.Length)], random.Next(1, 20));
            var expected = Suggested(scan, text).Take(limit).ToList();
            var found = NameBeginnings.Find(version, text, limit)
                .Select(one => (
                    one.Film, one.Field == Field.FilmName ? "" : version.Store[one.Field].Terms.Text(one.Name), one.Field, one.Reviews))
                .ToList();
            Assert.Equal(expected.Select(one => one.Reviews), found.Select(one => one.Reviews));
            Assert.Equal(expected.Count, found.Select(one => (one.Film, one.Item2, one.Field == Field.OutletName)).Distinct().Count());
            // Of those that are alike in all that is asked for, any may be left out.
            foreach (var one in found)
                Assert.Contains(one, Suggested(scan, text));
        });

    [Many(60)]
    public void Given_any_changes_when_a_title_is_looked_for_then_the_films_that_have_it_come_first_and_only_those_that_are_published(
        int seed) => Each(seed, (version, scan, random) =>
    {
        var listed = scan.Published.SelectMany(listing => listing.Films).ToList();
        foreach (var title in listed.SelectMany(Titles).Where(title => title.Length > 0).Distinct())
        {
            var found = TitleLikeness.Films(version, title, areAllNeeded: random.Next(2) == 0).ToList();
            var same = listed.Where(film => Titles(film).Contains(title)).Select(film => film.Id).ToHashSet();
            Assert.Equal(same.Order(), found.Where(film => film.Rank >= 1).Select(film => film.Film).Order());
            Assert.Equal(found.Order(), found);
            Assert.Equal(found.Count, found.DistinctBy(film => film.Film).Count());
            foreach (var film in found)
                Assert.Equal(scan.Published.Count(listing => listing.Films.Any(one => one.Id == film.Film)), film.Reviews);
        }
    });

    [Many(60)]
    public void Given_any_changes_when_films_and_people_are_shown_then_as_most_reviews_print_them(int seed) =>
        Each(seed, (version, scan, _) =>
        {
            foreach (var reviews in scan.Published
                .SelectMany(listing => listing.Films.Select(film => (film, listing.Printed))).GroupBy(one => one.film.Id))
            {
                var (title, year) = FilmNames.Shown(version, reviews.Key);
                var years = reviews.Where(one => one.film.Year is not null).CountBy(one => one.film.Year!.Value).ToList();
                Assert.Contains(
                    year, years.Where(one => one.Value == years.Max(other => other.Value)).Select(one => (int?)one.Key).DefaultIfEmpty());
                Assert.Contains(
                    scan.Published.SelectMany(listing => listing.Printed), name => name.Field == Field.FilmName && name.Text == title);
            }
            foreach (var name in scan.Published.SelectMany(listing => listing.Printed).GroupBy(one => (one.Field, one.Folded)))
            {
                var (index, counts) = (version.Store[name.Key.Field], name.CountBy(one => one.Text).ToList());
                var number = index.Terms.Find(System.Text.Encoding.UTF8.GetBytes(name.Key.Folded));
                Assert.Equal(
                    counts.Where(one => one.Value == counts.Max(other => other.Value)).Select(one => one.Key).Min(StringComparer.Ordinal),
                    index.Printed.MostPrinted(version, number, index.Reviews[number]));
            }
        });

    static IEnumerable<string> Titles(ListedFilm film) => film.OtherTitles.Prepend(film.Title);

    static List<(Guid Film, string Name, Field Field, int Reviews)> Suggested(Scan scan, string text)
    {
        var exact = Begun(scan, name => Begins(name, text));
        if (text.EnumerateRunes().Count() < 4)
            return exact;
        var known = exact.Select(Key).ToHashSet();
        return [.. exact, .. Begun(scan, name => BeginsNearly(name, text)).Where(one => !known.Contains(Key(one)))];

        static (Guid, string, bool) Key((Guid Film, string Name, Field Field, int Reviews) one) =>
            (one.Film, one.Name, one.Field == Field.OutletName);
    }

    static List<(Guid Film, string Name, Field Field, int Reviews)> Begun(Scan scan, Func<string, bool> begins)
    {
        var films = scan.Published.SelectMany(listing => listing.Films).Where(film => Titles(film).Any(begins)).Select(film => film.Id)
            .Distinct().Select(id => (id, "", Field.FilmName, scan.Published.Count(listing => listing.Films.Any(film => film.Id == id))));
        var names = from listing in scan.Published
                    from term in listing.Terms
                    where term.Field is Field.DirectorName or Field.ActorName or Field.OutletName && begins(term.Value)
                    group term by term into reviews
                    select (Guid.Empty, reviews.Key.Value, reviews.Key.Field, reviews.Count());
        var people = names.GroupBy(one => (one.Value, one.Field == Field.OutletName))
            .Select(one => one.OrderByDescending(name => name.Item4).ThenBy(name => name.Field).First());
        return [.. films.Concat(people).OrderByDescending(one => one.Item4)];
    }

    static bool Begins(string name, string text) => $" {name}".Contains($" {text}", StringComparison.Ordinal);

    static bool BeginsNearly(string name, string text)
    {
        var words = name.Split(' ');
        return Enumerable.Range(0, words.Length).Any(from => SlipProperties.BeginsWithin(text, string.Join(' ', words[from..])));
    }

    static void Each(int seed, Action<CatalogueVersion, Scan, Random> check)
    {
        var listings = new RandomListings(seed);
        var built = listings.Changes(MostChanges).Where(change => change.Row is not null).DistinctBy(change => change.Id).ToList();
        var (index, scan) = (CatalogueIndex.Build(built, built.Count), Scan.Empty.After(built));
        for (var round = 0; round < Rounds; round++)
        {
            check(index.Current, scan, listings.Random);
            var changes = listings.Changes(MostChanges);
            index.Apply(changes);
            scan = scan.After(changes);
            if (listings.Random.Next(3) == 0)
                index.Compact();
        }
    }
}
