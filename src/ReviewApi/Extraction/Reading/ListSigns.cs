using System.Buffers;

namespace ReviewApi.Extraction.Reading;

/// <summary>The signs before the points of a list: "- ", "•", "2. ", "3) ", "4/ ".</summary>
internal static class ListSigns
{
    static readonly SearchValues<char> Signs = SearchValues.Create("-*•·▪►▶○●+–—→‣■□✓>");
    static readonly SearchValues<char> SignsAlone = SearchValues.Create("•·▪►▶○●‣■");

    /// <summary>Where the sign ends, with the blanks behind it; 0 for none.</summary>
    public static int End(ReadOnlySpan<char> said)
    {
        var signs = 0;
        while (signs < 2 && signs < said.Length && Signs.Contains(said[signs]))
            signs++;
        // "-Deleted scenes" too.
        if (signs == 1 && said[0] is '-' or '–' && said.Length > 1 && (char.IsUpper(said[1]) || said[1] is '"' or '“'))
            return 1;
        if (signs > 0)
            return BlanksEnd(said, signs) is var behind && behind > signs ? behind : SignsAlone.Contains(said[0]) ? 1 : 0;
        var digits = 0;
        while (digits < 2 && digits < said.Length && char.IsAsciiDigit(said[digits]))
            digits++;
        return digits > 0 && digits < said.Length && said[digits] is '.' or ')' or '/' && BlanksEnd(said, digits + 1) is var end
            && end > digits + 1 ? end : 0;
    }

    static int BlanksEnd(ReadOnlySpan<char> said, int place)
    {
        while (place < said.Length && said[place] is ' ' or '\t')
            place++;
        return place < said.Length ? place : 0;
    }
}
