using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Cases;

/// <param name="Review">The body of `POST /v1/reviews`.</param>
/// <param name="Scales">The scales that it names and that are not built in: bodies of `POST /v1/scales`.</param>
sealed record Translation(JsonObject Review, IReadOnlyList<JsonObject> Scales);

/// <summary>
/// Turns a record of facts into a review as the API takes it. Each rule takes the members it knows; what has no place
/// of its own goes as readable text to the nearest note. Spellings that the API understands stay as they are.
/// </summary>
static class CaseTranslator
{
    public static Translation Translate(JsonObject record)
    {
        var context = new CaseContext(record);
        var facts = new Facts(record);
        var source = facts.One("source");
        var works = facts.Each("works", "title") ?? [];
        var titles = works.Select(work => work.Peek("title") ?? "").ToList();
        var release = facts.One("release");
        if (works.Count == 1 && !works[0].Has("certificate")) works[0].Adopt(release, "certificate");
        if (works.Count == 1 && !works[0].Has("production")) works[0].Adopt(release, "production");

        var review = new JsonObject()
            .PutKnown("/language", source.Text("lang") ?? "und")
            .PutKnown("/reviewers", Reviewers(facts, source.Peek("site"), context))
            .PutKnown("/reviewedOn", CaseContext.Date(facts.Text("review_date"), "reviewed on", context.Notes))
            .PutKnown("/source", Source(facts, source))
            .PutKnown("/advisories", Advisories(facts.Take("content_flags")))
            .PutKnown("/films", new JsonArray([.. works.Select(work => FilmTranslation.Translate(work, context))]))
            .PutKnown("/release", ReleaseTranslation.Translate(release, facts, context));
        SectionTranslation.Translate(facts, titles, review, context);

        var oddities = facts.Texts("oddities") ?? [];
        context.Note("source", source.Rest());
        foreach (var member in facts.Members())
            context.Notes.AddRange(new[] { Words.Labelled(member, facts.Take(member)) }.OfType<string>());
        if (IsJudged(review)) context.Notes.AddRange(oddities);
        else SpeakInOverall(review, oddities, context);
        return new(review.PutKnown("/notes", Words.OrNull("\n", context.Notes)), context.Scales);
    }

    static JsonArray Reviewers(Facts facts, string? outlet, CaseContext context)
    {
        var reviewers = facts.Each("reviewers", "name") ?? [];
        if (reviewers.Count == 0) reviewers = [new([])];
        return [.. reviewers.Select(reviewer => Reviewer(reviewer, outlet, context))];
    }

    /// <summary>Who is not named is anonymous; an aggregate or an organisation without a name is the outlet itself.</summary>
    static JsonObject Reviewer(Facts facts, string? outlet, CaseContext context)
    {
        var name = facts.Text("name");
        var role = facts.Text("role");
        var code = role switch
        {
            "author" or "story" or "picture" or "sound" or "extras" or "editor" => role,
            "lead" => "author",
            _ => null,
        };
        var about = $"reviewer {name ?? "without a name"}";
        if (role != code) context.Note($"{about}, role", role);
        var kind = facts.Text("kind") ?? (name is null ? "anonymous" : "person");
        context.Note(about, facts.Rest());
        if (kind != "anonymous") name ??= outlet ?? "unknown";
        var roles = code is null ? null : new JsonArray(code);
        return new JsonObject().PutKnown("/name", name).PutKnown("/kind", kind).PutKnown("/roles", roles);
    }

    static JsonObject Source(Facts facts, Facts source) => new JsonObject()
        .PutKnown("/outlet", source.Text("site"))
        .PutKnown("/url", source.Text("url"))
        .PutKnown("/externalId", facts.Text("case"));

    static JsonArray? Advisories(JsonNode? flags) => flags switch
    {
        JsonObject members => Body.ListOrNull([.. members.Select(flag => Words.Labelled(flag.Key, flag.Value)).OfType<string>()]),
        JsonArray list => Body.List(list.Select(Words.Of).OfType<string>()),
        _ => Body.ListOrNull(new[] { Words.Of(flags) }.OfType<string>().ToList()),
    };

    static bool IsJudged(JsonObject review) =>
        Sections(review).SelectMany(section => section["parts"] is JsonArray parts ? parts.Append(section) : [section])
            .Any(judgement => judgement!["text"] is not null || judgement["printed"]?["scale"] is not null);

    static IEnumerable<JsonNode> Sections(JsonObject review) =>
        (review["sections"] as JsonObject ?? []).Select(section => section.Value)
            .Concat(review["otherSections"] as JsonArray ?? [])
            .Append(review["overall"])
            .OfType<JsonNode>();

    /// <summary>A review without a score or a text that was kept: what is known about it as a whole is its text.</summary>
    static void SpeakInOverall(JsonObject review, List<string> oddities, CaseContext context)
    {
        if (review["overall"] is not JsonObject overall) review["overall"] = overall = new() { ["state"] = "unscored" };
        overall["text"] = Words.OrNull("\n", oddities.Count > 0 ? oddities : context.Notes) ?? "No judgement is recorded.";
    }
}
