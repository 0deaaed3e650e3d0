namespace ReviewApi.Extraction.Reading;

/// <summary>Whether words speak of the release at all, or of another one, or of what it does not have.</summary>
internal static class Guards
{
    const int Far = 160;
    const int FarBefore = 60;
    const int FarBehind = 45;

    // Where a sentence turns to something else, or to the release at hand.
    static readonly Phrases Turns = new(
        "as on, as in, as with, but, while, whereas, although, though, however, yet, aber, während, jedoch, sondern, mais, tandis que, and "
        + "now, just, than");

    // The same, behind a comma.
    static readonly Phrases TurnsBehindComma = new(
        "this, the, these, now, here, only, so, its new, we, it, instead, diese, die, das, jetzt, nun, cette, ce, le, la, ici");

    static readonly Phrases Older = new(
        "older, old, previous, previously, earlier, prior, former, predecessor*, outdated, out of print, ageing, aging, "
        + "original/past/initial/standard/existing/concurrent _? _? "
        + "dvd/dvds/ray/rays/disc/discs/laserdisc/edition/editions/pressing/issue, first/last/original edition/pressing/dvd, first/last "
        + "blu ray, dvd/dvds/disc/discs/tape/laserdisc that/which? i/we have/had/'ve/own/owned/bought/lived, "
        + "my dvd, upgrade/step/improvement from/over/on, step up from, unlike the/its/their/that/any/all, "
        + "compared/comparison/versus/against to?/with? the/its/their/that/any/all/earlier/my, alte, alten, alter, altes, frühere*, "
        + "vorherige*, bisherige*, damalige*, ancien, ancienne, anciens, anciennes, précédent*, vieux, vieille");

    // Old things that are no releases.
    static readonly Phrases NotOlder = new(
        "old/older "
        + "film/movie/age/school/man/men/woman/women/love/friend/friends/fashioned/day/days/lady/ladies/soul/house/town/west/boy/hand/"
        + "enough/testament/lord/master/world/couple/story/tale/haunt/comedy/comedies/films/movies/western/westerns/musical/musicals/"
        + "square/shape/academy/picture/pictures/hollywood/house/king/people/guard/cinema/theatre/theater/hands/stars/favourite/favorite, "
        + "earlier films/work, former self/glory, alte/alten/alter mann/frau/liebe");

    static readonly Phrases OnDvd = new(
        "the/on/its/a/that/any/der/die/auf/le/du/my r1/r2/r4/region/standard/definition? 1/2/4? dvd/dvds");

    static readonly Phrases OnBluRay = new(
        "included/bundled/accompanying/remastered/1080p/standard/regular/old/the/on blu ray, blu ray copy/counterpart");

    static readonly Phrases OnBluRayOrBetter = new("the/on/its/a blu/hd ray/dvd, the/on/its/a uhd/4k");

    static readonly Phrases OnTape = new("laserdisc, vhs, videocassette, video tape, hd dvd");

    static readonly Phrases Without = new(
        "no, not, without, lack, lacks, lacking, missing, misses, neither, nor, none, never, isn't, aren't, wasn't, weren't, doesn't, "
        + "don't, didn't, won't, absent, omits, omit, omitted, omission of, absence of, minus, devoid, would, could, should, might, wish*, "
        + "hope, hoped, hoping, deserv*, instead of, rather than, kein, keine, keinen, keiner, keinerlei, ohne, weder, leider nicht, pas "
        + "de, pas d, aucun, aucune, sans, ni");

    static readonly Phrases NotOnly = new(
        "not only/just/merely/simply/much/many/bad, not a lot, not to mention, "
        + "no less/doubt/wonder/fewer/question/longer/more/matter/surprise, "
        + "nicht nur, non seulement, pas seulement, "
        + "noch ein/zwei/einen/eine, might expect, should be noted");

