using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace ReviewApi.Extraction.Reading;

/// <summary>The readable text of HTML, in order: headings, lists and tables as lines, images of scores by their alternative texts.</summary>
internal static class HtmlReading
{
    static readonly HashSet<string> Dropped =
        ["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "HEAD", "NAV", "FOOTER", "ASIDE", "FORM", "BUTTON", "SELECT", "SVG", "IFRAME", "OBJECT", "TEXTAREA", "FIGCAPTION"];

    static readonly HashSet<string> Blocks =
        ["P", "DIV", "SECTION", "ARTICLE", "MAIN", "HEADER", "UL", "OL", "LI", "TABLE", "TR", "DL", "DT", "DD", "BLOCKQUOTE", "PRE", "H1", "H2", "H3", "H4", "H5", "H6",
            "FIGURE", "HR", "TBODY", "THEAD", "BODY", "CENTER", "DETAILS", "SUMMARY"];

    public static Page Read(string html)
    {
        var document = new HtmlParser().ParseDocument(html);
        var (text, kinds) = (new StringBuilder(), new Dictionary<int, LineKind>());
        var (lineStart, kind, hasTitle) = (0, (LineKind?)null, false);
        // Without recursion: what is sent may be nested as deep as it is long.
        for (INode? node = document.Body, end = node; node is not null;)
        {
            Open(node);
            if (node.FirstChild is { } child && !IsDropped(node))
            {
                node = child;
                continue;
            }
            Close(node);
            while (node is not null && node != end && node.NextSibling is null)
            {
                node = node.Parent;
                if (node is not null)
                    Close(node);
            }
            node = node == end ? null : node?.NextSibling;
        }
        Break();
        return LineReading.Read(text.ToString().TrimEnd(), kinds);

        void Open(INode node)
        {
            switch (node)
            {
                case IText said when !IsDropped(node.Parent!):
                    Say(said.Data);
                    break;
                case IHtmlImageElement { AlternativeText: { Length: > 0 and <= 80 } alternative } when IsScore(alternative):
                    Say($" {alternative} ");
                    break;
                case IElement { TagName: "BR" }:
                    Break();
                    break;
                case IElement { TagName: "TD" or "TH" or "DD" } cell when IsSecond(cell):
                    Trim();
                    if (text.Length > lineStart)
                    {
                        text.Append(text[^1] == ':' ? " " : ": ");
                        kind = LineKind.KeyValue;
                    }
                    break;
                case IElement element when Blocks.Contains(element.TagName):
                    Break();
                    kind = element.TagName switch
                    {
                        "H1" when !hasTitle => LineKind.Title,
                        "H1" or "H2" or "H3" or "H4" or "H5" or "H6" => LineKind.Heading,
                        "LI" => LineKind.Bullet,
                        _ => LineKind.Paragraph,
                    };
                    hasTitle |= kind is LineKind.Title;
                    break;
            }
        }

        void Close(INode node)
        {
            if (node is IElement { TagName: var name } && Blocks.Contains(name) && !(name is "DT" && node.NextSibling is not null && NextElement(node)?.TagName is "DD"))
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
                text.Append('\n');
                if (isBlock)
                    text.Append('\n');
                lineStart = text.Length;
            }
            kind = null;
        }

        void Trim()
        {
            while (text.Length > lineStart && text[^1] == ' ')
                text.Length--;
        }
    }

    static bool IsDropped(INode node) => node is IElement element && Dropped.Contains(element.TagName.ToUpperInvariant());

    // The value of a row of two, or of a term of a list.
    static bool IsSecond(IElement cell) => cell.TagName == "DD"
        ? cell.PreviousElementSibling?.TagName == "DT"
        : cell.ParentElement is { ChildElementCount: 2 } && cell.PreviousElementSibling is not null;

    static IElement? NextElement(INode node) => (node as IElement)?.NextElementSibling;

    // Of images only those that show a score: "4 out of 5 stars", "3.5/5", "B+".
    static bool IsScore(string alternative) =>
        Judging.ScoreReading.Whole(alternative, new(0, alternative.Length)) is { State: null }
        || Judging.ScoreReading.Within(alternative, new(0, alternative.Length)).Any();
}
