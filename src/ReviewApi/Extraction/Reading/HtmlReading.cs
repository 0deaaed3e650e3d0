using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ReviewApi.Extraction.Judging;

namespace ReviewApi.Extraction.Reading;

/// <summary>
/// The readable text of HTML, in order: headings, lists and tables as lines, images of scores by their alternative texts.
/// </summary>
internal sealed partial class HtmlReading
{
    static readonly HashSet<string> Dropped =
        [.. "SCRIPT STYLE NOSCRIPT TEMPLATE HEAD NAV FOOTER ASIDE FORM BUTTON SELECT SVG IFRAME OBJECT TEXTAREA FIGCAPTION".Split(' ')];

    static readonly HashSet<string> Blocks =
    [
        .. ("P DIV SECTION ARTICLE MAIN HEADER UL OL LI TABLE TR DL DT DD BLOCKQUOTE PRE H1 H2 H3 H4 H5 H6 FIGURE HR TBODY THEAD BODY "
            + "CENTER DETAILS SUMMARY").Split(' '),
    ];

    readonly StringBuilder text = new();
    readonly Dictionary<int, LineKind> kinds = [];
    int lineStart;
    LineKind? kind;
    bool hasTitle;
    bool isRowOfTwo;
    int cells;
    bool isBehindTerm;

    HtmlReading() { }

    public static Page Read(string html)
    {
        var reading = new HtmlReading();
        if (new HtmlParser().ParseDocument(html).Body is { } body)
            reading.Walk(body);
        reading.Break();
        return LineReading.Read(reading.text.ToString().TrimEnd(), reading.kinds);
    }

    void Walk(INode body)
    {
        var open = new Stack<(INode Node, int Next)>();
        open.Push((body, 0));
        while (open.TryPop(out var at))
            if (at.Next < at.Node.ChildNodes.Length && !IsDropped(at.Node))
            {
                var child = at.Node.ChildNodes[at.Next];
                open.Push((at.Node, at.Next + 1));
                if (IsHidden(child))
                    continue;
                Open(child);
                open.Push((child, 0));
            }
            else
            {
                Close(at.Node);
            }
    }

    void Open(INode node)
    {
        switch (node)
        {
            case IText said:
                Say(said.Data);
                break;
            case IHtmlImageElement { AlternativeText: { Length: > 0 and <= 80 } alternative } when IsScore(alternative):
                Say($" {alternative} ");
                break;
            case IElement { TagName: "BR" }:
                Break();
                break;
            case IElement { TagName: "TD" or "TH" }:
                if (cells++ > 0)
                    Separate(isRowOfTwo);
                break;
            case IElement { TagName: "DD" } when isBehindTerm:
                Separate(isPair: true);
                break;
            case IElement element when Blocks.Contains(element.TagName):
                Begin(element);
                break;
        }
    }

    void Begin(IElement element)
    {
        Break();
        if (element.TagName == "TR")
            (isRowOfTwo, cells) = (element.ChildElementCount == 2, 0);
        kind = element.TagName switch
        {
            "H1" when !hasTitle => LineKind.Title,
            "H1" or "H2" or "H3" or "H4" or "H5" or "H6" => LineKind.Heading,
            "LI" => LineKind.Bullet,
            _ => LineKind.Paragraph,
        };
        hasTitle |= kind is LineKind.Title;
    }

    // A row of two is a key and its value.
    void Separate(bool isPair)
    {
        Trim();
        isBehindTerm = false;
        if (text.Length == lineStart)
            return;
        text.Append(!isPair ? " | " : text[^1] == ':' ? " " : ": ");
        if (isPair)
            kind = LineKind.KeyValue;
    }

    void Close(INode node)
    {
        if (node is not IElement { TagName: var name } || !Blocks.Contains(name))
            return;
        isBehindTerm = name == "DT";
        if (!isBehindTerm)
            Break(isBlock: name is not ("LI" or "TR" or "TBODY" or "THEAD" or "DD"));
    }

    void Say(string said)
    {
        foreach (var letter in said)
            if (!char.IsWhiteSpace(letter))
                text.Append(letter);
            else if (text.Length > lineStart && text[^1] != ' ')
                text.Append(' ');
    }

    void Break(bool isBlock = false)
    {
        Trim();
        if (text.Length > lineStart)
        {
            kinds[lineStart] = kind ?? LineKind.Paragraph;
            text.Append(isBlock ? "\n\n" : "\n");
            lineStart = text.Length;
        }
        kind = null;
    }

    void Trim()
    {
        while (text.Length > lineStart && text[^1] == ' ')
            text.Length--;
    }

    static bool IsDropped(INode node) => node is IElement element && Dropped.Contains(element.TagName.ToUpperInvariant());

    // What a browser does not show, by what the element itself says.
    static bool IsHidden(INode node) =>
        node is IElement element && (element.HasAttribute("hidden") || Hiding().IsMatch(element.GetAttribute("style") ?? ""));

    [GeneratedRegex(@"(^|;)\s*(display\s*:\s*none|visibility\s*:\s*hidden)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Hiding();

    // Of images only those that show a score: "4 out of 5 stars", "3.5/5", "B+".
    static bool IsScore(string alternative) =>
        ScoreReading.Whole(alternative, new(0, alternative.Length)) is { State: null }
        || ScoreReading.Within(alternative, new(0, alternative.Length)).Any();
}
