using System.ComponentModel;
using FluentValidation;
using ReviewApi.Access;
using ReviewApi.Rules;

namespace ReviewApi.Keys;

/// <summary>A key of this API.</summary>
public sealed record Key
{
    /// <summary>The key's id, a UUIDv7.</summary>
    [ReadOnly(true), AlwaysAnswered] public Guid? Id { get; init; }

    /// <summary>Whose key it is, or for what; the audit and the revisions show it.</summary>
    [Required, Text(200)] public string? Name { get; init; }

    /// <summary>What it may do: reviews:write, reviews:publish (includes write), admin (includes all).</summary>
    [Required, Items(3), OneOf(Access.Scopes.Write, Access.Scopes.Publish, Access.Scopes.Admin)]
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>The only outlet whose reviews it sees and writes; left out: all. An admin key has none.</summary>
    [Filled(200)] public string? Outlet { get; init; }

    /// <summary>When it ends; left out: it does not.</summary>
    [Timestamp] public string? ExpiresAt { get; init; }

    /// <summary>The beginning of the secret, by which it can be told in logs and lists.</summary>
    [ReadOnly(true), AlwaysAnswered] public string? Prefix { get; init; }

    /// <summary>
    /// The secret, to be sent as Authorization: Bearer. It is answered once, to who makes or rotates the key, and stored nowhere.
    /// </summary>
    [ReadOnly(true)] public string? Secret { get; init; }

    /// <summary>When it was made.</summary>
    [ReadOnly(true), AlwaysAnswered] public DateTime? CreatedAt { get; init; }

    /// <summary>When it was last used, some seconds late.</summary>
    [ReadOnly(true)] public DateTime? LastUsedAt { get; init; }
}

internal sealed class KeyValidator : MemberValidator<Key>
{
    public KeyValidator(DateTime now)
    {
        RuleFor(key => key.Scopes).Must(scopes => scopes!.Count > 0).When(key => key.Scopes is not null).WithErrorCode("required")
            .WithMessage("A scope is needed.");
        RuleFor(key => key.Outlet).Null().When(key => key.Scopes?.Contains(Scopes.Admin) == true).WithErrorCode("not_allowed")
            .WithMessage("An admin key is for all outlets.");
        RuleFor(key => key.ExpiresAt).Must(time => TimestampAttribute.Utc(time) > now)
            .When(key => TimestampAttribute.Utc(key.ExpiresAt) is not null)
            .WithErrorCode("in_the_past").WithMessage("It has to be in the future.");
    }
}
