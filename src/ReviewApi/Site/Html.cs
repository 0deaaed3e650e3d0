using System.Text.Encodings.Web;

namespace ReviewApi.Site;

/// <summary>HTML as it is sent. What stands in the holes of a pattern is text, and encoded, unless it is HTML itself.</summary>
internal readonly record struct Html(string Markup)
{
    public static Html Of(FormattableString pattern) => new(pattern.ToString(Encoding.Instance));

    /// <summary>The parts one after another.</summary>
    public static Html All(IEnumerable<Html> parts) => new(string.Concat(parts.Select(part => part.Markup)));

    sealed class Encoding : IFormatProvider, ICustomFormatter
    {
        public static readonly Encoding Instance = new();

        public object? GetFormat(Type? type) => type == typeof(ICustomFormatter) ? this : null;

        public string Format(string? format, object? value, IFormatProvider? provider) => value switch
        {
            Html html => html.Markup,
            IEnumerable<Html> parts => All(parts).Markup,
            IFormattable number => HtmlEncoder.Default.Encode(number.ToString(format, System.Globalization.CultureInfo.InvariantCulture)),
            _ => HtmlEncoder.Default.Encode(value?.ToString() ?? ""),
        };
    }
}
