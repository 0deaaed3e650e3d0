using System.Text.RegularExpressions;

namespace ReviewApi.Extraction.Reading;

/// <summary>Whether words speak of the release at all, or of another one, or of what it does not have.</summary>
internal static partial class Guards
{
    const int Far = 160;

    /// <summary>Whether words are of this release, and say that it has what they name.</summary>
    public static bool Holds(ReadText read, Stretch at) => !IsOfOther(read, at) && !IsDenied(read.Page, at);

    /// <summary>Whether words are of another release: an older edition, or a disc of another format that is compared.</summary>
    public static bool IsOfOther(ReadText read, Stretch at)
    {
        var said = read.Page[Clause(read.Page, at)];
        return Older().IsMatch(said)
            || read.Format is not (null or "dvd") && OnDvd().IsMatch(said)
            || read.Format is "uhd_blu_ray" && OnBluRay().IsMatch(said)
            || read.Format is "dvd" && OnBluRayOrBetter().IsMatch(said)
            || read.Format is not (null or "laserdisc" or "vhs") && OnTape().IsMatch(said);
    }

    /// <summary>Whether words name what is not there: "no commentary", "a Dolby Atmos mix would have been welcome".</summary>
    public static bool IsDenied(Page page, Stretch at)
    {
        var clause = Clause(page, at);
        var before = page.Text.AsSpan(Math.Max(clause.Start, at.Start - 60)..at.Start);
        var after = page.Text.AsSpan(at.End..Math.Max(at.End, Math.Min(clause.End, at.End + 45)));
        return Without().IsMatch(before) && !NotOnly().IsMatch(before) || Missing().IsMatch(after);
    }

    /// <summary>The part of a sentence around a place that says one thing.</summary>
    public static Stretch Clause(Page page, Stretch at)
    {
        var sentence = page.Sentence(at.Start, Far, Far);
        var (start, end) = (sentence.Start, Math.Max(sentence.End, at.End));
        foreach (var turn in Turn().EnumerateMatches(page.Text.AsSpan(sentence.Start..Math.Max(sentence.End, at.End))))
        {
            var (from, to) = (sentence.Start + turn.Index, sentence.Start + turn.Index + turn.Length);
            if (to <= at.Start)
                start = from;
            else if (from >= at.End && from < end)
                end = from;
        }
        return new(start, end);
    }

    // Where a sentence turns to something else, or to the release at hand.
    [GeneratedRegex(
        @"[;\n]|\s[–—]\s|\s--\s|,?\s(?:but|while|whereas|although|though|however|yet|"
            + @"aber|während|jedoch|sondern|mais|tandis que)\s|,\s(?:this|the|these|now|here|"
            + @"just|only|so|its new|we|it|instead|diese|die|das|jetzt|nun|cette|ce|le|la|ici)\s|"
            + @"\sand now\s|\sjust\s",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Turn();

    [GeneratedRegex(
        @"\b(?:older|old|previous|previously|earlier|prior|former|predecessor|outdated|"
            + @"out-of-print|ageing|aging)\b(?! (?:film|movie|age|school|man|woman|love|friend|"
            + @"fashioned|days?|lad(?:y|ies)|m[ae]n|soul|house|town|west|boy|hand|enough|west|"
            + @"testament))|\b(?:original|first|last|past|initial|standard|existing|concurrent|"
            + @"(?:19|20)[0-9]{2}(?:['’]s)?) (?:[\p{L}’'-]{2,20} ){0,2}(?:dvd|blu-?ray|disc|"
            + @"laserdisc|edition|pressing|issue)s?\b|\b(?:upgrade|step up|improvement) (?:from|"
            + @"over|on)\b|\b(?:unlike|compared|comparison|versus|against) (?:to |with )?(?:the|"
            + @"its|their|that|any|all)\b|\b(?:alte[nrms]?|frühere[nrms]?|vorherige[nrms]?|"
            + @"bisherige[nrms]?|damalige[nrms]?)\b|\b(?:ancienne?|précédente?|vieux|vieille)s?\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Older();

    [GeneratedRegex(
        @"\b(?:the|on|its|a|der|die|auf|le|du|that|any) (?:(?:r[1-6]|region [1-6]|standard-?def(?:inition)?) )?dvd" + @"\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex OnDvd();

    [GeneratedRegex(
        @"\b(?:included|bundled|accompanying|remastered|1080p|standard|regular|old) blu-?ray\b|" + @"\bblu-?ray (?:copy|counterpart)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex OnBluRay();

    [GeneratedRegex(@"\b(?:the|on|its|a) (?:blu-?ray|hd dvd|uhd|4k)\b", RegexOptions.IgnoreCase)]
    private static partial Regex OnBluRayOrBetter();

    [GeneratedRegex(@"\b(?:laserdisc|vhs|videocassette|video tape|hd dvd)\b", RegexOptions.IgnoreCase)]
    private static partial Regex OnTape();

    [GeneratedRegex(
        @"\b(?:no|not|without|lacks?|lacking|missing|neither|nor|none|never|isn['’]t|"
            + @"aren['’]t|wasn['’]t|weren['’]t|doesn['’]t|don['’]t|didn['’]t|won['’]t|absent|"
            + @"omits?|omitted|omission of|absence of|minus|devoid|would|could|should|might|"
            + @"wish\w*|hop(?:e|ed|ing)|deserv\w{1,5}|instead of|rather than|kein\w{0,3}|ohne|"
            + @"nicht|weder|noch|pas de|pas d['’]|aucune?|sans|ni)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Without();

    [GeneratedRegex(
        @"\b(?:not (?:only|just|merely|simply|to mention)|no (?:less|doubt|wonder|fewer|"
            + @"question)|nicht nur|non seulement|pas seulement|noch (?:ein|zwei))\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex NotOnly();

    [GeneratedRegex(
        @"^[\s,)]{0,3}(?:[\p{L}]{2,12} ){0,2}(?:(?:is|are|was|were|has been|have been|"
            + @"ist|sind|wurde) )?(?:missing|absent|omitted|dropped|nowhere|not (?:included|"
            + @"here|present|on|carried|provided|offered)|gone|fehlt|fehlen|would have|n['’]est pas|"
            + @"absents?|manque)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Missing();
}
