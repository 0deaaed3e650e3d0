using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Films;

/// <summary>Whether a year that ends a title line is of the title, "Death Race 2000", or the film's: "Heat 1995".</summary>
internal static class TitleNumbers
{
    // Behind these a title goes on: "Class of 1999".
    static readonly Phrases Open = new("of, in, to, the, from, since, class, summer, spring, winter, autumn, anno, de, von");

    /// <summary>Where the year begins that ends a line behind other words; null for none.</summary>
    public static int? YearAt(ReadText read, Stretch at)
    {
        var last = read.Page.Words.From(at.End) - 1;
        return last > 0 && read.Page.Words.Start(last) > at.Start && read.Page.Words.End(last) == at.End
            && read.Years.Has(read.Page[read.Page.Words.Run(last, last)])
            ? read.Page.Words.Start(last)
            : null;
    }

    /// <summary>What the words before it, the catalogue and the rest of the text say; null where they do not.</summary>
    public static bool? IsOfTitle(ReadText read, Stretch at, int year, CatalogueNames? catalogue)
    {
        var (text, number) = (read.Page.Text, new Stretch(year, at.End));
        if (Open.Before(read.Page, year, at.Start) is not null || catalogue?.Film(read.Page[at], null) is not null)
            return true;
        if ((YearLexer.Keyed(read) ?? FactLines.Year(read)) is { } said && said.At != number)
            return $"{said.Value}" != read.Page[number];
        var stem = read.Page[new(at.Start, year)].TrimEnd(' ', ',', '-', '–', '—', ':', '|');
        return Stands(text, read.Page[at], at) ? true : Stands(text, stem, at) || catalogue?.Film(stem, null) is not null ? false : null;
    }

    // Whether words stand elsewhere too, apart from where they are.
    static bool Stands(string text, string words, Stretch at) =>
        text.IndexOf(words, at.End, StringComparison.OrdinalIgnoreCase) >= 0
        || text.IndexOf(words, 0, at.Start, StringComparison.OrdinalIgnoreCase) >= 0;
}
