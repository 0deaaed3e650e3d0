using System.Collections.Concurrent;

namespace ReviewApi.Tests.Writing;

/// <summary>The service is killed while posts run, and each is sent again under its key: it is done once, and answered as it was.</summary>
public sealed class IdempotencyCrashTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    static readonly int Rounds = 2 * Soak.Factor;
    const int Writers = 8;

    [Fact]
    public async Task
        Given_posts_under_load_when_the_service_is_killed_and_they_are_sent_again_then_each_is_done_once_and_answered_the_same()
    {
        await using var database = await EmptyDatabase.Create(api);
        var (all, unanswered) = (0, 0);
        var posts = new ConcurrentBag<Post>();
        for (var round = 0; round < Rounds; round++)
        {
            await using var app = await AppProcess.Serve(database.ConnectionString);
            await Repeat(app, posts);
            posts = [];
            var left = Random.Shared.Next(1, 80);
            var enough = new TaskCompletionSource();
            var writers = Enumerable.Range(0, Writers).Select(_ =>
                Task.Run(() => Write(app, posts, () => Interlocked.Decrement(ref left) <= 0, enough))).ToList();
            await Task.WhenAny(enough.Task, Task.WhenAll(writers));
            await app.Kill();
            await Task.WhenAll(writers);
            (all, unanswered) = (all + posts.Count, unanswered + posts.Count(post => post.First is null));
        }
        await using var last = await AppProcess.Serve(database.ConnectionString);
        await Repeat(last, posts);

        Assert.True(unanswered >= Rounds, $"Only {unanswered} of {all} posts were without an answer.");
        Assert.Equal([all], await database.Query<int>("select count(*) from idempotency_keys"));
        Assert.Equal([all], await database.Query<int>("select count(*) from reviews"));
        Assert.Equal(
            [all], await database.Query<int>("select count(distinct convert_from(document, 'UTF8')::json ->> 'headline') from reviews"));
        Assert.Equal([all], await database.Query<int>("select count(*) from audit_entries where action = 'review.created'"));
        Assert.Equal([all], await database.Query<int>("select count(*) from revisions"));
    }

    // Posts until the service is gone; the one that was under way then has no answer.
    static async Task Write(AppProcess app, ConcurrentBag<Post> posts, Func<bool> isEnough, TaskCompletionSource enough)
    {
        using var client = await app.Client();
        while (true)
        {
            var key = $"{Guid.NewGuid()}";
            var path = key[0] > '7' ? "/v1/reviews?publish=true" : "/v1/reviews";
            var post = new Post(
                key, new Prepared("POST", path, "application/json", Example.Review().Put("/headline", key).ToJsonString(), IfMatch: null));
            posts.Add(post);
            try
            {
                post.First = await Calls.Patiently(() => post.Request.Send(client, key), SaysToComeAgain);
            }
            catch (Exception error) when (error is HttpRequestException or IOException)
            {
                enough.TrySetResult();
                return;
            }
            Assert.True(post.First is { Status: 201, IsReplayed: false }, post.First.ToString());
            if (isEnough())
                enough.TrySetResult();
        }
    }

    static async Task Repeat(AppProcess app, ConcurrentBag<Post> posts)
    {
        using var client = await app.Client();
        await Parallel.ForEachAsync(posts, async (post, _) =>
        {
            var again = await Calls.Patiently(() => post.Request.Send(client, post.Key), SaysToComeAgain);
            Assert.Equal(201, again.Status);
            if (post.First is not null)
                Assert.Equal(post.First.AsReplay(), again);
        });
    }

    // A server process of the one that was killed may hold a key for a moment still: 409; on a busy machine a lock is waited for too long:
    // 503.
    static bool SaysToComeAgain(Sent sent) => sent.Status is 409 or 503;

    sealed record Post(string Key, Prepared Request)
    {
        public Sent? First { get; set; }
    }
}
