using System.Text.RegularExpressions;

namespace ReviewApi.Extraction.Reading;

/// <summary>Which section the headings of a page put each of its lines in.</summary>
internal sealed partial class Outline
{
    public const string Both = "picture_and_sound";

    readonly string?[] sections;
    readonly int[] headings;

    public Outline(Page page)
    {
        sections = new string?[page.Lines.Count];
        headings = new int[page.Lines.Count];
        var (section, heading) = ((string?)null, -1);
        for (var number = 0; number < page.Lines.Count; number++)
        {
            var line = page.Lines[number];
            if (line.Kind is LineKind.Heading && !Within().IsMatch(page[line.At]))
                (section, heading) = (SectionOf(page[line.At]), number);
            else if (line.Kind is LineKind.Paragraph && line.HasKey)
                (section, heading) = (SectionNames.Of(page[line.Key]), number);
            else if (line.Kind is LineKind.KeyValue && IsHeading(page, number))
                (section, heading) = (SectionOf(page[line.Key]), number);
            (sections[number], headings[number]) = (section, heading);
        }
        HasHeadings = sections.Any(one => one is not null);
    }

    /// <summary>Whether any line stands under a heading of a section.</summary>
    public bool HasHeadings { get; }

    /// <summary>The section of a line; null where no heading says it.</summary>
    public string? Section(int line) => line < 0 ? null : sections[line];

    /// <summary>The number of the heading that a line stands under, or less than 0.</summary>
    public int Heading(int line) => line < 0 ? -1 : headings[line];

    static string? SectionOf(string heading) => SectionNames.IsOfBoth(heading) ? Both : SectionNames.OfHeading(heading);

    // "Video: 4/5" over a paragraph or a list; in a box of such lines the last one is none.
    static bool IsHeading(Page page, int number) =>
        IsLabel(page, number)
        && !IsLabel(page, number - 1)
        && number + 1 < page.Lines.Count
        && page.Lines[number + 1].Kind is LineKind.Paragraph or LineKind.Bullet;

    static bool IsLabel(Page page, int number) =>
        number >= 0
        && page.Lines[number] is { Kind: LineKind.KeyValue, Value.Length: <= 30 } line
        && SectionNames.Of(page[line.Key]) is not null;

    // Headings within a list of extras.
    [GeneratedRegex("^(?:dis[ck]|new|archiv|legacy|exclusive|on the|also|from the|vintage|ported)", RegexOptions.IgnoreCase)]
    private static partial Regex Within();
}

/// <summary>A text with what is known of it before facts are looked for.</summary>
internal sealed record ReadText(Page Page)
{
    public Terms Terms { get; } = new(Page);

    public Outline Outline { get; } = new(Page);

    /// <summary>The format of the release, once it is known.</summary>
    public string? Format { get; init; }
}
