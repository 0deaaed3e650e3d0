using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace ReviewApi.Tests.Search;

/// <summary>The list against the oracle, for any filters, order and limits.</summary>
public sealed class ListPropertyTests(Catalog catalog) : IClassFixture<Catalog>
{
    [Many(100)]
    public Property Given_any_filters_and_order_when_all_pages_are_followed_then_they_are_the_oracles_list() =>
        Prop.ForAll(Questions.About(catalog), async question =>
        {
            var expected = catalog.Oracle.Ids(question);
            var listed = await Walk(question, expected.Count, "summary");
            Assert.True(
                expected.SequenceEqual(listed.Ids),
                $"{question}\nexpected {string.Join(' ', expected)}\nlisted   {string.Join(' ', listed.Ids)}");
            Assert.All(listed.Totals, total => Assert.Equal(expected.Count, total));
        });

    [Many(20)]
    public Property Given_any_question_when_asked_for_whole_reviews_then_they_are_those_of_the_summaries() =>
        Prop.ForAll(Questions.About(catalog), async question =>
        {
            var (summaries, whole) = (await Walk(question, 300, "summary"), await Walk(question, 300, "full"));
            Assert.Equal(summaries.Ids, whole.Ids);
        });

    [Fact]
    public async Task Given_the_list_when_read_whole_then_each_review_is_as_its_writer_was_answered()
    {
        var listed = await Walk(new Question([], [], [100]), catalog.Published.Count, "full");
        var written = catalog.Published.ToDictionary(review => (string)review["id"]!);
        Assert.Equal(written.Count, listed.Items.Count);
        Assert.All(listed.Items, item =>
            Assert.True(JsonNode.DeepEquals(Said(written[(string)item["id"]!]), Said(item)), $"{item.ToJsonString()}"));
    }

    /// <summary>
    /// The reviews are of use only where they have equals and lacks in what they are sorted by, and where facets are long.
    /// </summary>
    [Fact]
    public void Given_the_catalog_when_looked_at_then_it_has_ties_and_lacks()
    {
        Assert.InRange(catalog.Published.Count, 250, 300);
        foreach (var key in new[] { "year", "picture", "overall", "meanScore" })
        {
            var values = catalog.Published.Select(review => Reading.SortValue(review, key)).ToList();
            Assert.Contains(null, values);
            Assert.True(values.Distinct().Count() < values.Count / 3, key);
        }
        Assert.True(catalog.Values("genre").Count > 50);
    }

    /// <summary>The questions are of use only where they find some reviews and not all.</summary>
    [Fact]
    public void Given_the_questions_when_looked_at_then_many_find_some_reviews_and_not_all()
    {
        var found = Questions.About(catalog).Generator.Sample(500).Select(question => catalog.Oracle.Total(question)).ToList();
        Assert.True(found.Count(total => total > 0 && total < catalog.Published.Count) > 150, string.Join(' ', found));
        Assert.True(found.Count(total => total > 10 && total < catalog.Published.Count) > 75, string.Join(' ', found));
    }

    async Task<(IReadOnlyList<string> Ids, IReadOnlyList<JsonObject> Items, IReadOnlyList<int> Totals)> Walk(
        Question question, int count, string view)
    {
        var (items, totals) = (new List<JsonObject>(), new List<int>());
        string? next = null;
        for (var number = 0; number == 0 || next is not null; number++)
        {
            // So few pages that some hundred walks are soon over.
            var limit = Math.Max(question.Limits[number % question.Limits.Count], count / 10);
            var page = (await catalog.Anonymous.Read(
                $"/v1/reviews?{question.Query}&view={view}&count=exact&limit={limit}{(next is null ? "" : $"&cursor={next}")}")).Is(200);
            var listed = page.At("/items")!.AsArray();
            Assert.InRange(listed.Count, next is null ? 0 : 1, limit);
            items.AddRange(listed.Select(item => item!.AsObject()));
            totals.Add((int)page.At("/total")!);
            next = page.Text("/next");
        }
        return ([.. items.Select(item => (string)item["id"]!)], items, totals);
    }

    // What a write is warned of is no part of the review.
    static JsonObject Said(JsonObject review)
    {
        var said = review.Copy();
        said.Remove("warnings");
        return said;
    }
}
