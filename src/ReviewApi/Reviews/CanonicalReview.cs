using ReviewApi.Codes;
using ReviewApi.Rules;

namespace ReviewApi.Reviews;

/// <summary>
/// What a sent review is stored as: defaults said, scores derived from what was printed. Codes are canonical already (they are when they
/// are read). It never fails; what is wrong stays as it was sent, for ReviewValidator to refuse.
/// </summary>
internal static class CanonicalReview
{
    /// <param name="sent">The review as it was read.</param>
    /// <param name="stored">The review that it replaces: a score that stays keeps the version of the scale it was derived with.</param>
    /// <param name="scales">The scales.</param>
    public static Review From(Review sent, Review? stored, ScaleBook scales)
    {
        sent = NamedReviewers.AsListed(sent);
        var sections = sent.Sections is { } five
            ? new Sections
            {
                Story = WithDerived(five.Story, stored?.Sections?.Story, scales),
                Performances = WithDerived(five.Performances, stored?.Sections?.Performances, scales),
                Picture = WithDerived(five.Picture, stored?.Sections?.Picture, scales),
                Sound = WithDerived(five.Sound, stored?.Sections?.Sound, scales),
                Extras = WithDerived(five.Extras, stored?.Sections?.Extras, scales),
            }
            : null;
        return sent with
        {
            Films = sent.Films?.Select(WithDerived).ToList(),
            Release = sent.Release is { } release ? WithDerived(release) : null,
            Sections = sections,
            OtherSections = sent.OtherSections?
                .Select((section, index) =>
                    WithDerived(section, Earlier(stored?.OtherSections, index, other => other.Label == section.Label), scales)!)
                .ToList(),
            Overall = WithDerived(sent.Overall, stored?.Overall, scales),
            MeanScore = Trimmed(MeanScore.Average(sections)),
        };
    }

    static TSection? WithDerived<TSection>(TSection? section, Section? stored, ScaleBook scales) where TSection : Section =>
        section is null
            ? null
            : Scored(section, stored, scales) with
            {
                Parts = section.Parts?.Select((part, index) => Scored(
                    part, Earlier(stored?.Parts, index, other => (other.Of, other.Disc, other.Film) == (part.Of, part.Disc, part.Film)),
                    scales)).ToList(),
            };

    static TJudgement Scored<TJudgement>(TJudgement judgement, Judgement? stored, ScaleBook scales) where TJudgement : Judgement
    {
        if (IsStateOutdated(judgement, stored))
            judgement = (TJudgement)(judgement with { State = null });
        var sent = IsOutdated(judgement, stored) ? null : judgement.Score;
        var derived = judgement is { State: null or "scored", Printed: { Scale: { } scale, Value: { } value } }
            ? scales.Derive(scale, value, sent, stored?.Printed?.MappingVersion)
            : null;
        var score = Trimmed(sent ?? derived?.Score ?? judgement.Score);
        return (TJudgement)(judgement with
        {
            Score = score,
            State = judgement.State ?? (score is null ? "unscored" : "scored"),
            Printed = judgement.Printed is { } printed ? printed with { MappingVersion = derived?.Version } : null,
        });
    }

    // It was not scored and still says so, beside a score or another value on a scale: whoever added that has left the state as it was.
    static bool IsStateOutdated(Judgement judgement, Judgement? stored) =>
        judgement.State == "unscored" && stored?.State == "unscored"
        && (judgement.Score is not null || IsPrintedAnew(judgement, stored));

    // The score is the stored one, beside something else that was printed: whoever changed that has left the score to be derived.
    static bool IsOutdated(Judgement judgement, Judgement? stored) =>
        judgement.Score is not null && judgement.Score == stored?.Score && IsPrintedAnew(judgement, stored);

    static bool IsPrintedAnew(Judgement judgement, Judgement stored) =>
        judgement.Printed is { Scale: not null } printed
        && (printed.Scale, printed.Value) != (stored.Printed?.Scale, stored.Printed?.Value);

    // Of the same name where there is one, else at the same place.
    static T? Earlier<T>(IReadOnlyList<T>? stored, int index, Func<T, bool> isSame) where T : class =>
        At(stored, index) is { } there && isSame(there) ? there : stored?.FirstOrDefault(isSame) ?? At(stored, index);

    static T? At<T>(IReadOnlyList<T>? items, int index) where T : class => index < items?.Count ? items[index] : null;

    /// <summary>A film with the kind that it has where it does not say.</summary>
    public static Film WithDerived(Film film) => film with { Kind = film.Kind ?? "film" };

    /// <summary>A release with its gtin, and its tracks as codes.</summary>
    public static Release WithDerived(Release release) => release with
    {
        Gtin = BarcodeAttribute.Gtin(release.Barcode),
        Audio = release.Audio?.Select(Spelled).ToList(),
    };

    static AudioTrack Spelled(AudioTrack track)
    {
        var spellings = new[] { ("audio_codec", track.Codec), ("immersive", track.Immersive), ("channels", track.Channels) };
        foreach (var (vocabulary, spelling) in spellings)
        {
            if (spelling is null || CodeBook.Named(vocabulary).IsCode(spelling) || AudioSpelling.Read(spelling) is not { } said)
                continue;
            track = track with
            {
                Codec = vocabulary == "audio_codec" ? said.Codec : track.Codec ?? said.Codec,
                Immersive = vocabulary == "immersive" ? said.Immersive : track.Immersive ?? said.Immersive,
                Channels = vocabulary == "channels" ? said.Channels : track.Channels ?? said.Channels,
                Purposes = track.Purposes ?? (said.Purpose is { } purpose ? [purpose] : null),
                Hz = track.Hz ?? said.Hz,
                Bits = track.Bits ?? said.Bits,
                Kbps = track.Kbps ?? said.Kbps,
            };
        }
        return track;
    }

    // 8.50 and 8.5 are one score; it is kept without the zeros.
    static decimal? Trimmed(decimal? score) => score / 1.0000000000000000000000000000m;
}
