using System.Text.Json.Nodes;
using Dapper;
using FluentValidation;
using FluentValidation.Results;
using ReviewApi.Access;
using ReviewApi.Http;
using ReviewApi.Identity;
using ReviewApi.Listings;
using ReviewApi.Reviews;
using ReviewApi.Rules;
using ReviewApi.Writing;

namespace ReviewApi.Catalogue;

/// <summary>What admins change in the catalogue: facts of films and releases, and two that are one.</summary>
internal static class Corrections
{
    static readonly BodyExample FilmPatch = new("a-corrected-film", """{ "sortTitle": "Verdict, The", "runtimeSeconds": null }""");
    static readonly BodyExample ReleasePatch = new("a-corrected-release", """{ "edition": "Anniversary Edition", "discCount": null }""");

    // The export of all has a path of its own.
    const string One = "{id:regex(^(?!export$))}";

    public static void MapCorrections(this IEndpointRouteBuilder app)
    {
        var catalogue = app.MapGroup("/v1").WithTags("Catalogue");
        catalogue.MapPatch($"/films/{One}", PatchFilm).Writes(Scopes.Admin).TakesPatch<Film>(FilmPatch).Answers<Film>()
            .NeedsIfMatch().MayHaveMoved();
        catalogue.MapPost("/films/{id}/merge", MergeFilm).Posts(Scopes.Admin).TakesBody<Merge>(Merge.Example).Answers<Film>()
            .NeedsIfMatch().MayHaveMoved();
        catalogue.MapPatch($"/releases/{One}", PatchRelease).Writes(Scopes.Admin).TakesPatch<Release>(ReleasePatch)
            .Answers<Release>().NeedsIfMatch().MayHaveMoved();
        catalogue.MapPost("/releases/{id}/merge", MergeRelease).Posts(Scopes.Admin).TakesBody<Merge>(Merge.Example)
            .Answers<Release>().NeedsIfMatch().MayHaveMoved();
    }

    /// <summary>Correct a film</summary>
    /// <remarks>A merge patch (RFC 7396) that is laid over what the reviews say; they stay as they were printed.</remarks>
    /// <param name="id">The film's id.</param>
    static Task<Representation> PatchFilm(string id, HttpRequest request, Writes writes, CancellationToken cancellation) =>
        Patch(CatalogueKinds.Film, id, request, writes, cancellation);

    /// <summary>Merge a film into another</summary>
    /// <remarks>
    /// Its published reviews become reviews of the other one, and its id redirects there (308). The answer is the other one.
    /// </remarks>
    /// <param name="id">The film's id.</param>
    static Task<Representation> MergeFilm(string id, HttpRequest request, Writes writes, CancellationToken cancellation) =>
        MergeInto(CatalogueKinds.Film, id, request, writes, cancellation);

    /// <summary>Correct a release</summary>
    /// <remarks>A merge patch (RFC 7396) that is laid over what the reviews say; they stay as they were printed.</remarks>
    /// <param name="id">The release's id.</param>
    static Task<Representation> PatchRelease(string id, HttpRequest request, Writes writes, CancellationToken cancellation) =>
        Patch(CatalogueKinds.Release, id, request, writes, cancellation);

    /// <summary>Merge a release into another</summary>
    /// <remarks>
    /// Its published reviews become reviews of the other one, and its id redirects there (308). The answer is the other one.
    /// </remarks>
    /// <param name="id">The release's id.</param>
    static Task<Representation> MergeRelease(string id, HttpRequest request, Writes writes, CancellationToken cancellation) =>
        MergeInto(CatalogueKinds.Release, id, request, writes, cancellation);

