using System.Globalization;
using System.Text.RegularExpressions;
using ReviewApi.Codes;
using ReviewApi.Rules;

namespace ReviewApi.Reviews;

/// <summary>All versions of all scales, and what a printed value is on them.</summary>
internal sealed partial class ScaleBook(IEnumerable<Scale> scales)
{
    readonly ILookup<string, Scale> versions = scales.OrderByDescending(scale => scale.MappingVersion).ToLookup(scale => scale.Code!);

    /// <summary>
    /// What a printed value becomes. Of the scale's versions it is the newest; where a score was sent too, one that gives just that
    /// score, first of all the kept version, so that a review read before a new version can be put back.
    /// </summary>
    public Derivation Derive(string code, string value, decimal? sent, long? kept = null)
    {
        if (!versions.Contains(code))
            return new Derivation
            {
                Place = "scale",
                Finding = new(
                    "unknown_scale", "There is no scale of this code.",
                    Hint: () => Suggestion.DidYouMean(Spelling.Nearest(code, versions.Select(one => (one.Key, one.Key))))),
            };
        var derivations = versions[code].Select(scale => Derive(scale, value)).ToList();
        return derivations.Where(derivation => sent is not null && derivation.Score == sent)
            .OrderByDescending(derivation => derivation.Version == kept).FirstOrDefault()
            ?? derivations[0];
    }

    static Derivation Derive(Scale scale, string value)
    {
        if (scale.Kind == "labels")
            return scale.Labels!.FirstOrDefault(one => Key(one.Label!) == Key(value)) is { } label
                ? new Derivation { Score = label.Score, Version = scale.MappingVersion }
                : NotOn($"The scale {scale.Code} has {string.Join(", ", scale.Labels!.Select(one => one.Label))}.");
        if (!Number().IsMatch(value))
            return NotOn($"The scale {scale.Code} takes a number from {scale.Min} to {scale.Max} in steps of {scale.Step}.");
        var number = decimal.Parse(value.Trim().Replace(',', '.'), CultureInfo.InvariantCulture);
        return number < scale.Min || number > scale.Max || (number - scale.Min) % scale.Step != 0
            ? NotOn($"The scale {scale.Code} goes from {scale.Min} to {scale.Max} in steps of {scale.Step}.")
            : new Derivation
            {
                Score = decimal.Round(number / scale.Max!.Value * 10, 1, MidpointRounding.AwayFromZero),
                Version = scale.MappingVersion,
            };
    }

    /// <summary>What makes two labels one: blanks, case and the kind of dash do not tell them apart.</summary>
    public static string Key(string label) =>
        string.Concat(label.Where(letter => !char.IsWhiteSpace(letter))).Replace('−', '-').Replace('–', '-').ToUpperInvariant();

    static Derivation NotOn(string detail) => new() { Place = "value", Finding = new("not_on_scale", detail) };

    [GeneratedRegex(@"^\s*[0-9]{1,7}([.,][0-9]{1,6})?\s*\z")]
    private static partial Regex Number();
}

/// <summary>A score derived from a printed value with the version of the scale, or why there is none.</summary>
internal sealed record Derivation
{
    public decimal? Score { get; init; }

    public long? Version { get; init; }

    /// <summary>The member of printed that is at fault.</summary>
    public string? Place { get; init; }

    public Finding? Finding { get; init; }
}
