using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction;

/// <summary>Of facts that say the same thing, the surest, with those that say otherwise as alternatives.</summary>
internal static class Chosen
{
    const int MostAlternatives = 10;

    // A value that is as sure as another one is not chosen in silence: it loses half of the doubt.
    const double LeastShare = 0.5;

    public static Fact? Of(IReadOnlyList<Fact> facts)
    {
        if (facts.Count == 0)
            return null;
        var ranked = Ranked(facts, fact => fact.Value, fact => (fact.Confidence, fact.At));
        var (best, others) = (ranked[0], ranked.Skip(1).Take(MostAlternatives).ToList());
        return others.Count == 0
            ? best
            : best with
            {
                Confidence = Math.Max(LeastShare, best.Confidence - 0.15 * others.Max(other => other.Confidence)),
                Alternatives = others,
            };
    }

    /// <summary>
    /// Of those that say the same the surest, in order: the surest first, then what is said more often, then what is said first.
    /// </summary>
    public static List<T> Ranked<T, TSaid>(IEnumerable<T> all, Func<T, TSaid> said, Func<T, (double Sureness, Stretch At)> known) => all
        .GroupBy(said)
        .Select(same => (Best: same.MaxBy(one => known(one).Sureness)!, Count: same.Count()))
        .OrderByDescending(one => known(one.Best).Sureness)
        .ThenByDescending(one => one.Count)
        .ThenBy(one => known(one.Best).At.Start)
        .Select(one => one.Best)
        .ToList();
}
