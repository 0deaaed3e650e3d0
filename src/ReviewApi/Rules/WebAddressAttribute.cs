using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace ReviewApi.Rules;

/// <summary>An absolute http or https address of 2,000 characters at most, a URI as RFC 3986 has it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed partial class WebAddressAttribute : Attribute, IMemberRule
{
    public const int Max = 2000;

    // What an address may have besides letters and digits.
    const string Signs = "-._~:/?#[]@!$&'()*+,;=%";

    static readonly TextAttribute Text = new(Max);

    public Finding? Check(object value)
    {
        var text = (string)value;
        if (Text.Check(text) is { } finding)
            return finding;
        if (text.FirstOrDefault(letter => !char.IsAsciiLetterOrDigit(letter) && !Signs.Contains(letter)) is var sign and not '\0')
            return new(
                "invalid_url",
                $"{Named(sign)} may not stand in an address: percent-encode it (%20 for a blank), or in a host write Punycode.");
        return Address().IsMatch(text) && Uri.TryCreate(text, UriKind.Absolute, out _)
            ? null
            : new("invalid_url", WhatIsWrong(text));
    }

    static string WhatIsWrong(string text)
    {
        if (Host().Match(text) is not { Success: true } host || text[host.Length..].Split('/', '?', '#')[0].Contains('@'))
            return "It has to be an absolute http or https address with a host, and without a user name.";
        if (text[host.Length..].FirstOrDefault(letter => letter is '[' or ']') is var bracket and not '\0')
            return $"'{bracket}' may stand around an IPv6 address only: percent-encode it ({Uri.HexEscape(bracket)}).";
        if (text.Count(letter => letter == '#') > 1)
            return "'#' may stand in it once, before the fragment: percent-encode the others (%23).";
        if (UnpairedPercent().IsMatch(text))
            return "Each percent sign has to be followed by two hex digits: percent-encode one that is meant (%25).";
        return host.Groups["port"] is { Success: true, Value: var port } && !IsPort(port)
            ? $"Its port has to be a number of {IPEndPoint.MaxPort} at most."
            : "Its host has to be a name or an IP address, with nothing but a port after it.";
    }

    static bool IsPort(string text) => text.Length <= 5 && int.Parse(text, CultureInfo.InvariantCulture) <= IPEndPoint.MaxPort;

    static string Named(char sign) =>
        char.IsWhiteSpace(sign) || char.IsControl(sign) || char.IsSurrogate(sign) ? $"U+{(int)sign:X4}" : $"'{sign}'";

    [GeneratedRegex(
        @"^[Hh][Tt][Tt][Pp][Ss]?://(\[[0-9A-Fa-f:.]+\]|[^/?#\[\]@:]+)(:(?<port>[0-9]+)(?=[/?#]|\z)|:?)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Host();

    [GeneratedRegex("%(?![0-9A-Fa-f]{2})")]
    private static partial Regex UnpairedPercent();

    // A host's name or an IP address in brackets, a port, then path, query and fragment (RFC 3986 appendix A).
    [GeneratedRegex(
        @"^[Hh][Tt][Tt][Pp][Ss]?://(\[[0-9A-Fa-f:.]+\]|([\w.~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+)(:[0-9]*)?"
            + @"(/([\w.~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)?"
            + @"(\?([\w.~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
            + @"(#([\w.~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Address();
}
