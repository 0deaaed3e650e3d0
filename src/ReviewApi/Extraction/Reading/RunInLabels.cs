using ReviewApi.Extraction.Judging;

namespace ReviewApi.Extraction.Reading;

/// <summary>Labels without a colon: "PICTURE Colours are cold …", "Image (16/20). Le disque …", "How does it look? …".</summary>
internal static class RunInLabels
{
    const int Longest = 45;
    const int MostWords = 6;

    /// <summary>A paragraph with such a label; null where it has none.</summary>
    public static Line? Line(string text, Stretch at, Stretch plain)
    {
        var said = text.AsSpan(plain.Start..Math.Min(plain.End, plain.Start + Longest));
        // "What's it about? A police sergeant …".
        if (said.IndexOf("? ") is var asked and > 3 && Wording.CountWords(said[..asked]) <= MostWords
            && (said.StartsWith("What") || said.StartsWith("How") || said.StartsWith("Who"))
            && SectionNames.OfHeading(said[..asked].ToString()) is not null)
            return new(LineKind.Paragraph, at)
            {
                Key = new(plain.Start, plain.Start + asked),
                Value = new(plain.Start + asked + 2, plain.End),
            };
        var end = said.IndexOf(' ');
        if (end < 3 || end + 2 >= said.Length || SectionNames.Of(said[..end].ToString()) is null)
            return null;
        var label = new Line(LineKind.Paragraph, at)
        {
            Key = new(plain.Start, plain.Start + end),
            Value = new(plain.Start + end + 1, plain.End),
            Fact = FactKeys.Of(said[..end]),
        };
        if (said[end + 1] == '(' && ScoreReading.Leading(text, label.Value) is var (score, prose) && score.Length > 0)
            return label with { Value = prose, Score = score };
        return Wording.IsUpper(said[..end]) && char.IsUpper(said[end + 1]) && !char.IsUpper(said[end + 2]) ? label : null;
    }
}
