using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using ReviewApi.Codes;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction;

/// <summary>The settings of Extraction: a server that speaks OpenAI's chat completions. Off where there is no endpoint.</summary>
internal sealed record ExtractionOptions
{
    public string? Endpoint { get; init; }

    public string? Model { get; init; }

    public string? Key { get; init; }
}

/// <summary>
/// What a language model proposes beside the rules, where one is set: titles, years and names, each with a quote. What the text does not
/// have letter by letter, or whose quote does not say the value, is dropped; what the rules have found stays. It is sent the text alone.
/// </summary>
internal sealed partial class ModelProposals(IOptions<ExtractionOptions> options, ILogger<ModelProposals> logger) : IDisposable
{
    const double Confidence = 0.6;
    const int MostBytes = 1024 * 1024;
    const int MostProposals = 500;

    const string Errand = """
        You read a review of a film on disc. Answer with a JSON array and nothing else. Each item is an object with "pointer", "value" and
        "quote". The quote is copied from the review letter by letter and says the value. Leave out what the review does not say. Pointers:
        /films/0/title, /films/0/year, /films/0/directors/0 (1, 2 ...), /films/0/writers/0, /films/0/composers/0, /films/0/cast/0/name,
        /release/distributor, /release/edition.
        """;

    readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(20), MaxResponseContentBufferSize = MostBytes };

    /// <summary>What reads a text: the rules, and the model where one is set.</summary>
    public string ReaderName => IsOn ? $"{Extractor.Name}+{options.Value.Model}" : Extractor.Name;

    bool IsOn => !string.IsNullOrEmpty(options.Value.Endpoint);

    /// <summary>Asks the model; none where it is off, away or answers otherwise, which the log says.</summary>
    public async Task<IReadOnlyList<Proposal>> Ask(Page page, CancellationToken cancellation)
    {
        if (!IsOn)
            return [];
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{options.Value.Endpoint!.TrimEnd('/')}/chat/completions")
            {
                Content = JsonContent.Create(new
                {
                    model = options.Value.Model,
                    temperature = 0,
                    messages = new[] { new { role = "system", content = Errand }, new { role = "user", content = page.Text } },
                }),
            };
            if (options.Value.Key is { Length: > 0 } key)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            using var answer = await http.SendAsync(request, cancellation);
            answer.EnsureSuccessStatusCode();
            using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellation));
            var said = body.RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;
            return Parse(said);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            LogAway(logger, error.Message);
            return [];
        }
    }

    /// <summary>Puts what holds and is not there yet.</summary>
    public static void Put(IReadOnlyList<Proposal> proposals, Page page, Years years, DraftBuilder draft)
    {
        foreach (var proposal in proposals)
            if (Pointer().Match(proposal.Pointer) is { Success: true } place && Said(proposal, page) is { } fact)
                Put(place, fact, years, draft);
    }

    public void Dispose() => http.Dispose();

    // A list is gone on with, whatever number the model gives.
    static void Put(Match place, Fact fact, Years years, DraftBuilder draft)
    {
        var (list, member) = (place.Groups["list"].Value, place.Groups["member"].Value);
        if (list.Length == 0)
        {
            draft.Put(place.Value, place.Value == "/films/0/year" ? Year(fact, years) : fact);
            return;
        }
        for (var number = 0; ; number++)
            if (draft.At($"{list}/{number}{member}") is not { } known)
            {
                draft.Put($"{list}/{number}{member}", fact);
                return;
            }
            else if (Spelling.OfName($"{known}") == Spelling.OfName((string)fact.Value))
                return;
    }

    static Fact? Year(Fact said, Years years) => years.Has((string)said.Value)
        ? said with { Value = long.Parse((string)said.Value, CultureInfo.InvariantCulture) }
        : null;

    // The words of the quote that are the value, else the quote as far as it says it.
    static Fact? Said(Proposal proposal, Page page)
    {
        var start = proposal.Quote.Length == 0 ? -1 : page.Text.IndexOf(proposal.Quote, StringComparison.Ordinal);
        var value = proposal.Value.Trim();
        if (start < 0 || value.Length == 0)
            return null;
        if (proposal.Quote.IndexOf(value, StringComparison.Ordinal) is var inside and >= 0)
            return new(value, new(start + inside, start + inside + value.Length), "model", Confidence) { Ground = Ground.Exact };
        return Spelling.OfName(value) is { Length: > 0 } folded
            && $" {Spelling.OfName(proposal.Quote)} ".Contains($" {folded} ", StringComparison.Ordinal)
            ? new(value, new(start, start + proposal.Quote.Length), "model", Confidence)
            : null;
    }

    // Models like to put a frame around what they say.
    static List<Proposal> Parse(string said)
    {
        var (start, end) = (said.IndexOf('[', StringComparison.Ordinal), said.LastIndexOf(']'));
        var all = start < 0 || end < start
            ? []
            : JsonSerializer.Deserialize<List<Proposal>>(said[start..(end + 1)], JsonSerializerOptions.Web) ?? [];
        return [.. all.Take(MostProposals)];
    }

    [GeneratedRegex(
        @"^(/films/0/(title|year)|/release/(distributor|edition)|(?<list>/films/0/(directors|writers|composers))/\d{1,3}"
            + @"|(?<list>/films/0/cast)/\d{1,3}(?<member>/name))$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Pointer();

    [LoggerMessage(LogLevel.Warning, "The model for extraction gave no answer that can be used: {Reason}")]
    static partial void LogAway(ILogger logger, string reason);

    /// <summary>A value that a model proposes.</summary>
    internal sealed record Proposal
    {
        public string Pointer { get; init; } = "";
        public string Value { get; init; } = "";
        public string Quote { get; init; } = "";
    }
}
