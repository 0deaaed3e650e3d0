using System.Runtime.CompilerServices;
using System.Text.Json;
using Dapper;
using ReviewApi.Catalogue;
using ReviewApi.Http;
using ReviewApi.Reviews;

namespace ReviewApi.Exchange;

/// <summary>The tables of reviews, films and releases.</summary>
internal static class Tables
{
    // As many films or releases are read at once.
    const int AtOnce = 100;

    /// <summary>A row a review; films as lists in their order, with the first one's title, year and kind beside.</summary>
    public static Table Reviews(Export export, Guid[]? ids) => Column.TableOf<Review>(
        "reviews",
        [
            Column.Text<Review>("review_id", review => $"{review.Id}"),
            Column.Text<Review>("slug", review => review.Slug),
            Column.Whole<Review>("revision", review => review.Revision),
            Column.Text<Review>("headline", review => review.Headline),
            Column.Text<Review>("language", review => review.Language),
            Column.Many<Review>("reviewer_ids", review => review.Reviewers?.Where(one => one.Id is not null).Select(one => $"{one.Id}")),
            Column.Many<Review>("reviewers", review => review.Reviewers?.Select(one => one.Name).OfType<string>()),
            Column.Text<Review>("outlet", review => review.Source?.Outlet),
            Column.Text<Review>("external_id", review => review.Source?.ExternalId),
            Column.Text<Review>("url", review => review.Source?.Url),
            Column.Text<Review>("license", review => review.License),
            Column.Text<Review>("reviewed_on", review => review.ReviewedOn),
            Column.Many<Review>("film_ids", review => review.Films!.Select(film => film.Id!)),
            Column.Many<Review>("titles", review => review.Films!.Select(film => film.Title!)),
            Column.Text<Review>("title", review => review.Films![0].Title),
            Column.Whole<Review>("year", review => review.Films![0].Year),
            Column.Text<Review>("kind", review => review.Films![0].Kind),
            Column.Text<Review>("release_id", review => review.Release!.Id),
            Column.Text<Review>("edition", review => review.Release!.Edition),
            Column.Text<Review>("format", review => review.Release!.Format),
            Column.Text<Review>("territory", review => review.Release!.Territory),
            Column.Text<Review>("distributor", review => review.Release!.Distributor),
            Column.Text<Review>("release_date", review => review.Release!.ReleaseDate),
            Column.Text<Review>("gtin", review => review.Release!.Gtin),
            .. Sections.Names.Select((name, index) =>
                Column.Score<Review>(name, review => review.Sections?.InOrder().ElementAt(index)?.Score)),
            Column.Score<Review>("overall", review => review.Overall?.Score),
            Column.Score<Review>("mean_score", review => review.MeanScore),
            Column.Time<Review>("published_at", review => review.PublishedAt),
            Column.Time<Review>("updated_at", review => review.UpdatedAt),
        ],
        cancellation => ReviewsOf(export, ids, cancellation));

