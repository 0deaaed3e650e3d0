using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace ReviewApi.Database;

/// <summary>
/// How long a request may wait for the database in all: for its key, a connection, each of its statements and the commit. Reading the body
/// and writing the answer are not counted. A connection that is silent may hold up even the end of a command (Npgsql asks the server to
/// cancel it, and reads columns synchronously), so the answer does not wait for that: the work is left to end by itself, and only the
/// request's resources are kept until it has.
/// </summary>
internal sealed class Deadline : IDisposable
{
    // Statements are ended by statement_timeout before that, where the server answers.
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    // However long the database may take that answers.
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    readonly HttpContext http;
    readonly Pulse pulse;
    readonly long began = Stopwatch.GetTimestamp();
    readonly CancellationToken hungUp;
    readonly CancellationTokenRegistration whenHungUp;
    readonly CancellationTokenSource cancelled = new();
    readonly TaskCompletionSource passed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly ITimer timer;
    TimeSpan left = Limit;
    long since;
    bool isRunning;
    Task? abandoned;

    Deadline(HttpContext http)
    {
        this.http = http;
        pulse = http.RequestServices.GetRequiredService<Pulse>();
        hungUp = http.RequestAborted;
        whenHungUp = hungUp.UnsafeRegister(deadline => ((Deadline)deadline!).Cancel(), this);
        // It is the network's time that counts, whatever the service's clock says.
        timer = TimeProvider.System.CreateTimer(
            deadline => _ = ((Deadline)deadline!).Pass(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        http.RequestAborted = cancelled.Token;
        http.Features.Set(this);
    }

    /// <summary>
    /// Gives each request its deadline. It stands before all that answers, since it keeps the request until abandoned work has ended.
    /// </summary>
    public static void Use(WebApplication app) => app.Use(async (http, next) =>
    {
        using var deadline = new Deadline(http);
        try
        {
            await next(http);
        }
        finally
        {
            await deadline.Settle();
        }
    });

    /// <summary>Runs a handler within the deadline of its request, unless its route has NoDeadline.</summary>
    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var deadline = context.HttpContext.Features.GetRequiredFeature<Deadline>();
        if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<NoDeadline>() is not null)
            return await next(context);
        try
        {
            return await deadline.Run(() => next(context).AsTask());
        }
        finally
        {
            // The answer may be read as slowly as the client likes.
            context.HttpContext.RequestAborted = deadline.hungUp;
        }
    }

    /// <summary>Begins some work of a request and waits for it, no longer than its deadline.</summary>
    public static Task<T> Run<T>(HttpContext http, Func<Task<T>> work) => http.Features.GetRequiredFeature<Deadline>().Run(work);

    /// <summary>Stops the time until what it returns is disposed of: for waiting that is not the database's fault.</summary>
    public static IDisposable Pause(HttpContext http) => new Rest(http.Features.GetRequiredFeature<Deadline>());

    /// <summary>Whether the client has hung up.</summary>
    public static bool IsClientGone(HttpContext http) =>
        (http.Features.Get<Deadline>()?.hungUp ?? http.RequestAborted).IsCancellationRequested;

    public void Dispose()
    {
        whenHungUp.Dispose();
        timer.Dispose();
    }

    async Task<T> Run<T>(Func<Task<T>> begin)
    {
        Start();
        try
        {
            var work = begin();
            await Task.WhenAny(work, passed.Task);
            if (work.IsCompleted)
                return await work;
            Abandon(work);
        }
        catch (OperationCanceledException) when (passed.Task.IsCompleted && !hungUp.IsCancellationRequested)
        {
        }
        finally
        {
            Stop();
        }
        http.RequestAborted = hungUp;
        throw new TimeoutException("The database did not answer in time.");
    }

    // Its connection is kept until the work has ended, so the client is to take another one.
    void Abandon(Task work)
    {
        abandoned = work;
        if (HttpProtocol.IsHttp11(http.Request.Protocol))
            http.Response.OnStarting(() =>
            {
                http.Response.Headers.Connection = "close";
                return Task.CompletedTask;
            });
    }

    void Start()
    {
        (isRunning, since) = (true, Stopwatch.GetTimestamp());
        timer.Change(left, Timeout.InfiniteTimeSpan);
    }

    void Stop()
    {
        if (!isRunning)
            return;
        isRunning = false;
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var rest = left - Stopwatch.GetElapsedTime(since);
        left = rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }

    // A database that answers others is there: what takes long then is dear, and its statements have a limit of their own.
    async Task Pass()
    {
        if (Stopwatch.GetElapsedTime(began) < Longest && await pulse.IsThere())
        {
            if (isRunning)
                timer.Change(Limit, Timeout.InfiniteTimeSpan);
            return;
        }
        passed.TrySetResult();
        Cancel();
    }

    // Npgsql opens a connection to cancel a command, and waits for it, in the thread that cancels: one of its own, so that no other request
    // waits.
    void Cancel() =>
        Task.Factory.StartNew(
            source => ((CancellationTokenSource)source!).Cancel(), cancelled, CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

    // The answer is complete for the client before the work has ended.
    async Task Settle()
    {
        http.RequestAborted = hungUp;
        if (abandoned is null)
            return;
        await http.Response.CompleteAsync();
        await abandoned.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    sealed class Rest : IDisposable
    {
        readonly Deadline deadline;
        readonly bool wasRunning;

        public Rest(Deadline deadline)
        {
            (this.deadline, wasRunning) = (deadline, deadline.isRunning);
            deadline.Stop();
        }

        public void Dispose()
        {
            if (wasRunning)
                deadline.Start();
        }
    }
}

/// <summary>The route takes as long as it takes: it answers or reads a stream, or does not ask the database.</summary>
internal sealed record NoDeadline;
