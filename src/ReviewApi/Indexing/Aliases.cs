using System.Collections.Immutable;
using System.Text;

namespace ReviewApi.Indexing;

/// <summary>
/// What leads to films, releases and reviewers beside their own ids: the ids of those that were merged into them, and the codes that the
/// catalogue knows them by. It never changes; a change makes another.
/// </summary>
internal sealed class Aliases
{
    public static readonly Aliases None = new(ImmutableDictionary<Guid, Alias>.Empty, ImmutableDictionary<string, Guid[]>.Empty, []);

    readonly ImmutableDictionary<Guid, Alias> known;
    readonly ImmutableDictionary<string, Guid[]> byCode;
    readonly ImmutableHashSet<Guid> retitled;

    Aliases(ImmutableDictionary<Guid, Alias> known, ImmutableDictionary<string, Guid[]> byCode, ImmutableHashSet<Guid> retitled) =>
        (this.known, this.byCode, this.retitled) = (known, byCode, retitled);

    /// <summary>What an id leads to: another one where it was merged into that, otherwise itself.</summary>
    public Guid Current(Guid id) => known.TryGetValue(id, out var alias) ? alias.Into ?? id : id;

    /// <summary>What the catalogue knows by a code.</summary>
    public IEnumerable<Guid> Having(string code) => byCode.TryGetValue(code, out var ids) ? ids.Select(Current) : [];

    /// <summary>The codes of a film, a release or a reviewer.</summary>
    public IReadOnlyList<string> CodesOf(Guid id) => known.TryGetValue(id, out var alias) ? alias.Codes : [];

    /// <summary>All that there are.</summary>
    public IReadOnlyCollection<Alias> All => [.. known.Values];

    /// <summary>What a film, a release or a reviewer is corrected to, of a kind of codes; null where it is not.</summary>
    public string? CorrectedTo(Guid id, string kind)
    {
        foreach (var code in CodesOf(id))
            if (code.StartsWith(kind, StringComparison.Ordinal))
                return code[kind.Length..];
        return null;
    }

    /// <summary>The films that are corrected to a title with one of some folded texts in it.</summary>
    public IEnumerable<Guid> TitledWith(IReadOnlyList<string> parts) =>
        retitled.Where(film => known[film].Titles.Any(title => parts.Any(part => title.Contains(part, StringComparison.Ordinal))))
            .Select(Current);

    /// <summary>Whether a film is corrected to a folded title.</summary>
    public bool HasTitle(Guid film, ReadOnlySpan<byte> title)
    {
        foreach (var one in known.TryGetValue(film, out var alias) ? alias.Titles : [])
            if (Encoding.UTF8.GetBytes(one).AsSpan().SequenceEqual(title))
                return true;
        return false;
    }

    /// <summary>These aliases, with those of some films, releases and reviewers as they are now.</summary>
    public Aliases With(IEnumerable<Alias> changed)
    {
        var (all, codes, films) = (known.ToBuilder(), byCode.ToBuilder(), retitled.ToBuilder());
        foreach (var alias in changed)
        {
            foreach (var code in all.TryGetValue(alias.Id, out var before) ? before.Codes : [])
                codes[code] = [.. codes[code].Where(id => id != alias.Id)];
            foreach (var code in alias.Codes)
                codes[code] = [.. codes.GetValueOrDefault(code, []), alias.Id];
            if (alias.Titles is [])
                films.Remove(alias.Id);
            else
                films.Add(alias.Id);
            if (alias is { Into: null, Codes: [], Titles: [] })
                all.Remove(alias.Id);
            else
                all[alias.Id] = alias;
        }
        return new(all.ToImmutable(), codes.ToImmutable(), films.ToImmutable());
    }
}

/// <summary>A film, a release or a reviewer.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Into">What it was merged into.</param>
/// <param name="Codes">What it is known by, as imdb=tt0113627.</param>
internal sealed record Alias(Guid Id, Guid? Into, IReadOnlyList<string> Codes)
{
    /// <summary>The code of a film's corrected title, as it is printed.</summary>
    public const string Title = "title=";

    /// <summary>The code of a film's corrected year; nothing after it: none.</summary>
    public const string Year = "year=";

    /// <summary>The titles that a film is corrected to, folded.</summary>
    public IReadOnlyList<string> Titles { get; init; } = [];
}
