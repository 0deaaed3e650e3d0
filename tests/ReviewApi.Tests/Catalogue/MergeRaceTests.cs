using System.Net;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Catalogue;

/// <summary>Merges at the same moment as other merges and as reviews of what is merged.</summary>
public sealed class MergeRaceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const int Rounds = 12;

    public static TheoryData<string> Kinds => ["films", "releases"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Given_two_when_each_is_merged_into_the_other_at_once_then_one_stays_and_the_other_leads_there(string kind)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (one, other) = (await New(), await New());
            var answers = await AtOnce(kind, (one, other), (other, one));
            Assert.All(answers, answer => Assert.True((int)answer.Status is 200 or 308 or 409 or 412 or 422, answer.ToString()));
            Assert.Single(answers, answer => (int)answer.Status == 200);
            await EndsIn(kind, [one, other]);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Given_a_chain_when_all_its_links_are_merged_at_once_then_every_id_leads_to_one_that_all_reviews_speak_of(string kind)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (first, second, third) = (await New(), await New(), await New());
            var answers = await AtOnce(kind, (first, second), (second, third));
            Assert.All(answers, answer => Assert.True((int)answer.Status is 200 or 308 or 409 or 412 or 422, answer.ToString()));
            // The first link changes what the second one is about, which is refused then.
            if (answers[0].Status == HttpStatusCode.OK)
                await EndsIn(kind, [first, second]);
            if (answers[1].Status == HttpStatusCode.OK)
                await EndsIn(kind, [second, third]);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Given_a_merge_when_reviews_of_what_is_merged_come_at_the_same_moment_then_all_speak_of_the_one_that_stays(string kind)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (title, ean) = (Example.NewTitle(), Example.NewEan());
            var (one, other) = (await api.Desk.Published(Body(title, ean)), await New());
            var merge = Task.Run(() => api.Desk.Merge(one.PathOf(kind), other.PathOf(kind)));
            var reviews = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => api.Desk.Published(Body(title, ean)))));
            // The film is another one after each of the reviews; so the merge may have come too late.
            if ((await merge).Status != HttpStatusCode.OK)
                (await api.Desk.Merge(one.PathOf(kind), other.PathOf(kind))).Is(200);
            Assert.Equal(
                reviews.Append(one).Append(other).Select(review => review.Id).Order(),
                (await api.Anonymous.IdsOf($"{other.PathOf(kind)}/reviews")).Order());
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task
        Given_a_merge_when_working_copies_that_speak_of_what_is_merged_come_at_the_same_moment_then_they_go_live_with_the_one_that_stays(
            string kind)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (title, ean) = (Example.NewTitle(), Example.NewEan());
            var (one, other) = (await api.Desk.Published(Body(title, ean)), await New());
            var live = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => New()));
            var merge = Task.Run(() => api.Desk.Merge(one.PathOf(kind), other.PathOf(kind)));
            var copies = await Task.WhenAll(live.Select(review => Task.Run(() => api.Desk.PutDraft(review, Body(title, ean)))));
            (await merge).Is(200);
            foreach (var copy in copies)
            {
                var draft = (await api.Desk.Draft(copy.Is(201))).Is(200);
                Assert.Equal(other.PathOf(kind), (await api.Desk.Act(draft, "publish")).Is(200).PathOf(kind));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Given_a_merge_when_the_reviews_of_what_is_merged_change_at_the_same_moment_then_no_change_and_no_review_is_lost(
        string kind)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (title, ean) = (Example.NewTitle(), Example.NewEan());
            var reviews = new List<Answer>();
            for (var number = 0; number < 4; number++)
                reviews.Add(await api.Desk.Published(Body(title, ean)));
            var other = await New();
            var merge = Task.Run(() => Moves.Answered(() => api.Desk.Merge(reviews[0].PathOf(kind), other.PathOf(kind))));
            var changed = await Task.WhenAll(
                reviews.Select(review => Task.Run(() => Moves.Answered(() => api.Desk.Patch(review, """{ "headline": "Changed" }""")))));
            (await merge).Is(200);
            foreach (var answer in changed)
                Assert.True((int)answer.Status is 200 or 412, answer.ToString());
            foreach (var (review, answer) in reviews.Zip(changed))
            {
                var read = (await api.Anonymous.Read(review.Path)).Is(200);
                Assert.Equal(
                    ((int)answer.Status == 200 ? "Changed" : null, other.PathOf(kind)), (read.Text("/headline"), read.PathOf(kind)));
            }
            Assert.Equal(
                reviews.Append(other).Select(review => review.Id).Order(),
                (await api.Anonymous.IdsOf($"{other.PathOf(kind)}/reviews")).Order());
        }
    }

    // All lead to one place, and their reviews are there.
    async Task EndsIn(string kind, Answer[] reviews)
    {
        var ends = new HashSet<string>();
        foreach (var review in reviews)
        {
            var path = review.PathOf(kind);
            for (var steps = 0; await api.Anonymous.Read(path) is { Location: { } location }; steps++)
            {
                Assert.True(steps < 5, "It leads in a circle.");
                path = location.ToString();
            }
            ends.Add(path);
        }
        var end = Assert.Single(ends);
        Assert.Superset(reviews.Select(review => review.Id).ToHashSet(), (await api.Anonymous.IdsOf($"{end}/reviews")).ToHashSet());
    }

    async Task<Answer[]> AtOnce(string kind, params (Answer One, Answer Into)[] merges)
    {
        var etags = new List<string?>();
        foreach (var (one, _) in merges)
            etags.Add((await api.Desk.Read(one.PathOf(kind))).Is(200).ETag);
        return await Task.WhenAll(merges.Select((merge, place) => Task.Run(() =>
            api.Desk.Act(
                $"{merge.One.PathOf(kind)}/merge", etags[place], new JsonObject { ["into"] = merge.Into.PathOf(kind).Split('/')[^1] }))));
    }

    static JsonObject Body(string title, string ean) => Example.Review(title).Put("/release/barcode", ean);

    Task<Answer> New() => api.Desk.Published(Example.Review());
}
