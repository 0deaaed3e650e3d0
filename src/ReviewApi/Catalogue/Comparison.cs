using System.Runtime.CompilerServices;
using Npgsql;
using ReviewApi.Codes;
using ReviewApi.Indexing;
using ReviewApi.Reviews;
using ReviewApi.Rules;
using ReviewApi.Search;
using ReviewApi.Statistics;

namespace ReviewApi.Catalogue;

/// <summary>The releases of a film beside each other.</summary>
public sealed record Comparison
{
    // So many scored reviews a release needs, and so many such releases a section, to be decided.
    const int Enough = 2;

    /// <summary>The film.</summary>
    public required Film Film { get; init; }

    /// <summary>The id of the release that the extras are compared with.</summary>
    public required Guid Baseline { get; init; }

    /// <summary>The releases of this page, the most reviewed first.</summary>
    public required IReadOnlyList<ComparedRelease> Releases { get; init; }

    /// <summary>For each section and overall, the release that leads among all releases of the film, or why none does.</summary>
    public required IReadOnlyDictionary<string, Leader> Leaders { get; init; }

    /// <summary>The cursor of the next page; the last page has none.</summary>
    public string? Next { get; init; }

    /// <summary>
    /// A page of a film's releases beside each other, with the place where it ended; null where no published review has the film. Ends with
    /// 400 where the baseline is none of its releases.
    /// </summary>
    internal static async Task<(Comparison Page, Place? Next)?> Of(
        Guid filmId, Guid? baseline, Place? after, int limit, CatalogueVersion version, CatalogueFacts facts, NpgsqlConnection connection,
        CancellationToken cancellation)
    {
        using var reviews = new Question([new IsOf(Kind.Film, [filmId])]).Ask(version);
        if (reviews.IsEmpty || !(await facts.Read(CatalogueKinds.Film, [filmId], version, cancellation)).TryGetValue(filmId, out var film))
            return null;
        var scores = ScoreSheet.ByRelease(reviews).ToDictionary(release => release.Key, release => Scores.From(release.Value));
        if (baseline is not null && !scores.ContainsKey(baseline.Value))
            throw Http.ProblemException.Parameter("baseline", "not_found", "Not a release of this film in any published review.");
        var releases = await ReleaseOrder.Read(reviews, after, connection, cancellation);
        var against = baseline ?? releases.FirstReleased;
        var page = releases.Page(limit);
        var read = await facts.Read(CatalogueKinds.Release, [.. page.Ids.Append(against).Distinct()], version, cancellation);
        var comparison = new Comparison
        {
            Film = film,
            Baseline = against,
            Releases = page.Ids.Where(read.ContainsKey).Select(id => new ComparedRelease
            {
                Release = read[id],
                Reviews = scores[id].Reviews,
                Sections = scores[id].Sections,
                Overall = scores[id].Overall,
                Extras = ExtrasDifference.Between(read.GetValueOrDefault(against)?.Extras, read[id].Extras),
            }).ToList(),
            Leaders = Scores.Names.ToDictionary(
                name => name,
                name => Leader(
                    scores.Select(release => (release.Key, release.Value.Judgements().Single(one => one.Name == name).Statistics)))),
        };
        return (comparison, page.Next);
    }

    static Leader Leader(IEnumerable<(Guid ReleaseId, ScoreStatistics Statistics)> releases) =>
        releases.Where(release => release.Statistics.Count >= Enough).OrderByDescending(release => release.Statistics.Mean)
            .ToList() is [var best, var second, ..]
            ? new Leader { ReleaseId = best.ReleaseId, Mean = best.Statistics.Mean, Margin = best.Statistics.Mean - second.Statistics.Mean }
            : new Leader { Undecided = "not_enough_reviews" };
}

/// <summary>A release of a film, with what its reviews score.</summary>
public sealed record ComparedRelease
{
    /// <summary>The release, with one value of each fact.</summary>
    public required Release Release { get; init; }

    /// <summary>How many published reviews there are.</summary>
    public required long Reviews { get; init; }

    /// <summary>The five sections.</summary>
    public required SectionStatistics Sections { get; init; }

    /// <summary>The overall scores.</summary>
    public required ScoreStatistics Overall { get; init; }

    /// <summary>The extras against the baseline; left out where those of one of them are not known.</summary>
    public ExtrasDifference? Extras { get; init; }
}

/// <summary>The extras that a release has gained and lost against the baseline. Two of one kind and title are the same extra.</summary>
public sealed record ExtrasDifference
{
    // The facts of a release are kept, and compared again and again.
    static readonly ConditionalWeakTable<Extra, string> FoldedTitles = [];

    /// <summary>Those that the baseline lacks.</summary>
    public required IReadOnlyList<Extra> Gained { get; init; }

    /// <summary>Those that only the baseline has.</summary>
    public required IReadOnlyList<Extra> Lost { get; init; }

    internal static ExtrasDifference? Between(IReadOnlyList<Extra>? baseline, IReadOnlyList<Extra>? extras) =>
        baseline is null || extras is null
            ? null
            : new ExtrasDifference { Gained = Beyond(extras, baseline), Lost = Beyond(baseline, extras) };

    // Two of one kind and title count as two.
    static List<Extra> Beyond(IReadOnlyList<Extra> extras, IReadOnlyList<Extra> others)
    {
        var left = others.Select(Key).ToList();
        return extras.Where(extra => !left.Remove(Key(extra))).ToList();
    }

    static (string?, string) Key(Extra extra) => (extra.Kind, FoldedTitles.GetValue(extra, one => Spelling.OfName(one.Title ?? "")));
}

/// <summary>The release that leads in a section, or why none does.</summary>
public sealed record Leader
{
    /// <summary>The release's id.</summary>
    public Guid? ReleaseId { get; init; }

    /// <summary>The mean of its scores.</summary>
    public decimal? Mean { get; init; }

    /// <summary>By how much it is above the second one's.</summary>
    public decimal? Margin { get; init; }

    /// <summary>not_enough_reviews: fewer than two releases have two scored reviews.</summary>
    [OneOf("not_enough_reviews")] public string? Undecided { get; init; }
}
