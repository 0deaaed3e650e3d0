using System.Globalization;
using ReviewApi.Codes;
using ReviewApi.Indexing;
using ReviewApi.Reviews;
using ReviewApi.Rules;

namespace ReviewApi.Listings;

/// <summary>What the catalogue in memory knows of a published review: all that it is listed, filtered, sorted and counted by.</summary>
internal static class ReviewListing
{
    const int MostLetters = 1_500_000;

    /// <summary>The listing of a review with an entity tag.</summary>
    public static Listing From(Review review, string etag)
    {
        var (films, release) = (review.Films!, review.Release!);
        return new Listing
        {
            Id = review.Id!.Value,
            Tag = Tag(etag),
            PublishedAt = review.PublishedAt!.Value,
            UpdatedAt = review.UpdatedAt!.Value,
            ReleaseId = Guid.Parse(release.Id!),
            Title = Spelling.OfName(films[0].SortTitle ?? films[0].Title!),
            ReleaseDate = PartialDateAttribute.FirstDay(release.ReleaseDate),
            Scores = Scores(review),
            Films = [.. films.Select(Listed)],
            Reviewers = [.. Named(review).Select(reviewer => new ListedReviewer(reviewer.Id!.Value, Spelling.OfName(reviewer.Name!)))],
            Terms = [.. Codes(review).Concat(Names(review)).Distinct()],
            Pictures = [.. (release.Video ?? []).Select(picture => OfPicture(picture, release).Distinct().ToList())],
            Tracks = [.. (release.Audio ?? []).Select(track => OfTrack(track).Distinct().ToList())],
            Printed = [.. Printed(review)],
        };
    }

