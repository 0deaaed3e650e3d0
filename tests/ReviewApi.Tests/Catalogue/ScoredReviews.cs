using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Catalogue;

/// <summary>Published reviews by chance of a few films, releases and reviewers of their own; the same ones for the same seed.</summary>
sealed class ScoredReviews(HttpClient desk, int seed)
{
    readonly Random chance = new(seed);
    readonly string[] films = [Example.NewTitle(), Example.NewTitle(), Example.NewTitle()];
    readonly string[] barcodes = [.. Enumerable.Range(0, 5).Select(_ => Example.NewEan())];
    readonly string[] reviewers = [Example.NewTitle(), Example.NewTitle(), Example.NewTitle(), Example.NewTitle()];

    /// <summary>The published ones, as they are now.</summary>
    public List<Answer> Published { get; } = [];

    /// <summary>Publishes some reviews; some of them are changed, withdrawn, or worked on behind what is live.</summary>
    public async Task Bring(int count)
    {
        for (var number = 0; number < count; number++)
        {
            var review = await desk.Published(Body());
            switch (number % 8)
            {
                case 2:
                    review = (await desk.Put(review, Rescored(review))).Is(200);
                    break;
                case 4:
                    (await desk.PutDraft(review, Rescored(review))).Is(201);
                    break;
                case 6:
                    (await desk.Act(review, "withdraw")).Is(200);
                    (await desk.Create(Body())).Is(201);
                    continue;
            }
            Published.Add(review);
        }
    }

    /// <summary>The reviews by what they have at a place.</summary>
    public IEnumerable<IGrouping<string, Answer>> By(string list, string id) =>
        Published.SelectMany(review => Values(review, list).Select(thing => (Id: (string)thing[id]!, Review: review))).Distinct()
            .GroupBy(pair => pair.Id, pair => pair.Review);

    static IEnumerable<JsonNode> Values(Answer review, string member) =>
        review.Body[member] is JsonArray list ? list.OfType<JsonNode>() : [review.Body[member]!];

    JsonObject Body()
    {
        var body = CatalogueCalls.Review([.. Some(films, chance.Next(4) == 0 ? 2 : 1).Select(CatalogueCalls.Film)])
            .Put("/release/barcode", barcodes[chance.Next(barcodes.Length)])
            .Put("/reviewers", new JsonArray([.. Some(reviewers, chance.Next(3) == 0 ? 2 : 1)
                .Select(name => new JsonObject { ["name"] = name })]))
            .Put("/sections", Sections());
        return body.Put("/overall", Section());
    }

    JsonObject Rescored(Answer review) => review.Body.Copy().Put("/sections", Sections()).Put("/overall", Section());

    JsonObject Sections() => new(Reading.Sections.Select(name => KeyValuePair.Create(name, (JsonNode?)Section())));

    // Often of the same few values, so that there are ties; and some are not scored.
    JsonObject Section() => chance.Next(6) switch
    {
        0 => new JsonObject { ["text"] = "Not scored." },
        1 => new JsonObject { ["state"] = "not_applicable" },
        2 => new JsonObject { ["score"] = chance.Next(2) * 10 },
        _ => new JsonObject { ["score"] = chance.Next(0, 101) / 10m },
    };

    IEnumerable<string> Some(string[] all, int count) => all.OrderBy(_ => chance.Next()).Take(count);
}
