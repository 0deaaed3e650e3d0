using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Discs;

/// <summary>The sentences about extras within a paragraph about something else: "Extras run to a commentary and a documentary".</summary>
internal static class ExtraSentences
{
    const int Most = 20;
    const int Longest = 300;

    static readonly Phrases Introduces = new(
        "extras, supplements, special/bonus/extra/disc features/feature, bonus material/materials, you also get, also included, rounding "
        + "out, rounds out, rounded out, completes/complete the set/disc/package, comes/come with it, goodies, bonusmaterial, als "
        + "bonus/extras/zugabe, en/côté bonus, suppléments, zusatzmaterial, im bonusbereich");

    /// <param name="read">The text.</param>
    /// <param name="paragraph">The paragraph.</param>
    /// <param name="isOfFilm">Whether it stands under the film's heading: a commentary alone is then none of the disc.</param>
    public static IReadOnlyList<Stretch> Of(ReadText read, Stretch paragraph, bool isOfFilm)
    {
        var sentences = new List<Stretch>();
        foreach (var term in read.Terms.In(paragraph, "extra_kind").Where(term => ExtrasLexer.IsStrong(read.Page, term)).Take(Most))
        {
            var said = read.Page.Sentence(term.At.Start, Longest, Longest);
            var at = new Stretch(Math.Max(said.Start, paragraph.Start), Math.Min(said.End, paragraph.End));
            if ((sentences.Count == 0 || sentences[^1].End <= at.Start)
                && (term.Code is "audio_commentary" && !isOfFilm || Introduces.IsIn(read.Page, at)))
                sentences.Add(at);
        }
        return sentences;
    }
}
