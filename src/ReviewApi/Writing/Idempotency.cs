using System.Security.Cryptography;
using System.Text;
using Npgsql;
using ReviewApi.Access;
using ReviewApi.Http;
using ReviewApi.Rules;

namespace ReviewApi.Writing;

/// <summary>
/// Answers a POST that is sent again with its first answer. Only answers of success are kept, for 24 hours; one that holds a new secret is
/// sealed with the caller's own, so that the database alone does not tell it.
/// </summary>
internal sealed class Idempotency
{
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    readonly IdempotentRequest request;
    readonly string? sealedWith;

    Idempotency(IdempotentRequest request, string? sealedWith) => (this.request, this.sealedWith) = (request, sealedWith);

    public static Idempotency For(IdempotentRequest request, HttpContext http) =>
        new(request, http.GetEndpoint()?.Metadata.GetMetadata<AnswersSecret>() is null ? null : KeyAuthentication.SecretOf(http.Request));

    /// <summary>
    /// The first answer where there is one, else what the work answers; 409 while another request of the key runs, 422 where that was
    /// another request.
    /// </summary>
    public async Task<Representation> Do<TAsked>(
        Func<Write, Asked<TAsked>> ask, Func<TAsked, Write, Task<Representation>> work, Write write)
    {
        var (kept, asked) = await Look(ask, write);
        if (kept is not null)
        {
            Measures.Replays.Add(1);
            return Replay(kept);
        }
        var answer = await work(asked.Value, write);
        Keep(answer, write);
        return answer;
    }

    async Task<(Row? Kept, Asked<TAsked> Asked)> Look<TAsked>(Func<Write, Asked<TAsked>> ask, Write write)
    {
        // language=sql
        const string earlier = """
            select request, status, location, etag, body
            from idempotency_keys
            where caller = @caller and key = @Key and created_at > @since
            """;
        try
        {
            return await write.Look(_ =>
            {
                write.Ask<bool>("select claim_idempotency_key(@caller, @Key)", new { caller = write.By.Id, request.Key });
                var kept = write.Ask<Row>(earlier, new { caller = write.By.Id, request.Key, since = write.Now - Kept });
                var asked = ask(write);
                return new Asked<(Row?, Asked<TAsked>)>(() => (kept.Value.SingleOrDefault(), asked));
            });
        }
        catch (PostgresException error) when (error.ConstraintName == "idempotency_key_in_use")
        {
            throw new ProblemException(Problems.Conflict, "A request of this Idempotency-Key is still running.")
            {
                Headers = [("Retry-After", "1")],
            };
        }
    }

    Representation Replay(Row kept)
    {
        if (!kept.Request.AsSpan().SequenceEqual(request.Hash))
            throw new ProblemException(
                Problems.KeyReused, "The Idempotency-Key was used for another request: another route, or another body.",
                new Fault { Parameter = IdempotentRequest.Header, Code = "already_used", Detail = "Choose a new key for a new request." });
        return new Representation(Open(kept.Body)) { Status = kept.Status, Location = kept.Location, ETag = kept.ETag, IsReplayed = true };
    }

    void Keep(Representation answer, Write write)
    {
        // language=sql
        const string sql = """
            insert into idempotency_keys (caller, key, request, status, location, etag, body, created_at)
            values (@caller, @Key, @Hash, @Status, @Location, @ETag, @body, @Now)
            on conflict on constraint idempotency_keys_pkey do update
            set request = @Hash, status = @Status, location = @Location, etag = @ETag, body = @body, created_at = @Now
            """;
        var row = new
        {
            caller = write.By.Id,
            request.Key,
            request.Hash,
            answer.Status,
            answer.Location,
            answer.ETag,
            body = Seal(answer.Body),
            write.Now,
        };
        write.Store(sql, row);
    }

    byte[] Seal(byte[] body)
    {
        if (sealedWith is null)
            return body;
        var (nonce, tag, text) =
            (RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize), new byte[AesGcm.TagByteSizes.MaxSize], new byte[body.Length]);
        using var cipher = Cipher(sealedWith);
        cipher.Encrypt(nonce, body, text, tag);
        return [.. nonce, .. tag, .. text];
    }

    byte[] Open(byte[] body)
    {
        if (sealedWith is null)
            return body;
        var (nonce, rest) = (body[..AesGcm.NonceByteSizes.MaxSize], body[AesGcm.NonceByteSizes.MaxSize..]);
        var (tag, text) = (rest[..AesGcm.TagByteSizes.MaxSize], rest[AesGcm.TagByteSizes.MaxSize..]);
        var opened = new byte[text.Length];
        using var cipher = Cipher(sealedWith);
        try
        {
            cipher.Decrypt(nonce, text, tag, opened);
            return opened;
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new ProblemException(
                Problems.Conflict,
                "It was answered to an earlier secret of this key, and is returned only to the secret that made the request.");
        }
    }

    static AesGcm Cipher(string secret) =>
        new(
            HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, info: "answers"u8.ToArray()),
            AesGcm.TagByteSizes.MaxSize);

    sealed record Row
    {
        public required byte[] Request { get; init; }
        public required int Status { get; init; }
        public string? Location { get; init; }
        public string? ETag { get; init; }
        public required byte[] Body { get; init; }
    }
}

/// <summary>The operation's answer holds a secret.</summary>
internal sealed record AnswersSecret;