    static readonly Phrases Missing = new(
        "_? _? is/are/was/were/ist/sind/wurde/has/have? been? missing/absent/omitted/dropped/nowhere/gone/fehlt/fehlen, "
        + "_? _? is/are/was/were/has/have? been? not included/here/present/on/carried/provided/offered/used/available, "
        + "_? _? ist/sind/wurde/wurden/liegt/gibt? es? leider? nicht, _? _? would have, _? _? n est pas, _? absent/absents/manque");

    static readonly Phrases CarriedOver = new(
        "come from, comes from, are from, taken from, culled from, carried over, carry over, carries over, ported, ports, port over, "
        + "brought over, recycled, retained, retains, repeats, same as, all of the, all the, reprises, repris, übernommen");

    /// <summary>Whether words are of this release, and say that it has what they name.</summary>
    public static bool Holds(ReadText read, Stretch at) => !IsOfOther(read, at) && !IsDenied(read.Page, at);

    /// <summary>The same of an extra, which may be on another disc of the release, or come from an older one.</summary>
    public static bool HoldsOfExtra(ReadText read, Stretch at)
    {
        var clause = Clause(read.Page, at);
        return !IsDenied(read.Page, at) && (CarriedOver.IsIn(read.Page, clause) || !IsOfOlder(read, clause));
    }

    /// <summary>Whether words are of another release: an older edition, or a disc of another format that is compared.</summary>
    public static bool IsOfOther(ReadText read, Stretch at)
    {
        var (page, clause) = (read.Page, Clause(read.Page, at));
        return IsOfOlder(read, clause)
            || read.Format is "uhd_blu_ray" && OnBluRay.IsIn(page, clause)
            || read.Format is "dvd" && OnBluRayOrBetter.IsIn(page, clause)
            || read.Format is not (null or "laserdisc" or "vhs") && OnTape.IsIn(page, clause);
    }

    static bool IsOfOlder(ReadText read, Stretch clause) =>
        Older.In(read.Page, clause).Any(old => NotOlder.Behind(read.Page, old.Start) is null)
        || read.Format is not (null or "dvd") && OnDvd.IsIn(read.Page, clause);

    /// <summary>Whether words name what is not there: "no commentary", "a Dolby Atmos mix would have been welcome".</summary>
    public static bool IsDenied(Page page, Stretch at)
    {
        var clause = Clause(page, at);
        var before = new Stretch(Math.Max(clause.Start, at.Start - FarBefore), at.Start);
        return Without.IsIn(page, before) && !NotOnly.IsIn(page, before)
            || Missing.Behind(page, at.End, Math.Min(clause.End, at.End + FarBehind)) is not null;
    }

    /// <summary>The part of a sentence around a place that says one thing.</summary>
    public static Stretch Clause(Page page, Stretch at)
    {
        var sentence = page.Sentence(at.Start, Far, Far);
        var (start, end) = (sentence.Start, Math.Max(sentence.End, at.End));
        for (var number = FirstTurn(page.Turns, start); number < page.Turns.Count && page.Turns[number].Start < end; number++)
            if (page.Turns[number].End <= at.Start)
                start = page.Turns[number].Start;
            else if (page.Turns[number].Start >= at.End)
                return new(start, page.Turns[number].Start);
        return new(start, end);
    }

    static int FirstTurn(IReadOnlyList<Stretch> turns, int place)
    {
        var (low, high) = (0, turns.Count);
        while (low < high)
            if (turns[(low + high) / 2].Start < place)
                low = (low + high) / 2 + 1;
            else
                high = (low + high) / 2;
        return low;
    }

    /// <summary>The turns of a page: its semicolons, dashes and line ends, "but", and ", this".</summary>
    public static IEnumerable<Stretch> TurnsOf(Page page)
    {
        var text = page.Text;
        for (var place = 0; place < text.Length; place++)
            if (text[place] is ';' or '\n' || text[place] is '–' or '—' && place > 0 && text[place - 1] == ' ')
                yield return new(place, place + 1);
            else if (text[place] is ',' && TurnsBehindComma.Behind(page, place + 1) is { } turned)
                yield return new(place, turned.End);
            else if (text[place] is ' ' && Turns.Behind(page, place) is { } turn && turn.Start == place + 1)
                yield return turn;
    }
}
