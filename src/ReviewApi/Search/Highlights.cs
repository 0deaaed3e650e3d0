using System.Text.Json;
using ReviewApi.Http;
using ReviewApi.Reviews;

namespace ReviewApi.Search;

/// <summary>
/// Says of each review of a page how it matches: its rank, and the passages that have the words, as the review's language understands them.
/// </summary>
internal static class Highlights
{
    /// <summary>Adds to the JSON of the reviews of a page how they match; with titles like the words there are no passages.</summary>
    public static void AddTo(ReviewsOfPage page)
    {
        foreach (var item in page.Reviews)
        {
            var match = JsonSerializer.SerializeToUtf8Bytes(
                new Match
                {
                    Rank = Math.Round((decimal)item.Rank, 6),
                    Highlights = page.IsLikeness || page.Words is null || item.Texts is null ? [] : Of(item.Texts, page.Words),
                }, Json.Options);
            item.Json = [.. item.Json!.AsSpan(0, item.Json!.Length - 1), .. ",\"match\":"u8, .. match, (byte)'}'];
        }
    }

    static List<Highlight> Of(ReviewTexts texts, AskedWords words)
    {
        var (sections, shown) = (words.Text.In, words.Shown(texts.Config));
        return shown.Count == 0
            ? []
            : [
                .. texts.Passages.Where(passage => sections.Count == 0 || sections.Contains(passage.Section))
                    .GroupBy(passage => passage.Section, passage => passage.Text)
                    .SelectMany(
                        section => MarkedText.Fragments(section, shown),
                        (section, fragment) => new Highlight { Section = section.Key, Fragment = fragment }),
            ];
    }
}