    /// <summary>An entity tag as a number.</summary>
    public static ulong Tag(string etag) => ulong.Parse(etag.AsSpan(1, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>
    /// Names as they are looked for: folded, each once. Folded names may be many times as long as what is written; a body full of such
    /// names has more than is kept.
    /// </summary>
    public static IEnumerable<string> Folded(IEnumerable<string?> names)
    {
        var letters = 0;
        return names.OfType<string>().Select(Spelling.OfName).Distinct().Where(name => (letters += name.Length + 1) <= MostLetters);
    }

    static ListedFilm Listed(Film film)
    {
        var title = Spelling.OfName(film.Title!);
        return new(Guid.Parse(film.Id!), title, (int?)film.Year)
        {
            OtherTitles = [.. Folded([film.OriginalTitle, film.SortTitle]).Where(other => other != title)],
        };
    }

    static List<int?> Scores(Review review) =>
    [
        .. (review.Sections ?? new Sections()).InOrder().Select(section => Tenths(section?.Score)), Tenths(review.Overall?.Score),
        Tenths(review.MeanScore),
    ];

    static int? Tenths(decimal? score) => score is { } value ? (int)(value * 10) : null;

    static IEnumerable<Reviewer> Named(Review review) =>
        (review.Reviewers ?? []).Where(reviewer => reviewer is { Id: not null, Name: not null }).DistinctBy(reviewer => reviewer.Id);

    static IEnumerable<Term> Codes(Review review)
    {
        var (films, release) = (review.Films!, review.Release!);
        return Terms(Field.Format, [release.Format])
            .Concat(Terms(Field.Region, Regions.Meant(release)))
            .Concat(Terms(Field.Territory, [release.Territory]))
            .Concat(Terms(Field.Cut, release.Cuts))
            .Concat(Terms(Field.Extra, release.Extras?.Select(extra => extra.Kind)))
            .Concat(Terms(Field.Kind, films.Select(film => film.Kind)))
            .Concat(Terms(Field.SubtitleLanguage, release.Subtitles?.SelectMany(subtitle => Languages(subtitle.Language))))
            .Concat(Terms(Field.Language, Languages(review.Language)))
            .Concat(Terms(Field.License, [review.License]))
            .Concat(Terms(Field.Barcode, [release.Gtin]))
            .Concat(Terms(Field.Disc, release.Discs?.Select(disc => disc.ContentHash)))
            .Concat(Terms(Field.Asin, [release.Asin]));
    }

    static IEnumerable<Term> Names(Review review)
    {
        var (films, release) = (review.Films!, review.Release!);
        var genres = films.SelectMany(film => film.Genres ?? []).ToList();
        return Terms(Field.Genre, genres)
            .Concat(Terms(Field.Outlet, [review.Source?.Outlet]))
            .Concat(Terms(Field.FilmName, Folded(films.SelectMany(ListingText.Titles))))
            .Concat(Terms(Field.DirectorName, Folded(films.SelectMany(film => film.Directors ?? []))))
            .Concat(Terms(Field.ActorName, Folded(films.SelectMany(Actors))))
            .Concat(Terms(Field.ReviewerName, Folded((review.Reviewers ?? []).Select(reviewer => reviewer.Name))))
            .Concat(Terms(Field.DistributorName, Folded([release.Distributor])))
            .Concat(Terms(Field.EditionName, Folded([release.Edition])))
            .Concat(Terms(Field.OutletName, Folded([review.Source?.Outlet])))
            .Concat(Terms(Field.GenreName, Folded(genres)));
    }

    static IEnumerable<string?> Actors(Film film) => (film.Cast ?? []).SelectMany(member => new[] { member.Name, member.CreditedAs });

    // Of those that are folded alike the first.
    static IEnumerable<PrintedName> Printed(Review review)
    {
        var films = review.Films!;
        return Shown(Field.FilmName, films.SelectMany(ListingText.Titles))
            .Concat(Shown(Field.DirectorName, films.SelectMany(film => film.Directors ?? [])))
            .Concat(Shown(Field.ActorName, films.SelectMany(Actors)))
            .Concat(Shown(Field.OutletName, [review.Source?.Outlet]));
    }

    static IEnumerable<PrintedName> Shown(Field field, IEnumerable<string?> names)
    {
        var listed = Folded(names).ToHashSet();
        return names.OfType<string>().Select(name => new PrintedName(field, Spelling.OfName(name), name))
            .Where(name => listed.Contains(name.Folded)).DistinctBy(name => name.Folded);
    }

    static IEnumerable<Term> OfPicture(Video picture, Release release) =>
        Terms(Field.Resolution, [picture.Resolution])
            .Concat(Terms(Field.VideoCodec, [picture.Codec]))
            .Concat(Terms(Field.Hdr, Hdr(picture, release)))
            .Concat(Terms(Field.AspectRatio, [picture.AspectRatio]));

    static IEnumerable<Term> OfTrack(AudioTrack track) =>
        Terms(Field.AudioCodec, [track.Codec])
            .Concat(Terms(Field.AudioLanguage, Languages(track.Language)))
            .Concat(Terms(Field.Channels, [track.Channels]))
            .Concat(Terms(Field.Immersive, [track.Immersive]))
            .Concat(Terms(Field.AudioPurpose, track.Purposes is { Count: > 0 } purposes ? purposes : ["main"]));

    static IEnumerable<Term> Terms(Field field, IEnumerable<string?>? values) =>
        (values ?? []).OfType<string>().Select(value => new Term(field, value));

    // Dolby Vision and HDR10+ on a 4K disc come with a picture in HDR10.
    static IEnumerable<string> Hdr(Video picture, Release release)
    {
        var printed = picture.Hdr ?? [];
        var implies = printed.Any(code => code is "dolby_vision" or "hdr10_plus")
            && (picture.Resolution == "uhd_2160p" || release.Format == "uhd_blu_ray");
        return implies ? printed.Append("hdr10") : printed;
    }

    // en-GB is en too.
    static IEnumerable<string> Languages(string? tag)
    {
        var parts = tag?.Split('-') ?? [];
        return Enumerable.Range(1, parts.Length).Select(count => string.Join('-', parts[..count]));
    }
}
