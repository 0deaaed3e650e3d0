using ReviewApi.Extraction.Films;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Discs;

/// <summary>Who takes part in an extra.</summary>
internal static class Participants
{
    const int Most = 20;

    static readonly Phrases WithPersons = new("with, featuring, by, from, hosted by, narrated by, mit, von, avec, par, de, between");

    static readonly Phrases Roles = new(
        "the, both, its, director, directors, writer, writers, actor, actors, actress, actresses, star, stars, producer, producers, "
        + "cinematographer, composer, editor, film, historian, historians, critic, critics, author, authors, filmmaker, co, screenwriter, "
        + "novelist, regisseur, réalisateur, le, la, den, dem, der, darsteller, and, und, et, scholar, scholars, professor, biographer, "
        + "lead, leads, cast, members, executive");

    /// <summary>Their names: "with director Anna Lindqvist and the actors Peter Holm, …".</summary>
    public static IEnumerable<Stretch> Of(Page page, Stretch at)
    {
        foreach (var with in WithPersons.In(page, at))
        {
            var place = with.End;
            while (Roles.Behind(page, place, at.End) is { } role && char.IsLower(page.Text[role.Start]))
                place = role.End;
            while (place < at.End && page.Text[place] is ' ' or '/' or ',')
                place++;
            if (place < at.End && char.IsUpper(page.Text[place]))
                return Names.List(page.Text, new(place, at.End)).Take(Most);
        }
        return [];
    }
}
