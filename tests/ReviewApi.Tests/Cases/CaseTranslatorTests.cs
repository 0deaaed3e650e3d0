using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Cases;

public sealed class CaseTranslatorTests
{
    public static TheoryData<string> Ids => CaseRecords.Ids;

    [Fact]
    public void Given_the_real_reviews_when_counted_then_there_are_21_and_each_has_central_facts()
    {
        Assert.Equal(21, Ids.Count);
        Assert.Equal(21, CaseFacts.ByCase.Count);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Given_a_real_review_when_translated_then_its_central_facts_have_their_places(string id)
    {
        var review = CanonicalForm.Of(CaseTranslator.Translate(CaseRecords.Get(id)));
        foreach (var (pointer, value) in CaseFacts.ByCase[id]) CaseFacts.Check(review, pointer, value);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Given_a_real_review_when_translated_then_every_text_and_number_of_it_is_there(string id)
    {
        var record = CaseRecords.Get(id);
        var review = CaseTranslator.Translate(record).Review;
        var facts = RecordLeaf.In(record).Where(leaf => leaf.Value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number);
        Assert.Empty(facts.Where(fact => !fact.IsIn(review)).Select(fact => $"{fact.Member}: {fact.Value}"));
    }

    /// <summary>A fact that can be changed without changing the review was dropped.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void Given_any_one_fact_of_a_real_review_changed_when_translated_then_the_review_differs(string id)
    {
        var before = CaseTranslator.Translate(CaseRecords.Get(id)).Review;
        var count = RecordLeaf.In(CaseRecords.Get(id)).Count();
        for (var place = 0; place < count; place++)
        {
            var record = CaseRecords.Get(id);
            var leaf = RecordLeaf.In(record).ElementAt(place);
            leaf.Value.ReplaceWith(Changed(leaf.Value));
            var after = CaseTranslator.Translate(record).Review;
            Assert.False(JsonNode.DeepEquals(before, after), $"{leaf.Member} = {leaf.Value} has no effect.");
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Given_a_real_review_when_translated_then_it_is_publishable_and_within_the_limits(string id)
    {
        var review = CanonicalForm.Of(CaseTranslator.Translate(CaseRecords.Get(id)));
        string[] needed = ["/language", "/reviewers/0/kind", "/films/0/title", "/release/format"];
        Assert.All(needed, place => Assert.NotEqual("-", ReadBack.At(review, place)));
        var judgements = new[] { "sections", "otherSections", "overall" }.SelectMany(member => RecordLeaf.In(review[member]));
        Assert.Contains(judgements, leaf => leaf.Member is "score" or "text");
        Assert.Empty(RecordLeaf.In(review).Where(leaf => Words.Of(leaf.Value)!.Length > Limit(leaf.Member)).Select(leaf => leaf.Member));
    }

    static JsonNode Changed(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Number => value.GetValue<decimal>() + 1,
        JsonValueKind.True => false,
        JsonValueKind.False => true,
        _ => $"{value} otherwise",
    };

    static int Limit(string member) => member switch
    {
        "text" => 20_000,
        "notes" => 5_000,
        "note" or "knownDefects" or "url" => 2_000,
        "title" or "originalTitle" => 300,
        "label" or "of" or "value" or "recommendation" or "catalogueNumber" => 100,
        _ => 200,
    };
}
