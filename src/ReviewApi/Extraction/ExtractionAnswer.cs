using ReviewApi.Reviews;
using ReviewApi.Rules;

namespace ReviewApi.Extraction;

/// <summary>What a text says, as a draft with evidence.</summary>
public sealed record ExtractionAnswer
{
    /// <summary>The id of the draft, where it was stored.</summary>
    public Guid? Id { get; init; }

    /// <summary>The text that the offsets count; of HTML it is the readable text, in order.</summary>
    public required string Text { get; init; }

    /// <summary>The draft: what POST /v1/reviews takes. What the text does not say is not in it.</summary>
    [AsSent]
    public required Review Draft { get; init; }

    /// <summary>What each value of the draft stands on. A text of several stretches has one for each, in order.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>Members that a review usually has and the text does not say, or not clearly enough.</summary>
    public required IReadOnlyList<string> NotFound { get; init; }

    /// <summary>What is odd, as in the answer to a write; and what was found but has no place in the draft.</summary>
    public required IReadOnlyList<Fault> Warnings { get; init; }

    /// <summary>What read it, with the version of its rules: rules-1, with the name of the model behind it where one is set.</summary>
    public required string Extractor { get; init; }
}

/// <summary>What a value stands on.</summary>
public sealed record Evidence
{
    /// <summary>The value, as a JSON pointer into the draft.</summary>
    public required string Pointer { get; init; }

    /// <summary>Where the words begin that say it, in code points of text; 0 to 0 for what the request itself says.</summary>
    public required long Start { get; init; }

    /// <summary>Where they end.</summary>
    public required long End { get; init; }

    /// <summary>The words are the value; are a spelling of it, or known to the catalogue as it; or the vocabulary derives it.</summary>
    [OneOf("exact", "normalized", "inferred")]
    public required string Status { get; init; }

    /// <summary>How sure it is.</summary>
    [Between(0, 1)]
    public required decimal Confidence { get; init; }

    /// <summary>What found it, as audio.codec; request.language for what the request says.</summary>
    public required string Rule { get; init; }

    /// <summary>What else the text says of the same thing.</summary>
    public IReadOnlyList<Alternative>? Alternatives { get; init; }
}

/// <summary>Another value that the text says.</summary>
public sealed record Alternative
{
    /// <summary>The value, or of a paragraph the other section.</summary>
    public required string Value { get; init; }

    /// <summary>Where the words begin that say it, in code points.</summary>
    public required long Start { get; init; }

    /// <summary>Where they end.</summary>
    public required long End { get; init; }

    /// <summary>How sure it is.</summary>
    [Between(0, 1)]
    public required decimal Confidence { get; init; }
}
