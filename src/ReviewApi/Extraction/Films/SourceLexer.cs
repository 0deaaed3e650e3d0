using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Films;

/// <summary>What a film is based on, and by whom that is.</summary>
internal static class SourceLexer
{
    static readonly Phrases Based = new(
        "adapted by _ _ _? from, based on, based upon, adapted from, adapts, adapting, adaptation of, from the/a/his/her/an, basiert auf, "
        + "basierend auf, nach dem/einem/der/einer, adapté de/du, adaptée de/du, d après, tiré de/du, tirée de/du, film of the");

    // "From" alone needs the kind right behind it.
    static readonly Phrases From = new("from the/a/his/her/an, nach dem/einem/der/einer, film of the");

    static readonly Phrases By = new("by, von, de, d, from, of, du");

    static readonly Phrases Authors = new(
        "author, novelist, playwright, acclaimed, bestselling, best selling, journalist, the, late, writer, autor, schriftsteller, l "
        + "écrivain, same name by");

    /// <summary>What the film is based on, with the authors.</summary>
    public static Facts? Find(ReadText read)
    {
        var text = read.Page.Text;
        foreach (var at in Based.In(read.Page))
        {
            if (Guards.IsDenied(read.Page, at) || !CrewLexer.IsOfFilm(read, at.Start))
                continue;
            var source = new Stretch(at.End, Math.Max(at.End, read.Page.Sentence(at.End - 1, 0, 160).End));
            var kind = read.Terms.In(source, "film_relation_kind").FirstOrDefault(term =>
                term.At.Length > 3 && !text.AsSpan(source.Start..term.At.Start).ContainsAny(",;("));
            if (kind is null || From.Are(read.Page, at)
                && kind.Code is "film" or "true_events" or "tv_series" or "other" or "song" or "game")
                continue;
            var author = AuthorBehind(read.Page, kind.At.End, source.End) ?? AuthorBefore(read.Page, source.Start, kind.At.Start);
            if (author is null && From.Are(read.Page, at))
                continue;
            var relation = new Facts()
                .With("relation", new("is_based_on", at, "film.relations", 0.95))
                .With("kind", new(kind.Code, kind.At, "film.relations", 0.95));
            return author is { } person ? relation.With("by/0", Fact.Exact(text, person, "film.relations", 0.95)) : relation;
        }
        return null;
    }

    // "… the novel by Barry Reed", "… the play King Lear by William Shakespeare".
    static Stretch? AuthorBehind(Page page, int start, int end)
    {
        foreach (var by in By.In(page, new(start, end)).Take(4))
        {
            var place = by.End;
            while (Authors.Behind(page, place, end) is { } title)
                place = title.End;
            if (place < end && page.Text[place] is ' ' or '\'' or '’')
                place++;
            if (Names.At(page.Text, place) is { } name && name.End <= end)
                return name;
        }
        return null;
    }

    // "… Barry Reed's novel", "the Daphne du Maurier story".
    static Stretch? AuthorBefore(Page page, int start, int kind)
    {
        var end = page.Text.AsSpan(start..kind).LastIndexOfAny("’'");
        return end > 0 ? Names.Before(page.Text, start + end)
            : kind > start + 1 ? Names.Before(page.Text, kind - 1)
            : null;
    }
}
