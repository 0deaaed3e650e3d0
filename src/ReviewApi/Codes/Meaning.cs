using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace ReviewApi.Codes;

/// <summary>Which of some names is meant by one that is not among them: by what people call it elsewhere, else by its spelling.</summary>
internal static partial class Meaning
{
    const int Most = 3;

    // What is written, and what may be meant by it, the likeliest first.
    static readonly FrozenDictionary<string, string[]> Meant = new Dictionary<string, string>
    {
        ["video image visuals visual images pq"] = "picture video images",
        ["audio sq audioquality soundquality"] = "sound audio",
        ["bonus features supplements specialfeatures extra bonusfeatures"] = "extras extra",
        ["plot storyline script"] = "story",
        ["acting performance cast"] = "performances cast actor",
        ["rating stars grade mark points verdict overallscore"] = "overall score meanScore",
        ["score average mean averagescore"] = "score meanScore overall",
        ["text body content comment description review reviewtext"] = "text summary sections q",
        ["title"] = "film headline name label q",
        ["name"] = "title label film reviewer q",
        ["movie movies film films filmtitle movietitle"] = "films film title q",
        ["critic author authors critics by writtenby reviewers reviewer reviewername"] = "reviewers reviewer name",
        ["writer screenwriter"] = "writers reviewer",
        ["directors director directedby"] = "directors director",
        ["actor actors actress star starring"] = "actor cast name",
        ["composer music"] = "composers",
        ["publication publisher site magazine website source outlet"] = "outlet source distributor",
        ["studio label"] = "distributor studios label",
        ["disc disk media medium discformat discs edition"] = "format release edition discs",
        ["type"] = "kind format",
        ["releases discrelease"] = "release",
        ["upc ean gtin isbn barcodes"] = "barcode",
        ["lang locale languages language"] = "language languages audioLanguage",
        ["country countries market territories"] = "territory countries region",
        ["regioncode regions region"] = "regions region",
        ["genres genre"] = "genres genre",
        ["codec"] = "videoCodec audioCodec codec",
        ["hdr10 dolbyvision"] = "hdr",
        ["atmos dtsx"] = "immersive",
        ["aspect ratio ar"] = "aspectRatio",
        ["channel"] = "channels",
        ["subtitle subtitles subs subtitlelanguages"] = "subtitles subtitleLanguage",
        ["runtime duration length minutes"] = "runtimeSeconds seconds",
        ["imdbid imdburl ttid imdb"] = "imdb identifiers",
        ["tmdbid themoviedb tmdb"] = "tmdb identifiers",
        ["wikidataid qid wikidata"] = "wikidata identifiers",
        ["url link href uri"] = "url source",
        ["price msrp cost"] = "listPrice pricePaid",
        ["date reviewed reviewdate dateofreview"] = "reviewedOn publishedAt releaseDate",
        ["released releasedon released_at"] = "releaseDate",
        ["published publishdate created createdat newest latest recent since from"] = "publishedAt",
        ["updated modified lastmodified changed"] = "updatedAt",
        ["releaseyear years"] = "year",
        ["search query keyword keywords term terms text s"] = "q",
        ["page offset skip start pagetoken after continuation"] = "cursor",
        ["perpage pagesize size take top first max maxresults n count"] = "limit",
        ["order orderby sortby sortorder ordering"] = "sort",
        ["total includetotal withcount"] = "count",
        ["ids reviewid reviewids"] = "id",
        ["movieid film_id"] = "filmId",
        ["facets groupby"] = "facet",
    }.SelectMany(row => row.Key.Split(' ').Select(written => (Written: Spelling.OfCode(written), Meant: row.Value.Split(' '))))
        .GroupBy(row => row.Written).ToFrozenDictionary(rows => rows.Key, rows => rows.SelectMany(row => row.Meant).ToArray());

    static readonly FrozenDictionary<string, string> Bounds = new Dictionary<string, string>
    {
        ["gte"] = "gte ge min minimum from since least start",
        ["gt"] = "gt above over after more",
        ["lte"] = "lte le max maximum to until most end",
        ["lt"] = "lt below under before less",
    }.SelectMany(row => row.Value.Split(' ').Select(word => (word, row.Key))).ToFrozenDictionary(row => row.word, row => row.Key);

    /// <summary>Those of some names that are meant, the likeliest first, three at most.</summary>
    public static IReadOnlyList<string> Of(string written, IReadOnlyCollection<string> names)
    {
        var (name, bound) = Parts(written);
        var meant = Called(written).Concat(bound is null ? [] : Called(name)).SelectMany(called => Named(called, bound, names))
            .Distinct().Take(Most).ToList();
        // Of a path, as films.title, its first name.
        return meant.Count > 0 ? meant
            : names.Contains(written.Split('.')[0]) ? [written.Split('.')[0]]
            : Spelling.Nearest(written, names.Select(one => (one, one)));
    }

    static IEnumerable<string> Called(string name) => Meant.GetValueOrDefault(Spelling.OfCode(name), []).Prepend(name);

    // A range is asked for by its bounds.
    static IEnumerable<string> Named(string called, string? bound, IReadOnlyCollection<string> names)
    {
        string[] forms = bound is null ? [called, $"{called}.gte", $"{called}.lte"] : [$"{called}.{bound}", called];
        var found = forms.Select(form => names.FirstOrDefault(name => Spelling.OfCode(name) == Spelling.OfCode(form))).OfType<string>();
        return bound is null ? found : found.Take(1);
    }

    // year[gte], year_min, minYear and "year>" are a name with a bound.
    static (string Name, string? Bound) Parts(string written)
    {
        if (written.TrimEnd() is [.., '>' or '<'] compared)
            return (compared[..^1], compared[^1] == '>' ? "gt" : "lt");
        var words = Words().Matches(written).Select(word => word.Value).ToList();
        var at = words.FindIndex(word => Bounds.ContainsKey(word.ToLowerInvariant()));
        return at < 0 || words.Count == 1
            ? (written, null)
            : (string.Concat(words.Where((_, place) => place != at)), Bounds[words[at].ToLowerInvariant()]);
    }

    [GeneratedRegex("[A-Z]?[a-z0-9]+|[A-Z]+")]
    private static partial Regex Words();
}
