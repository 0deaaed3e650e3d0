namespace ReviewApi.Benchmarks;

/// <summary>What the command line asks for.</summary>
internal sealed record Options(int Reviews, int Seconds, int Times, bool Again, IReadOnlyList<Job> Jobs)
{
    // The films with many reviews and releases take the first ones.
    const int Least = 2500;

    public static string Help => $"""
        Measures the API beside a service written by hand, on one database and in turns.

          dotnet run -c Release --project tests/ReviewApi.Benchmarks [-- options]

          --reviews 10000    how many reviews the database holds
          --seconds 12       how long each job is measured, both services together
          --again            measures on the database of the last run
          --jobs a,b         only these jobs: {string.Join(", ", Benchmarks.Jobs.All.Select(job => job.Name))}

        With growth in front of the options it makes a million of these reviews before, and shows how PostgreSQL answers searches for words
        there (about 20 minutes, 12 GB of memory, and 30 GB below the data folder).

          --times 100        how many times as many

        With partners in front of the options it measures the import, the export and the streams of changes.

        It needs Linux (processor time is read from /proc) and a PostgreSQL server's programs. It takes no notice of goals that are missed:
        a machine's mood is not a fault of the program's.
        """;

    public static Options? TryParse(string[] args)
    {
        var options = new Options(Reviews: 10_000, Seconds: 12, Times: 100, Again: false, Benchmarks.Jobs.All);
        if (args.Contains("--again"))
            (options, args) = (options with { Again = true }, [.. args.Where(one => one != "--again")]);
        foreach (var pair in args.Chunk(2))
        {
            var changed = pair switch
            {
                ["--reviews", var text] when int.TryParse(text, out var reviews) && reviews >= Least => options with { Reviews = reviews },
                ["--seconds", var text] when int.TryParse(text, out var seconds) && seconds >= 1 => options with { Seconds = seconds },
                ["--times", var text] when int.TryParse(text, out var times) && times >= 2 => options with { Times = times },
                ["--jobs", var text] when Named(text.Split(',')) is { } jobs => options with { Jobs = jobs },
                _ => null,
            };
            if (changed is null)
                return null;
            options = changed;
        }
        return options;
    }

    static List<Job>? Named(string[] names)
    {
        var jobs = Benchmarks.Jobs.All.Where(job => names.Contains(job.Name)).ToList();
        return jobs.Count == names.Length ? jobs : null;
    }
}