    static async Task<Representation> Patch<T>(
        CatalogueKind<T> kind, string id, HttpRequest request, Writes writes, CancellationToken cancellation)
    {
        var patch = await JsonBody.ReadPatch<T>(request, cancellation);
        return await writes.Run(request.HttpContext, async write =>
        {
            var (thing, before) = await Lock(kind, id, request, write);
            var after = kind.WithDerived(patch.ApplyTo(before));
            RequireValid(after, before, kind.Validator);
            // language=sql
            var sql = $"""
                update {kind.Name}s
                set correction = @correction::jsonb
                where {kind.Name}_id = @thing
                """;
            var stored = await write.Connection.ExecuteScalarAsync<string?>(new(
                $"select correction::text from {kind.Name}s where {kind.Name}_id = @thing", new { thing },
                cancellationToken: write.Cancellation));
            var correction = patch.After(stored is null ? [] : JsonNode.Parse(stored)!.AsObject()).ToJsonString();
            await write.Connection.ExecuteAsync(new(sql, new { thing, correction }, cancellationToken: write.Cancellation));
            var corrected = await Current(kind, thing, write);
            var isKnownOtherwise = await kind.Correct(corrected, thing, patch, write);
            Changes.NoteCorrection(kind.Name, thing, write);
            if (!isKnownOtherwise && Representation.OfJson(corrected).ETag == Representation.OfJson(before).ETag)
                return Representation.OfJson(before);
            write.Note($"{kind.Name}.corrected", kind.Path(thing));
            return Representation.OfJson(corrected);
        });
    }

    static async Task<Representation> MergeInto<T>(
        CatalogueKind<T> kind, string id, HttpRequest request, Writes writes, CancellationToken cancellation)
    {
        var merge = await JsonBody.Read<Merge>(request, cancellation);
        new MemberValidator<Merge>().Validate(merge).OrThrow();
        return await writes.Run(request.HttpContext, async write =>
        {
            // One after another, so that no two merge into each other, or into what is merged away at the same time.
            await write.Connection.ExecuteAsync(
                new($"lock table {kind.Name}s in share update exclusive mode", cancellationToken: write.Cancellation));
            await Merging.LockReviews(kind, await CatalogueId.Current(kind.Name, id, request, write.Connection, write.Cancellation), write);
            var (thing, _) = await Lock(kind, id, request, write);
            var current = $"select coalesce(merged_into, {kind.Name}_id) from {kind.Name}s where {kind.Name}_id = @into";
            var into = await write.Connection.QuerySingleOrDefaultAsync<Guid>(
                new(current, new { into = Guid.Parse(merge.Into!) }, cancellationToken: write.Cancellation));
            if (into == thing)
                throw ValidationProblems.Invalid("into", new("same", "It is the same one."));
            if (!(await kind.Read([into], write.Connection, write.Cancellation)).ContainsKey(into))
                throw ValidationProblems.Invalid("into", new("not_found", "Not found in any published review."));
            await Merging.Move(kind, thing, into, write);
            write.Note($"{kind.Name}.merged", kind.Path(thing));
            return Representation.OfJson(await Current(kind, into, write));
        });
    }

    // Holds the row until the write ends.
    static async Task<(Guid Id, T Thing)> Lock<T>(CatalogueKind<T> kind, string id, HttpRequest request, Write write)
    {
        var thing = await CatalogueId.Current(kind.Name, id, request, write.Connection, write.Cancellation);
        await write.Connection.ExecuteAsync(new(
            $"select from {kind.Name}s where {kind.Name}_id = @thing for update", new { thing }, cancellationToken: write.Cancellation));
        var found = (await kind.Read([thing], write.Connection, write.Cancellation)).TryGetValue(thing, out var value) ? value : default;
        ETags.RequireMatch(request, found is null ? null : Representation.OfJson(found).ETag, CatalogueId.NotFound);
        return (thing, found!);
    }

    // Its last review may have been withdrawn since it was locked.
    static async Task<T> Current<T>(CatalogueKind<T> kind, Guid thing, Write write) =>
        (await kind.Read([thing], write.Connection, write.Cancellation)).TryGetValue(thing, out var current)
            ? current
            : throw CatalogueId.NotFound();

    // What was at fault before, as reviews printed it, is not the correction's.
    static void RequireValid<T>(T after, T before, IValidator<T> validator)
    {
        var known = validator.Validate(before).Errors.Select(failure => (failure.PropertyName, failure.ErrorCode)).ToList();
        new ValidationResult(validator.Validate(after).Errors.ExceptBy(known, failure => (failure.PropertyName, failure.ErrorCode)))
            .OrThrow();
    }
}

/// <summary>What something is merged into.</summary>
public sealed record Merge
{
    internal static readonly BodyExample Example = new("into-another", """{ "into": "019bbf6c-2a00-7000-8000-000000000002" }""");

    /// <summary>The id of the one that stays.</summary>
    [Required, Identifier] public string? Into { get; init; }
}
