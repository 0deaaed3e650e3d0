using ReviewApi.Access;
using ReviewApi.Http;
using ReviewApi.Rules;
using ReviewApi.Writing;

namespace ReviewApi.Keys;

internal static class KeyEndpoints
{
    static readonly BodyExample Example = new("a-key-of-an-outlet", """
        { "name": "The desk", "scopes": ["reviews:publish"], "outlet": "Some Site", "expiresAt": "2036-01-15T12:00:00Z" }
        """);

    public static void MapKeys(this IEndpointRouteBuilder app)
    {
        var keys = app.MapGroup("/v1/keys").WithTags("Keys");
        keys.MapPost("/", CreateKey).Posts(Scopes.Admin).TakesBody<Key>(Example).Answers<Key>(201).AnswersSecret();
        keys.MapGet("/{id}", GetKey).Reads().NeedsKey(Scopes.Admin).Answers<Key>().ProducesProblems(404);
        keys.MapGet("/", ListKeys).Reads().NeedsKey(Scopes.Admin).Takes(Paging.Limit, Paging.Cursor).Answers<Page<Key>>();
        keys.MapDelete("/{id}", RevokeKey).Writes(Scopes.Admin).AnswersNothing().ProducesProblems(404);
        keys.MapPost("/{id}/rotate", RotateKey).Posts(Scopes.Admin).Answers<Key>().ProducesProblems(404).AnswersSecret();
    }

    /// <summary>Create a key</summary>
    /// <remarks>The answer has its secret, this one time. Keep it where nobody else reads it.</remarks>
    static async Task<Representation> CreateKey(HttpRequest request, Writes writes, CancellationToken cancellation)
    {
        var sent = await JsonBody.Read<Key>(request, cancellation);
        return await writes.Run(request.HttpContext, async write =>
        {
            new KeyValidator(write.Now).Validate(sent).OrThrow();
            var key = await KeyStore.Add(sent, write);
            return Once(key).Created($"/v1/keys/{key.Id}");
        });
    }

    /// <summary>Read a key</summary>
    /// <remarks>All but its secret.</remarks>
    /// <param name="id">The key's id.</param>
    static async Task<Representation> GetKey(string id, KeyStore store, KeyRing used, CancellationToken cancellation)
    {
        await used.SaveUse(cancellation);
        return Answer(await store.Find(IdOf(id), cancellation) ?? throw NotFound());
    }

    /// <summary>List the keys</summary>
    /// <remarks>Those that are not revoked, the newest first, without their secrets.</remarks>
    static async Task<Representation> ListKeys(
        HttpRequest request, KeyStore store, KeyRing used, Cursors cursors, CancellationToken cancellation)
    {
        await used.SaveUse(cancellation);
        return await Paging.Answer(request, cursors, "keys", Read, key => $"{key.Id}", cancellation);

        Task<IReadOnlyList<Key>> Read(string? after, int take) => store.List(after is null ? null : Guid.Parse(after), take, cancellation);
    }

    /// <summary>Revoke a key</summary>
    /// <remarks>Within a second no instance takes it any more, with none of its secrets.</remarks>
    /// <param name="id">The key's id.</param>
    static Task<Representation> RevokeKey(string id, HttpContext http, Writes writes) => writes.Run(http, async write =>
        await KeyStore.Revoke(IdOf(id), write) ? Representation.Nothing : throw NotFound());

    /// <summary>Rotate a key's secret</summary>
    /// <remarks>The answer has the new secret, this one time. The old one is taken for 24 hours more.</remarks>
    /// <param name="id">The key's id.</param>
    static Task<Representation> RotateKey(string id, HttpContext http, Writes writes) => writes.Run(http, async write =>
        Once(await KeyStore.Rotate(IdOf(id), write) ?? throw NotFound()));

    static Representation Answer(Key key) => Representation.OfJson(key);

    // With the secret in it: no entity tag is made of that.
    static Representation Once(Key key) => Answer(key) with { ETag = null };

    static Guid IdOf(string id) => IdentifierAttribute.Parse(id) ?? throw NotFound();

    static ProblemException NotFound() => new(Problems.NotFound, "There is no key of this id.");

    static RouteHandlerBuilder AnswersSecret(this RouteHandlerBuilder route) => route.WithMetadata(new AnswersSecret());
}
