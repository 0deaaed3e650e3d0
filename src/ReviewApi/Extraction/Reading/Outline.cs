using ReviewApi.Extraction.Judging;

namespace ReviewApi.Extraction.Reading;

/// <summary>Which section the headings of a page put each of its lines in.</summary>
internal sealed class Outline
{
    public const string Both = "picture_and_sound";

    const int LongestLabelled = 45;
    const int LongestNamed = 160;
    const int MostWordsOfHeading = 7;
    const int MostWordsOfScored = 12;

    // Headings within a list of extras.
    static readonly Phrases Within = new(
        "disc/disk/new/archival/archive/legacy/exclusive/also/vintage/ported, on the, from the, dvd extras, blu ray extras, "
        + "edition details, release information");

    // Headings over what is said of another release.
    static readonly Phrases Compared = new("vs, versus, compared, comparison, comparisons, vergleich");

    readonly string?[] named;
    readonly string?[] sections;
    readonly int[] headings;
    readonly bool[] isOfOther;

    public Outline(Page page)
    {
        named = [.. page.Lines.Select(line => Named(page, line))];
        sections = new string?[page.Lines.Count];
        headings = new int[page.Lines.Count];
        isOfOther = new bool[page.Lines.Count];
        var (section, heading, other) = ((string?)null, -1, false);
        var isPictureFilm = Has(page, "Video") && Has(page, "Picture");
        for (var number = 0; number < page.Lines.Count; number++)
        {
            var line = page.Lines[number];
            if (line.Kind is (LineKind.Heading or LineKind.Short) && IsHeading(page, number)
                && !(section == "extras" && Within.Behind(page, line.At.Start) is not null))
                (section, heading, other) = (SectionOf(page[line.At], number), number, Compared.IsIn(page, line.At));
            else if (line.Kind is LineKind.Paragraph && line.HasKey)
                (section, heading, other) = (SectionNames.OfHeading(page[line.Key]), number, false);
            else if (line.Kind is LineKind.KeyValue && IsOverProse(page, number))
                (section, heading, other) = (SectionOf(page[line.Key], number), number, false);
            if (isPictureFilm && heading == number && page[line.At].Equals("picture", StringComparison.OrdinalIgnoreCase))
                section = "story";
            (sections[number], headings[number], isOfOther[number]) = (section, heading, other);
        }
        HasHeadings = sections.Any(one => one is not null);
    }

    /// <summary>Whether any line stands under a heading of a section.</summary>
    public bool HasHeadings { get; }

    /// <summary>The section that a line's own words name, or its key's: "Video" and "Video: 4/5" are of the picture.</summary>
    public string? NamedBy(int line) => named[line];

    /// <summary>The section of a line; null where no heading says it.</summary>
    public string? Section(int line) => line < 0 ? null : sections[line];

    /// <summary>Whether a line is in a section of the disc: what it says of persons is not of the film.</summary>
    public bool IsOfDisc(int line) => Section(line) is "extras" or "picture" or "sound";

    /// <summary>The number of the heading that a line stands under, or less than 0.</summary>
    public int Heading(int line) => line < 0 ? -1 : headings[line];

    /// <summary>Whether the heading of a line says that it compares another release.</summary>
    public bool IsOfOther(int line) => line >= 0 && isOfOther[line];

    // Where there is "Video" too, the "Picture" is the film.
    static bool Has(Page page, string heading) => page.Lines.Any(line =>
        line.Kind is LineKind.Heading && page.Text.AsSpan(line.At.Start..line.At.End).Equals(heading, StringComparison.OrdinalIgnoreCase));

    string? SectionOf(string heading, int number) => SectionNames.IsOfBoth(heading) ? Both : named[number];

    // What a line, or the key of one, names.
    static string? Named(Page page, Line line)
    {
        var at = line.Kind is LineKind.KeyValue ? line.Key : line.Kind is LineKind.Heading or LineKind.Short ? line.At : default;
        return at.Length is > 0 and <= LongestNamed && SectionNames.MayBe(page.Text.AsSpan(at.Start..at.End))
            ? SectionNames.OfHeading(page[at]) : null;
    }

    // A heading, or a few words apart from what is above them with prose below.
    bool IsHeading(Page page, int number)
    {
        var line = page.Lines[number];
        // Of a box of scores no line is a heading.
        if (IsScored(page, number)
            && (!line.IsApart && IsScored(page, number - 1) || IsScored(page, number + 1) && !page.Lines[number + 1].IsApart))
            return false;
        if (line.Kind is LineKind.Heading)
            return named[number] is not null || FactKeys.Of(page.Text.AsSpan(line.At.Start..line.At.End)) is FactKey.None;
        var words = page.Words.From(line.At.End) - page.Words.From(line.At.Start);
        var most = ScoreReading.Trailing(page.Text, line.At) is null ? MostWordsOfHeading : MostWordsOfScored;
        return line.IsApart && number > 1 && words <= most && number + 1 < page.Lines.Count
            && (page.Lines[number + 1].Kind is LineKind.Paragraph || named[number] is not null)
            && ScoreReading.Whole(page.Text, line.At) is null;
    }

    static bool IsScored(Page page, int number) => number >= 0 && number < page.Lines.Count
        && page.Lines[number].Kind is LineKind.Heading or LineKind.Short
        && ScoreReading.Trailing(page.Text, page.Lines[number].At) is not null;

    // "Video: 4/5" over a paragraph or a list, "The Movie: Our Take" over prose; in a box of such lines the last one is none.
    bool IsOverProse(Page page, int number) =>
        IsLabel(page, number)
        && !IsLabel(page, number - 1)
        && number + 1 < page.Lines.Count
        && page.Lines[number + 1].Kind is LineKind.Paragraph or LineKind.Bullet or LineKind.Short or LineKind.KeyValue
        && !IsLabel(page, number + 1)
        && (page.Lines[number + 1].Kind is LineKind.Paragraph or LineKind.Bullet || page.Lines[number + 1].IsApart);

    bool IsLabel(Page page, int number) =>
        number >= 0
        && page.Lines[number] is { Kind: LineKind.KeyValue, Value.Length: <= LongestLabelled } line
        && line.At.End > line.Key.End
        && named[number] is not null
        && (!page.Text.AsSpan(line.Value.Start..line.Value.End).ContainsAnyInRange('0', '9')
            || ScoreReading.Whole(page.Text, line.Value) is not null);
}

/// <summary>A text with what is known of it before facts are looked for.</summary>
/// <param name="Page">The text.</param>
/// <param name="Years">Which numbers are years.</param>
internal sealed record ReadText(Page Page, Years Years)
{
    public Terms Terms { get; } = new(Page);

    public Outline Outline { get; } = new(Page);

    /// <summary>The format of the release, once it is known.</summary>
    public string? Format { get; init; }
}
