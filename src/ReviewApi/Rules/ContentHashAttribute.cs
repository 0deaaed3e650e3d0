using System.Text.RegularExpressions;

namespace ReviewApi.Rules;

/// <summary>TheDiscDb's hash of a disc's content: 32 hexadecimal digits, kept in capitals as it lists them.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed partial class ContentHashAttribute : SpelledAttribute
{
    public const string Pattern = "^[0-9A-Fa-f]{32}$";
    public const string Example = "0A1B2C3D4E5F60718293A4B5C6D7E8F9";

    public override string Canonical(string text) => text.ToUpperInvariant();

    public override Finding? Check(object value) =>
        Hash().IsMatch((string)value) ? null : new("invalid_format", $"It has to be 32 hexadecimal digits, as {Example}.");

    [GeneratedRegex(@"^[0-9A-F]{32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Hash();
}
