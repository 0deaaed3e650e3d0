using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReviewApi.Benchmarks;

/// <summary>
/// Reviews made of the samples: their facts and texts, about 5 kB each, of films and releases that are told apart. The first ones are of
/// one film that has been reviewed a lot, the next ones of one that has been released a lot; of any other film there are eight.
/// </summary>
internal static class GeneratedReview
{
    /// <summary>How many reviews the first film has.</summary>
    public const int OfReviewedFilm = 2000;

    /// <summary>The number of the first review of the film with many releases.</summary>
    public const int FirstOfReleasedFilm = OfReviewedFilm;

    /// <summary>How many releases this film has.</summary>
    public const int Releases = 100;

    const int ReviewsPerRelease = 2;
    const int FirstOfOthers = FirstOfReleasedFilm + Releases * ReviewsPerRelease;

    // Of each sample, before its film is taken for another one.
    const int ReviewsPerFilm = 8;

    static readonly (string Name, string Json)[] Samples = [.. Read()];

    // Several samples of one film.
    static readonly (string Name, string Json)[] OfOneFilm =
        [.. Samples.Where(sample => sample.Name.Contains("blade-runner-1982", StringComparison.Ordinal))];

    static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON of a review to be sent; numbers give different ones, and the same one each time.</summary>
    public static byte[] Json(int number)
    {
        var (sample, film, release) = number switch
        {
            < OfReviewedFilm => (OfOneFilm[number % OfOneFilm.Length], "reviewed a lot", number),
            < FirstOfOthers when number / ReviewsPerRelease is var one =>
                (OfOneFilm[one % OfOneFilm.Length], "released a lot", one * ReviewsPerRelease),
            _ => (Samples[number % Samples.Length], $"{number / Samples.Length / ReviewsPerFilm}", number),
        };
        var review = JsonNode.Parse(sample.Json)!;
        foreach (var one in review["films"]!.AsArray())
        {
            one!["title"] = $"{one["title"]} {film}";
            one["identifiers"] = new JsonObject { ["wikidata"] = $"Q{Hash($"{one["title"]}")}" };
        }
        review["release"]!["barcode"] = Barcode(release);
        review["source"]!["externalId"] = $"{number}";
        Vary(review, new Random(number));
        return JsonSerializer.SerializeToUtf8Bytes(review, Compact);
    }

    // Scores, years and words of their own, so that filters, sorts and searches find few, some or many.
    static void Vary(JsonNode review, Random random)
    {
        foreach (var (_, section) in review["sections"]!.AsObject())
            if (section!["score"] is not null)
                section["score"] = random.Next(101) / 10m;
        foreach (var film in review["films"]!.AsArray())
            if (film!["endYear"] is null && film["year"] is not null)
                film["year"] = random.Next(1920, 2026);
        var words = $"{(random.Next(2) == 0 ? "commonplace " : "")}{(random.Next(40) == 0 ? "middling " : "")}"
            + $"{(random.Next(1000) == 0 ? "seldom" : "")}";
        review["summary"] = $"{review["summary"]} {words}".Trim() is { Length: > 0 } summary ? summary : "Nothing.";
    }

    static long Hash(string text) => text.Aggregate(17L, (hash, letter) => ((hash * 31) + letter) % 1_000_000_000_000) + 1;

    // An EAN-13 with its check digit.
    static string Barcode(int number)
    {
        var digits = $"59{number.ToString("D10", CultureInfo.InvariantCulture)}";
        var sum = digits.Select((digit, index) => (digit - '0') * (index % 2 == 0 ? 1 : 3)).Sum();
        return $"{digits}{(10 - (sum % 10)) % 10}";
    }

    static IEnumerable<(string Name, string Json)> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (name, reader.ReadToEnd());
        }
    }
}
