using System.Xml.Linq;

namespace ReviewApi.Tests.Exchange;

/// <summary>Short ways to read feeds.</summary>
static class Feeds
{
    public static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    /// <summary>The feed of a path, which has to be well-formed.</summary>
    public static async Task<XElement> Feed(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode}");
        using var stream = new MemoryStream(bytes);
        return XDocument.Load(stream).Root!;
    }

    /// <summary>The id of the review that an entry is of.</summary>
    public static string IdOf(XElement entry) => ((string)entry.Element(Atom + "id")!)["urn:uuid:".Length..];

    public static IReadOnlyList<string> Ids(this XElement feed) => [.. feed.Elements(Atom + "entry").Select(IdOf)];
}
