using Dapper;
using Npgsql;

namespace ReviewApi.Tests.Writing;

/// <summary>How long answers are kept: 24 hours, whatever happens meanwhile, across restarts too.</summary>
public sealed class IdempotencyTimeTests(ClockedApi api) : IClassFixture<ClockedApi>
{
    [Fact]
    public async Task Given_a_kept_answer_when_24_hours_are_over_then_the_key_is_free_again()
    {
        var key = $"{Guid.NewGuid()}";
        var request = await Post("CreateScale");
        var first = await request.Send(api.Desk, key);
        api.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(1));
        Assert.Equal(first.AsReplay(), await request.Send(api.Desk, key));
        api.Clock.Advance(TimeSpan.FromMinutes(2));
        var second = await request.Send(api.Desk, key);
        Assert.True(second is { Status: 201, IsReplayed: false }, second.ToString());
        Assert.Contains("\"mappingVersion\":2", second.Body);
        Assert.Equal(second.AsReplay(), await request.Send(api.Desk, key));

        api.Clock.Advance(TimeSpan.FromHours(25));
        var other = await (await Post("CreateReview")).Send(api.Desk, key);
        Assert.True(other is { Status: 201, IsReplayed: false }, other.ToString());
    }

    [Fact]
    public async Task Given_a_key_made_with_an_end_when_sent_again_after_that_then_the_first_answer_is_repeated()
    {
        var body = KeyCalls.Key(KeyCalls.Write).Put("/expiresAt", api.Clock.Now.AddHours(1));
        var request = (await Post("CreateKey")) with { Body = body.ToJsonString() };
        var first = await request.Send(api.Desk, "ends-soon");
        Assert.Equal(201, first.Status);
        api.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(first.AsReplay(), await request.Send(api.Desk, "ends-soon"));
    }

    [Fact]
    public async Task Given_a_publication_at_a_time_when_sent_again_after_that_then_the_first_answer_is_repeated()
    {
        var review = await api.Desk.Draft("Tests");
        var request = new Prepared(
            "POST", $"{review.Path}/publish", "application/json", $$"""{ "at": "{{api.Clock.Now.AddHours(1):O}}" }""", review.ETag);
        var first = await request.Send(api.Desk, "soon");
        Assert.Equal(200, first.Status);
        api.Clock.Advance(TimeSpan.FromHours(2));
        await Calls.Until(async () => (await api.Anonymous.Read(review.Path)).Status == System.Net.HttpStatusCode.OK, seconds: 20);
        Assert.Equal(first.AsReplay(), await request.Send(api.Desk, "soon"));
    }

    [Theory]
    [InlineData("CreateReview")]
    [InlineData("SubmitReview")]
    [InlineData("RestoreRevision")]
    public async Task Given_a_review_that_is_gone_when_a_post_about_it_is_sent_again_then_the_first_answer_is_repeated(string id)
    {
        var key = $"{Guid.NewGuid()}";
        var request = await Post(id);
        var first = await request.Send(api.Desk, key);
        Assert.True(first.IsSuccess, first.ToString());
        var review = (await api.Desk.Read($"/v1/reviews/{Example.Parse(first.Body)["id"]}")).Is(200);
        (await api.Desk.Delete(review)).Is(204);
        Assert.Equal(first.AsReplay(), await request.Send(api.Desk, key));
    }

    [Fact]
    public async Task Given_a_kept_answer_when_the_service_was_started_anew_then_it_is_repeated()
    {
        await using var database = await EmptyDatabase.Create(api);
        var (review, key) = ((await Post("CreateReview")), (await Post("CreateKey")));
        var first = new List<Sent>();
        await using (var app = await AppProcess.Serve(database.ConnectionString))
        {
            using var desk = await app.Client();
            first.AddRange([await review.Send(desk, "a-review"), await key.Send(desk, "a-key")]);
        }
        Assert.All(first, answer => Assert.Equal(201, answer.Status));
        await using var anew = await AppProcess.Serve(database.ConnectionString);
        using var again = await anew.Client();
        Assert.Equal(first.Select(answer => answer.AsReplay()), [await review.Send(again, "a-review"), await key.Send(again, "a-key")]);
    }

    [Fact]
    public async Task Given_a_key_that_was_made_when_sent_again_then_its_secret_is_told_though_the_database_does_not_hold_it()
    {
        var request = await Post("CreateKey");
        var first = await request.Send(api.Desk, "a-secret");
        var secret = (string)Example.Parse(first.Body)["secret"]!;
        await using var connection = new NpgsqlConnection(api.ConnectionString);
        var kept = await connection.QuerySingleAsync<byte[]>("select body from idempotency_keys where key = 'a-secret'");
        Assert.DoesNotContain(secret[12..], System.Text.Encoding.Latin1.GetString(kept));
        Assert.Equal(first.AsReplay(), await request.Send(api.Desk, "a-secret"));
        using var client = api.Client(secret);
        Assert.Equal(200, await client.Try());
    }

    Task<Prepared> Post(string id) => Prepared.For(ApiDocument.Committed().Operation(id), api.Desk, "Tests");
}
