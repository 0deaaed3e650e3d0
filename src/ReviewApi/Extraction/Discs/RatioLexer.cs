using ReviewApi.Extraction.Reading;
using ReviewApi.Rules;

namespace ReviewApi.Extraction.Discs;

/// <summary>Aspect ratios: the disc's, and the one that the film was made in.</summary>
internal static class RatioLexer
{
    const int FarBefore = 90;
    const int FarBehind = 80;
    const int MostRatios = 200;

    static readonly AspectRatioAttribute Rule = new();

    static readonly Phrases OfShape = new(
        "ratio, ratios, aspect, framed, framing, widescreen, bildformat, seitenverhältnis, format, frame, scope, presented, letterboxed");

    static readonly Phrases Original = new(
        "original, originally, theatrical, theatrically, oar, kino, shot, filmed, photographed, composed, cinema, cinemas, ursprünglich*, "
        + "originalformat, origine, tourné");

    static readonly Phrases NotOriginal = new("theatrically correct, theatrical/original version, cinema screen");

    static readonly Phrases Presented = new(
        "presented, presents, presentation, released, framed, shown, transferred, encoded, preserv*, maintain*, retain*, restor*, come, "
        + "comes, offer, offers, offered, correct, delivered, arrives, arrive, served, mastered, respect*, conform*, reproduc*, "
        + "präsentiert, vorliegt, liegt, présenté, présentée, proposé, proposée, respecte, conserve, transfer");

    static readonly Phrases Kept = new(
        "_? _? _? ratio? is/was/has/been? been? faithfully? "
        + "preserved/maintained/retained/reproduced/respected/kept/restored/presented/honored/honoured");

    static readonly Phrases Enhanced = new("enhanced for?, anamorphic, optimized/optimised for, on a/your, for a?");

    static readonly Phrases EnhancedBehind = new(
        "enhanced, anamorphic*, enhancement, tv, tvs, television, televisions, display, displays, set, sets, screen, screens, monitor, "
        + "monitors, friendly");

    /// <summary>The disc's ratio and the film's, each with its alternatives.</summary>
    public static (Fact? OfDisc, Fact? OfFilm) Find(ReadText read)
    {
        var (disc, film) = (new List<Fact>(), new List<Fact>());
        foreach (var at in Ratios(read.Page.Text).Where(at => !IsOfScreen(read.Page, at)).Take(MostRatios))
            if (Read(read, at) is var (fact, isOfFilm) && fact is not null)
                (isOfFilm ? film : disc).Add(fact);
        return (Chosen.Of(disc), Chosen.Of(film));
    }

    static (Fact? Fact, bool IsOfFilm) Read(ReadText read, Stretch at)
    {
        var (page, number) = (read.Page, read.Page.LineAt(at.Start));
        var printed = page[at].Replace(',', '.').Replace(" to ", ":", StringComparison.OrdinalIgnoreCase);
        var canonical = Rule.Canonical(printed);
        if (number < 0 || Rule.Check(canonical) is { IsWarning: false } || read.Outline.IsOfOther(number))
            return default;
        var line = page.Lines[number];
        var isBare = !printed.AsSpan().ContainsAny(":xX/");
        var ground = page[at] == canonical ? Ground.Exact : Ground.Normalized;
        if (line.Kind is LineKind.KeyValue && line.Value.Holds(at))
        {
            var isOriginal = (line.Fact & FactKey.OriginalRatio) != 0
                || Original.IsIn(page, new(Math.Max(line.Value.Start, at.Start - 25), at.Start));
            var isOfShape = (line.Fact & (FactKey.Ratio | FactKey.Video)) != 0 || Original.IsIn(page, line.Key)
                && OfShape.IsIn(page, line.Key);
            if (!isOriginal && !isOfShape && !IsInFacts(page, line, at) || isBare && !isOriginal && !OfShape.IsIn(page, line.Key))
                return default;
            return (new(canonical, at, "video.aspectRatio", 0.97) { Ground = ground }, isOriginal);
        }
        if (read.Outline.Section(number) is "extras" || line.Kind is LineKind.Bullet or LineKind.Title && isBare || !Guards.Holds(read, at))
            return default;
        return InProse(page, at, isBare) is { } isFilms
            ? (new(canonical, at, "video.aspectRatio", isFilms ? 0.9 : 0.94) { Ground = ground }, isFilms) : default;
    }

