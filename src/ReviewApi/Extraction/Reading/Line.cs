namespace ReviewApi.Extraction.Reading;

/// <summary>What a line of a page is.</summary>
internal enum LineKind
{
    /// <summary>The page's title.</summary>
    Title,

    /// <summary>Stands over what follows.</summary>
    Heading,

    /// <summary>A point of a list.</summary>
    Bullet,

    /// <summary>"Key: value", a row of a table of two columns, or a value under its key.</summary>
    KeyValue,

    /// <summary>Prose, which may be wrapped.</summary>
    Paragraph,

    /// <summary>A few words that are none of the others, as a point of a list without a sign.</summary>
    Short,
}

/// <summary>A line, or a wrapped paragraph, of a page.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="At">Where it is, without blanks around it; of a point, without its sign.</param>
internal sealed record Line(LineKind Kind, Stretch At)
{
    /// <summary>The key of a key and value; the label that stands in front of a paragraph, as "Video: The transfer …".</summary>
    public Stretch Key { get; init; }

    /// <summary>The value; of a paragraph, what stands after its label.</summary>
    public Stretch Value { get; init; }

    /// <summary>The score of a paragraph that stands at its label: "Video: 9/10 - The transfer …".</summary>
    public Stretch Score { get; init; }

    /// <summary>What the key is of, where it is one of those that are known.</summary>
    public FactKey Fact { get; init; }

    /// <summary>Whether a blank line stands before it.</summary>
    public bool IsApart { get; init; }

    public bool HasKey => Key.Length > 0;

    /// <summary>What of it is prose: of a paragraph with a label, what stands behind that.</summary>
    public Stretch Prose => HasKey && Kind is LineKind.Paragraph ? Value : At;
}
