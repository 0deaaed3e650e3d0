using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ReviewApi.Tests.Vocabulary;

public sealed class CodeTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const int LongVocabulary = 100;

    public static TheoryData<string> Placed => [.. CodePlaces.ByVocabulary.Keys];

    [Fact]
    public async Task Given_the_vocabularies_when_listed_then_each_has_places_here_and_can_be_read_alone()
    {
        var lists = (await api.Anonymous.Read("/v1/vocabularies")).Is(200).At("/items")!.AsArray();
        Assert.Equal(
            CodePlaces.ByVocabulary.Keys.Concat(CodePlaces.Elsewhere).Order(StringComparer.Ordinal),
            lists.Select(list => list!["name"]!.ToString()));
        foreach (var list in lists)
            Assert.True(JsonNode.DeepEquals(list, (await api.Anonymous.Read($"/v1/vocabularies/{list!["name"]}")).Is(200).Body));
    }

    [Theory]
    [MemberData(nameof(Placed))]
    public async Task Given_each_code_label_and_alias_when_sent_where_it_belongs_then_it_is_stored_as_the_code(string vocabulary)
    {
        var wrong = new List<string>();
        var spellings = await Spellings(vocabulary);
        // The long vocabularies are of standards, and read from one table.
        var tried = spellings.DistinctBy(one => one.Code).Count() > LongVocabulary ? Soak.Some(spellings, vocabulary) : spellings;
        await Parallel.ForEachAsync(tried, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (one, _) =>
        {
            var draft = CodePlaces.Draft(vocabulary, one.Spelling);
            var answer = await api.Desk.Post(
                "/v1/reviews?dryRun=true", vocabulary == "score_state" && one.Code == "scored" ? CodePlaces.Scored(draft) : draft);
            var stored = CodePlaces.ByVocabulary[vocabulary].Select(place => answer.Text(place)).Distinct().ToList();
            if ((int)answer.Status != 200 || stored is not [{ } code] || code != one.Code)
                lock (wrong)
                    wrong.Add($"{one.Spelling}: {string.Join(", ", stored)} instead of {one.Code}; {string.Join(", ", answer.Faults)}");
        });
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [MemberData(nameof(Placed))]
    public async Task Given_a_slip_of_the_pen_in_a_label_when_sent_then_422_at_each_place_names_the_code(string vocabulary)
    {
        var known = (await Spellings(vocabulary)).ToLookup(one => one.Spelling.ToUpperInvariant());
        foreach (var (spelling, code) in (await Labels(vocabulary)).Where(one => one.Label.Count(char.IsLetter) >= 8).Take(12))
        {
            var slip = spelling.Insert(spelling.Length / 2, "qz");
            Assert.Empty(known[slip.ToUpperInvariant()]);
            var answer = (await api.Desk.Post("/v1/reviews?dryRun=true", CodePlaces.Draft(vocabulary, slip)))
                .IsInvalid([.. CodePlaces.ByVocabulary[vocabulary].Select(place => $"{place} unknown_code")]);
            foreach (var fault in answer.Body["errors"]!.AsArray())
                Assert.Matches($"Did you mean .*{Regex.Escape(code)}", fault!["detail"]!.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Placed))]
    public async Task Given_what_is_like_nothing_when_sent_then_422_at_each_place(string vocabulary)
    {
        var first = (await Labels(vocabulary))[0];
        foreach (var nothing in new[]
        {
            "", " ", "???", "\0", $"{first.Code}\0", $"{first.Label}\0", "qzqzqzqzqzqzqzqzqzqzqzqz", new string('x', 5000),
        })
        {
            var answer = (await api.Desk.Post("/v1/reviews?dryRun=true", CodePlaces.Draft(vocabulary, nothing))).Is(422);
            Assert.Equal(
                CodePlaces.ByVocabulary[vocabulary].Order(), answer.Faults.Select(fault => fault.Split(' ')[0]).Distinct().Order());
        }
    }

    [Theory]
    [InlineData("/release/territory", "N/A")]
    [InlineData("/language", "N/A")]
    [InlineData("/release/territory", "n.a.")]
    [InlineData("/release/territory", "-")]
    [InlineData("/release/packaging", "?")]
    public async Task Given_words_for_what_is_not_known_when_sent_then_422_and_no_code_is_made_of_them(string place, string words) =>
        (await api.Desk.Create(Example.Review().Put(place, words))).IsInvalid($"{place} unknown_code");

    // Codes, labels and aliases as listed; of the shorter vocabularies in capitals too, and with blanks for underlines.
    async Task<IReadOnlyList<(string Spelling, string Code)>> Spellings(string vocabulary)
    {
        var items = (await api.Anonymous.Read($"/v1/vocabularies/{vocabulary}")).Is(200).At("/items")!.AsArray();
        Assert.NotEmpty(items);
        var spellings = items.SelectMany(item => new[] { item!["code"]!.ToString(), item["label"]!.ToString() }
            .Concat(item["aliases"]!.AsArray().Select(alias => alias!.ToString()))
            .SelectMany(spelling =>
                items.Count > LongVocabulary ? [spelling] : new[] { spelling, spelling.ToUpperInvariant(), spelling.Replace('_', ' ') })
            .Select(spelling => (spelling, item["code"]!.ToString())));
        return [.. spellings.Distinct()];
    }

    async Task<IReadOnlyList<(string Label, string Code)>> Labels(string vocabulary) =>
        [.. (await api.Anonymous.Read($"/v1/vocabularies/{vocabulary}")).At("/items")!.AsArray()
            .Select(item => (item!["label"]!.ToString(), item["code"]!.ToString()))];
}