    // Whether a ratio of prose is the film's, "its theatrical ratio of"; "presented in its theatrical ratio" is the disc's. Null for none.
    static bool? InProse(Page page, Stretch at, bool isBare)
    {
        var before = new Stretch(page.Sentence(at.Start, FarBefore, 0).Start, at.Start);
        var behind = new Stretch(at.End, Math.Min(page.Text.Length, page.Sentence(at.End - 1, 0, FarBehind).End));
        var isOfScreen = page[at].StartsWith("16", StringComparison.Ordinal)
            && (Enhanced.Before(page, at.Start) is not null || EnhancedBehind.Behind(page, at.End) is not null);
        if (isOfScreen || isBare && !OfShape.IsIn(page, before) && !OfShape.IsIn(page, new(at.End, Math.Min(behind.End, at.End + 30))))
            return null;
        var original = Original.In(page, before).Where(said => NotOriginal.Behind(page, said.Start) is null).LastOrDefault();
        return original.Length > 0 && !Presented.IsIn(page, before) && Kept.Behind(page, at.End, behind.End) is null;
    }

    // "16:9, 1.85:1": the first is the screen's.
    static bool IsOfScreen(Page page, Stretch at) =>
        page.Text.AsSpan(at.Start).StartsWith("16") && at.End + 2 < page.Text.Length
            && page.Text.AsSpan(at.End..Math.Min(page.Text.Length, at.End + 12)) is var behind
        && behind.TrimStart(" ,/;(–-") is [>= '1' and <= '2', '.' or ',', ..];

    // "Verleih DVD: Label (16:9, 1.85:1, DD5.1 dt.)".
    static bool IsInFacts(Page page, Line line, Stretch at) =>
        (line.Fact & FactKey.Distributor) != 0 && page.Text.AsSpan(line.Value.Start..at.Start).Contains('(');

    // "1.85:1", "2,35:1", "1.85 to 1", "2.39", "16:9".
    static IEnumerable<Stretch> Ratios(string text)
    {
        for (var place = 0; place + 2 < text.Length; place++)
            if (char.IsAsciiDigit(text[place])
                && (place == 0 || !char.IsAsciiDigit(text[place - 1])
                && text[place - 1] is not ('.' or ':' or ',' or '$' or '£' or '€' or '/')))
            {
                if (RatioEnd(text, place) is var end and > 0)
                    yield return new(place, end);
                while (place + 1 < text.Length && (char.IsAsciiDigit(text[place + 1]) || text[place + 1] is '.' or ','))
                    place++;
            }
    }

    static int RatioEnd(string text, int start)
    {
        var rest = text.AsSpan(start);
        foreach (var ratio in (ReadOnlySpan<string>)["16:9", "16x9", "4:3", "21:9"])
            if (rest.StartsWith(ratio, StringComparison.Ordinal) && !IsNumber(rest, ratio.Length))
                return start + ratio.Length;
        if (rest[0] is not (>= '1' and <= '3') || rest[1] is not ('.' or ',') || !IsDigit(rest, 2))
            return -1;
        var end = IsDigit(rest, 3) ? IsDigit(rest, 4) ? 5 : 4 : 3;
        foreach (var one in (ReadOnlySpan<string>)[":1", " : 1", ": 1", " :1", "x1", " x 1", "/1", " to 1", "-to-1"])
            if (rest[end..].StartsWith(one, StringComparison.OrdinalIgnoreCase) && !IsNumber(rest, end + one.Length))
                return one is "-to-1" ? -1 : start + end + one.Length;
        return end < 4 || IsDigit(rest, end) || IsUnit(rest[end..]) ? -1 : start + end;
    }

    // "1,234", "2.5 hours", "2.0 stereo".
    static bool IsUnit(ReadOnlySpan<char> rest)
    {
        if (rest.Length > 1 && rest[0] is '.' or ',' or ':' && char.IsAsciiDigit(rest[1]))
            return true;
        rest = rest.TrimStart(' ');
        foreach (var unit in (ReadOnlySpan<string>)["%", "/", "ghz", "gb", "mbps", "khz", "hour", "star", "out", "of", "min", "surround",
            "ch", "x", "tb", "million", "mb"])
            if (rest.StartsWith(unit, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    static bool IsDigit(ReadOnlySpan<char> said, int place) => place < said.Length && char.IsAsciiDigit(said[place]);

    static bool IsNumber(ReadOnlySpan<char> said, int place) =>
        IsDigit(said, place) || place < said.Length && said[place] == '.' && IsDigit(said, place + 1);
}
