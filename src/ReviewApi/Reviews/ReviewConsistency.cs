using System.Globalization;
using ReviewApi.Rules;

namespace ReviewApi.Reviews;

/// <summary>The rules between distant members: indexes into films, discs' numbers, names of reviewers, and the order of dates.</summary>
internal static class ReviewConsistency
{
    public static IEnumerable<(string Path, Finding Finding)> Check(Review review) =>
        Places(review).Concat(ReviewersNamed(review)).Concat(DiscCount(review)).Concat(Regions.Odd(review.Release)).Concat(Dates(review));

    /// <summary>Every judgement of a review with its path, parts too.</summary>
    public static IEnumerable<(string Path, Judgement Judgement)> Judgements(Review review)
    {
        var sections = (review.Sections?.Named() ?? []).Select(one => ($"sections.{one.Name}", one.Section))
            .Append(("overall", review.Overall))
            .Concat((review.OtherSections ?? []).Select((section, index) => ($"otherSections[{index}]", (Section?)section)));
        foreach (var (path, section) in sections)
        {
            if (section is null)
                continue;
            yield return (path, section);
            foreach (var (part, index) in (section.Parts ?? []).Select((part, index) => (part, index)))
                yield return ($"{path}.parts[{index}]", part);
        }
    }

    static IEnumerable<(string, Finding)> Places(Review review)
    {
        var films = review.Films?.Count ?? 0;
        var discs = review.Release?.Discs?.Select(disc => disc.Number).ToHashSet();
        foreach (var (path, disc, film) in PlacesOf(review))
        {
            if (film >= films)
                yield return ($"{path}.film", new("unknown_film", $"It is an index into films, which has {films}."));
            if (disc is not null && discs is { Count: > 0 } && !discs.Contains(disc))
                yield return ($"{path}.disc", new("unlisted_disc", $"The discs list no number {disc}.", IsWarning: true));
        }
    }

    static IEnumerable<(string Path, long? Disc, long? Film)> PlacesOf(Review review)
    {
        var release = review.Release;
        return Indexed("release.video", release?.Video, video => (video.Disc, video.Film))
            .Concat(Indexed("release.audio", release?.Audio, track => (track.Disc, track.Film)))
            .Concat(Indexed("release.subtitles", release?.Subtitles, subtitle => (subtitle.Disc, subtitle.Film)))
            .Concat(Indexed("release.extras", release?.Extras, extra => (extra.Disc, extra.Film)))
            .Concat(
                Judgements(review).Where(one => one.Judgement is Part)
                    .Select(one => (one.Path, ((Part)one.Judgement).Disc, ((Part)one.Judgement).Film)));
    }

    static IEnumerable<(string, long?, long?)> Indexed<T>(string path, IReadOnlyList<T>? items, Func<T, (long? Disc, long? Film)> place) =>
        (items ?? []).Select((item, index) => ($"{path}[{index}]", place(item).Disc, place(item).Film));

    static IEnumerable<(string, Finding)> ReviewersNamed(Review review)
    {
        var names = (review.Reviewers ?? []).Select(reviewer => reviewer.Name).OfType<string>().ToHashSet();
        return Judgements(review)
            .Where(one => one.Judgement.Reviewer is { } name && !names.Contains(name))
            .Select(one => ($"{one.Path}.reviewer", new Finding("unknown_reviewer", "It is none of the reviewers' names.")));
    }

    static IEnumerable<(string, Finding)> DiscCount(Review review)
    {
        if (review.Release is not { DiscCount: { } count, Discs: { Count: var listed } } || count == listed)
            yield break;
        var detail = listed == 1 ? "One disc is listed." : $"{listed} discs are listed.";
        yield return ("release.discCount", new("disc_count_differs", detail, IsWarning: true));
    }

    static IEnumerable<(string, Finding)> Dates(Review review)
    {
        if (IsBefore(review.ReviewedOn, review.Release?.ReleaseDate))
            yield return ("reviewedOn", new("reviewed_before_release", "The review is older than the release.", IsWarning: true));
        if (IsBefore(review.RevisedOn, review.ReviewedOn))
            yield return ("revisedOn", new("revised_before_reviewed", "The revision is older than the review.", IsWarning: true));
        foreach (var (film, index) in (review.Films ?? []).Select((film, index) => (film, index)))
            if (film.Year is { } year && IsBefore(review.ReviewedOn, year.ToString("0000", CultureInfo.InvariantCulture)))
                yield return ($"films[{index}].year", new("reviewed_before_film", "The review is older than the film.", IsWarning: true));
    }

    // Partial dates are compared as far as both are known.
    static bool IsBefore(string? one, string? other)
    {
        if (PartialDateAttribute.FirstDay(one) is null || PartialDateAttribute.FirstDay(other) is null)
            return false;
        var known = Math.Min(one!.Length, other!.Length);
        return string.CompareOrdinal(one[..known], other[..known]) < 0;
    }
}
