using System.Text.Json.Nodes;
using FluentValidation;
using ReviewApi.Http;
using ReviewApi.Identity;
using ReviewApi.Indexing;
using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Catalogue;

/// <summary>What films and releases do in the same way: how they are read, corrected and merged.</summary>
internal abstract class CatalogueKind<T>
{
    /// <summary>What it is in the catalogue in memory.</summary>
    public abstract Kind Reviewed { get; }

    /// <summary>film or release; its table, its path and the column of its id are named after it.</summary>
    public abstract string Name { get; }

    /// <summary>Selects thing, review_id, published_at, document and position: what published reviews say of the things of @ids.</summary>
    public abstract string Spoken { get; }

    /// <summary>The condition that a review is of the thing @one.</summary>
    public abstract string Speaks { get; }

    /// <summary>The rules of its facts.</summary>
    public abstract IValidator<T> Validator { get; }

    /// <summary>What a review says of one.</summary>
    public abstract JsonNode? Part(JsonNode review, int position);

    /// <summary>The thing with its id and its conflicts.</summary>
    public abstract T Whole(T thing, Guid id, IReadOnlyList<FactConflict>? conflicts);

    /// <summary>The thing with what is derived from its facts.</summary>
    public abstract T WithDerived(T thing);

    /// <summary>Makes a corrected thing known by what it is corrected to; gives whether that changed what else it was known by.</summary>
    public abstract Task<bool> Correct(T thing, Guid id, MergePatch<T> correction, Write write);

    /// <summary>A review of the one as a review of the other.</summary>
    public abstract Review Moved(Review review, string one, string other);

    public string Path(Guid id) => $"/v1/{Name}s/{id}";
}

/// <summary>The two kinds.</summary>
internal static class CatalogueKinds
{
    public static readonly CatalogueKind<Film> Film = new FilmKind();

    public static readonly CatalogueKind<Release> Release = new ReleaseKind();
}

internal sealed class FilmKind : CatalogueKind<Film>
{
    public override Kind Reviewed => Kind.Film;

    public override string Name => "film";

    public override string Spoken => """
        select film_id as thing, review_id, published_at, document, position
        from review_films
        join published_reviews using (review_id)
        where film_id = any(@ids)
        """;

    public override string Speaks => "review_id in (select review_id from review_films where film_id = @one)";

    public override IValidator<Film> Validator { get; } = new FilmValidator();

    public override JsonNode? Part(JsonNode review, int position) => review["films"]![position];

    public override Film Whole(Film thing, Guid id, IReadOnlyList<FactConflict>? conflicts) =>
        thing with { Id = id.ToString(), Conflicts = conflicts };

    public override Film WithDerived(Film thing) => Sets.WithoutDoubles(CanonicalReview.WithDerived(thing));

    public override Task<bool> Correct(Film thing, Guid id, MergePatch<Film> correction, Write write)
    {
        var schemes = correction.NamesWithin("identifiers", [.. FilmIdentifiers.Schemes.Select(scheme => scheme.Name)]);
        return FilmIdentity.Correct(thing, id, schemes, write);
    }

    public override Review Moved(Review review, string one, string other) =>
        review with { Films = review.Films?.Select(film => film.Id == one ? film with { Id = other } : film).ToList() };
}

internal sealed class ReleaseKind : CatalogueKind<Release>
{
    public override Kind Reviewed => Kind.Release;

    public override string Name => "release";

    public override string Spoken => """
        select release_id as thing, review_id, published_at, document, 0 as position
        from published_reviews
        where release_id = any(@ids)
        """;

    public override string Speaks => "release_id = @one";

    public override IValidator<Release> Validator { get; } = new ReleaseValidator();

    public override JsonNode? Part(JsonNode review, int position) => review["release"];

    public override Release Whole(Release thing, Guid id, IReadOnlyList<FactConflict>? conflicts) =>
        thing with { Id = id.ToString(), Conflicts = conflicts };

    public override Release WithDerived(Release thing) => Sets.WithoutDoubles(CanonicalReview.WithDerived(thing));

    public override async Task<bool> Correct(Release thing, Guid id, MergePatch<Release> correction, Write write)
    {
        await ReleaseIdentity.Correct(thing, id, write);
        return false;
    }

    public override Review Moved(Review review, string one, string other) =>
        review.Release?.Id == one ? review with { Release = review.Release with { Id = other } } : review;
}
