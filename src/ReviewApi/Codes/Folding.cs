using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ReviewApi.Codes;

/// <summary>
/// What folding does to single letters. Unicode's own tables say nearly all of it; here is what they have no decomposition for.
/// </summary>
internal static class Folding
{
    const int FractionSlash = 0x2044;

    // Latin letters with a stroke, a bar, a hook or a tail, and dotless i and j, each in front of what it folds to.
    const string Strokes =
"øo đd ħh łl ŧt ƀb ƃb ƈc ƌd ƒf ƙk ƚl ƞn ƥp ƫt ƭt ƴy ƶz ǥg ȡd ȥz ȴl ȵn ȶt ȼc ȿs ɀz ɇe ɉj ɋq ɍr ɏy ɓb ɕc ɖd ɗd ɠg ɦh ɨi ɫl "
        + "ɬl ɭl ɱm ɲn ɳn ɼr ɽr ɾr ʂs ʈt ʋv ʐz ʑz ʝj ʠq ᵬb ᵭd ᵮf ᵯm ᵰn ᵱp ᵲr ᵳr ᵴs ᵵt ᵶz ᵽp ᶀb ᶁd ᶂf ᶃg ᶄk ᶅl ᶆm ᶇn ᶈp ᶉr ᶊs ᶌv ᶍx "
        + "ᶎz ᶏa ᶑd ᶒe ᶖi ᶙu ỿy ⱡl ⱥa ⱦt ⱨh ⱪk ⱬz ⱱv ⱳw ⱴv ⱸe ⱺo ꝁk ꝃk ꝅk ꝉl ꝋo ꝍo ꝑp ꝓp ꝕp ꝗq ꝙq ꝟv ꞎl ꞑn ꞓc ꞔc ꞕh ꞗb ꞙf ꞡg ꞣk ꞥn "
        + "ꞧr ꞩs ꞹu ꟈd ꟊs ðd ŋn ɵo ʉu ıi ȷj";

    const string Ligatures = "œoe æae ßss þth ꜳaa ꜵao ꜷau ꜹav ꜽay ꝏoo";

    static readonly FrozenDictionary<char, string> Bases =
        $"{Strokes} {Ligatures}".Split(' ').ToFrozenDictionary(letter => letter[0], letter => letter[1..]);

    // Apostrophes, single quotation marks that are typed for them, primes, and the letters that look like them.
    static readonly FrozenSet<char> Apostrophes =
        ("'`\u00b4\u0374\u0384\u055a\u05f3\u07f4\u07f5\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ca\u02cb\u02ee\u1fbd\u1fef\u1ffd"
        + "\u2018\u2019\u201b\u2032\u2035\u275b\u275c\ua78b\ua78c").ToFrozenSet();

    static readonly FrozenSet<char> Marks = "™®©℠℗".ToFrozenSet();

    // Letters to Unicode's eyes, and blank to ours.
    static readonly FrozenSet<char> Fillers = "\u115f\u1160\u3164\uffa0".ToFrozenSet();

    /// <summary>
    /// A text in compatibility decomposition (NFKD), without what decomposes to something else than it stands for: trade marks, and
    /// spacing accents that are typed as apostrophes. Superscripts and fractions are set apart.
    /// </summary>
    public static string Decomposed(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        var apart = new StringBuilder(text.Length);
        var wasNumber = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsNoncharacter(rune) || IsOneOf(Marks, rune) || IsOneOf(Apostrophes, rune))
                continue;
            var isNumber = IsApart(rune);
            if (isNumber != wasNumber)
                apart.Append(' ');
            apart.Append(rune);
            wasNumber = isNumber;
        }
        return apart.ToString().Normalize(NormalizationForm.FormKD);
    }

    /// <summary>
    /// The letters of a decomposed text in lower case, without accents, apostrophes and what is invisible. Signs stay as they are.
    /// </summary>
    public static string Letters(string decomposed)
    {
        if (Ascii.IsValid(decomposed))
            return decomposed.ToLowerInvariant().Replace("'", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal);
        var letters = new StringBuilder(decomposed.Length);
        // Up and down again, as Unicode's case folding does: a final sigma becomes a sigma.
        foreach (var rune in decomposed.ToUpperInvariant().ToLowerInvariant().EnumerateRunes())
            if (rune.IsBmp && Bases.TryGetValue((char)rune.Value, out var plain))
                letters.Append(plain);
            else if (rune.Value == FractionSlash)
                letters.Append(' ');
            else if (!IsDropped(rune))
                letters.Append(rune);
        return letters.ToString();
    }

    /// <summary>
    /// Whether a character is part of a word: letters and numbers of any script, the vowel signs that stand beside them, emoji, and what
    /// Unicode does not know yet.
    /// </summary>
    public static bool IsOfWord(Rune rune) => Rune.IsLetter(rune) || Rune.IsNumber(rune) || Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.SpacingCombiningMark or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse => true,
        UnicodeCategory.OtherSymbol => !rune.IsBmp,
        _ => false,
    };

    /// <summary>A text without U+FFFE and its like, which are valid in a text but cannot be normalized.</summary>
    public static string WithoutNoncharacters(string text) => !Ascii.IsValid(text) && text.EnumerateRunes().Any(IsNoncharacter)
        ? string.Concat(text.EnumerateRunes().Where(rune => !IsNoncharacter(rune)))
        : text;

    // Superscripts, fractions, numbers in circles; a subscript stays in its word: H₂O.
    static bool IsApart(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherNumber && rune.Value is not (>= 0x2080 and <= 0x2089);

    static bool IsDropped(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
        || IsOneOf(Apostrophes, rune) || IsOneOf(Fillers, rune);

    static bool IsOneOf(FrozenSet<char> letters, Rune rune) => rune.IsBmp && letters.Contains((char)rune.Value);

    static bool IsNoncharacter(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;
}