    /// <summary>A row a film, with the number of its published reviews.</summary>
    public static Table Films(Export export) => Column.TableOf<Reviewed<Film>>(
        "films",
        [
            Column.Text<Reviewed<Film>>("film_id", one => $"{one.Id}"),
            Column.Text<Reviewed<Film>>("title", one => one.Thing.Title),
            Column.Text<Reviewed<Film>>("original_title", one => one.Thing.OriginalTitle),
            Column.Text<Reviewed<Film>>("sort_title", one => one.Thing.SortTitle),
            Column.Whole<Reviewed<Film>>("year", one => one.Thing.Year),
            Column.Whole<Reviewed<Film>>("end_year", one => one.Thing.EndYear),
            Column.Text<Reviewed<Film>>("kind", one => one.Thing.Kind),
            Column.Whole<Reviewed<Film>>("runtime_seconds", one => one.Thing.RuntimeSeconds),
            Column.Many<Reviewed<Film>>("directors", one => one.Thing.Directors),
            Column.Many<Reviewed<Film>>("countries", one => one.Thing.Countries),
            Column.Many<Reviewed<Film>>("languages", one => one.Thing.Languages),
            Column.Many<Reviewed<Film>>("genres", one => one.Thing.Genres),
            Column.Text<Reviewed<Film>>("imdb", one => one.Thing.Identifiers?.Imdb),
            Column.Text<Reviewed<Film>>("tmdb", one => one.Thing.Identifiers?.Tmdb),
            Column.Text<Reviewed<Film>>("wikidata", one => one.Thing.Identifiers?.Wikidata),
            Column.Text<Reviewed<Film>>("eidr", one => one.Thing.Identifiers?.Eidr),
            Column.Whole<Reviewed<Film>>("reviews", one => one.Reviews),
        ],
        cancellation => All(
            CatalogueKinds.Film, export, "select film_id, count(distinct review_id) from review_films group by film_id order by film_id",
            cancellation));

    /// <summary>A row a release, with the number of its published reviews.</summary>
    public static Table Releases(Export export) => Column.TableOf<Reviewed<Release>>(
        "releases",
        [
            Column.Text<Reviewed<Release>>("release_id", one => $"{one.Id}"),
            Column.Text<Reviewed<Release>>("title", one => one.Thing.Title),
            Column.Text<Reviewed<Release>>("edition", one => one.Thing.Edition),
            Column.Many<Reviewed<Release>>("cuts", one => one.Thing.Cuts),
            Column.Text<Reviewed<Release>>("format", one => one.Thing.Format),
            Column.Text<Reviewed<Release>>("territory", one => one.Thing.Territory),
            Column.Text<Reviewed<Release>>("distributor", one => one.Thing.Distributor),
            Column.Text<Reviewed<Release>>("release_date", one => one.Thing.ReleaseDate),
            Column.Text<Reviewed<Release>>("release_status", one => one.Thing.ReleaseStatus),
            Column.Text<Reviewed<Release>>("packaging", one => one.Thing.Packaging),
            Column.Flag<Reviewed<Release>>("slipcover", one => one.Thing.Slipcover),
            Column.Text<Reviewed<Release>>("gtin", one => one.Thing.Gtin),
            Column.Text<Reviewed<Release>>("asin", one => one.Thing.Asin),
            Column.Text<Reviewed<Release>>("catalogue_number", one => one.Thing.CatalogueNumber),
            Column.Many<Reviewed<Release>>("regions", one => one.Thing.Regions),
            Column.Whole<Reviewed<Release>>("disc_count", one => one.Thing.DiscCount),
            Column.Whole<Reviewed<Release>>("reviews", one => one.Reviews),
        ],
        cancellation => All(
            CatalogueKinds.Release, export,
            "select release_id, count(*) from published_reviews group by release_id order by release_id", cancellation));

    static async IAsyncEnumerable<Review> ReviewsOf(
        Export export, Guid[]? ids, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var document in ReviewLines.Documents(export.Snapshot.Connection, ids, cancellation))
            yield return JsonSerializer.Deserialize<Review>(document, Json.Options)!;
    }

    static async IAsyncEnumerable<Reviewed<T>> All<T>(
        CatalogueKind<T> kind, Export export, string counts, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var connection = export.Snapshot.Connection;
        var counted = await connection.QueryAsync<(Guid Id, long Reviews)>(
            new(counts, commandTimeout: 0, cancellationToken: cancellation));
        foreach (var some in counted.Chunk(AtOnce))
        {
            var things = await kind.Read([.. some.Select(one => one.Id)], connection, cancellation);
            foreach (var (id, reviews) in some)
                yield return new(id, things[id], reviews);
        }
    }
}

/// <summary>A film or a release with the number of its published reviews.</summary>
internal sealed record Reviewed<T>(Guid Id, T Thing, long Reviews);
