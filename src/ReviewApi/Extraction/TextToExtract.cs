using ReviewApi.Reviews;
using ReviewApi.Rules;

namespace ReviewApi.Extraction;

/// <summary>A review's text, and what the sender knows of it.</summary>
public sealed record TextToExtract
{
    /// <summary>The review as plain text. Either this or html.</summary>
    [Text(200_000)]
    public string? Text { get; init; }

    /// <summary>The review as HTML: a page or a part of one.</summary>
    [Text(200_000)]
    public string? Html { get; init; }

    /// <summary>The language that it is written in, as a BCP 47 tag.</summary>
    [LanguageTag]
    public string? Language { get; init; }

    /// <summary>Where it was printed.</summary>
    public Source? Source { get; init; }

    /// <summary>What the text need not say.</summary>
    public ExtractionHints? Hints { get; init; }
}

/// <summary>What a sender knows of a review beside its text.</summary>
public sealed record ExtractionHints
{
    /// <summary>The release's format.</summary>
    [Code("disc_format")]
    public string? Format { get; init; }

    /// <summary>The film, a published one of the catalogue.</summary>
    [Identifier]
    public string? FilmId { get; init; }
}
