namespace ReviewApi.Benchmarks;

/// <summary>One thing that clients ask of the service, again and again, and what it may cost.</summary>
/// <param name="Name">Its name on the command line and in the table.</param>
/// <param name="Goal">The most that it may cost.</param>
/// <param name="Request">The next request to the API.</param>
internal sealed record Job(string Name, Goal Goal, Func<Catalogue, HttpRequestMessage> Request)
{
    // A caller's searches and comparisons wait for each other, and only so many may wait.
    const int DearClients = 2;

    public int Clients { get; private init; } = 16;

    /// <summary>The next request to the limit, if it is compared with any.</summary>
    public Func<Catalogue, HttpRequestMessage>? Limit { get; private init; }

    /// <summary>Whether the limit gives the same answer.</summary>
    public bool IsSameAnswer { get; private init; }

    /// <summary>Whether answers may be some seconds old.</summary>
    public bool MayBeOld { get; private init; }

    /// <summary>The list that it reads the middle page of.</summary>
    public string? Deep { get; private init; }

    /// <summary>The path of a search for words.</summary>
    public string? Words { get; private init; }

    /// <summary>Whether it changes the catalogue.</summary>
    public bool IsWrite { get; private init; }

    /// <summary>A job beside another service's.</summary>
    public static Job Beside(
        string name, double times, Func<Catalogue, HttpRequestMessage> request, Func<Catalogue, HttpRequestMessage> limit) =>
        new(name, Goal.Times(times), request) { Limit = limit };

    /// <summary>A job whose limit gives the same answer.</summary>
    public static Job Same(
        string name, double times, Func<Catalogue, HttpRequestMessage> request, Func<Catalogue, HttpRequestMessage> limit,
        bool mayBeOld = false) =>
        Beside(name, times, request, limit) with { IsSameAnswer = true, MayBeOld = mayBeOld };

    /// <summary>A change, which the limit is asked for too.</summary>
    public static Job Write(string name, double times, Func<Catalogue, HttpRequestMessage> request) =>
        Beside(name, times, request, request) with { IsWrite = true };

    /// <summary>A page of a list, which is compared with twenty small rows.</summary>
    public static Job List(string name, string path) => new(name, Limits.OfList, _ => Get(path)) { Limit = _ => Get("/cards") };

    /// <summary>The page in the middle of a list.</summary>
    public static Job DeepList(string name, string path) => new(
        name, Limits.OfList, catalogue => Get($"{path}cursor={catalogue.MiddleOf(path)}"))
    { Limit = _ => Get("/cards"), Deep = path };

    /// <summary>A question that costs so much of itself.</summary>
    public static Job Question(string name, Goal goal, Func<Catalogue, string> path, bool isDear = false) => new(
        name, goal, catalogue => Get(path(catalogue)))
    { Clients = isDear ? DearClients : 16 };

    /// <summary>A search for words.</summary>
    public static Job Search(string name, string path) =>
        Question(name, Limits.OfWords, _ => path, isDear: true) with { Words = path };

    public static HttpRequestMessage Get(string address) => new(HttpMethod.Get, address);

    static class Limits
    {
        public static readonly Goal OfList = Goal.Times(1.5);
        public static readonly Goal OfWords = Goal.Milliseconds(1, 2.5);
    }
}
