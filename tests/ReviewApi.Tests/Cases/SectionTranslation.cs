using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Cases;

static class SectionTranslation
{
    static readonly string[] Five = ["story", "performances", "picture", "sound", "extras"];

    public static void Translate(Facts record, List<string> titles, JsonObject review, CaseContext context)
    {
        var sections = new JsonObject();
        var others = new JsonArray();
        foreach (var group in (record.Each("sections", "label_on_site") ?? []).GroupBy(section => section.Text("canonical")))
        {
            var own = group.Where(section => !section.Has("applies_to")).ToList();
            var ofParts = group.Where(section => section.Has("applies_to")).ToList();
            var isOwnMember = group.Key == "overall" || Five.Contains(group.Key);
            var first = own.Count > 0 ? Whole(own[0], group.Key, isOwnMember, context) : See(ofParts, group.Key, isOwnMember);
            if (ofParts.Count > 0) first["parts"] = new JsonArray([.. ofParts.Select(part => Part(part, group.Key, titles, context))]);
            if (group.Key == "overall") review["overall"] = first;
            else if (isOwnMember) sections[group.Key!] = first;
            else others.Add(first);
            foreach (var further in own.Skip(1)) others.Add(Whole(further, group.Key, false, context));
        }
        if (sections.Count > 0) review["sections"] = sections;
        if (others.Count > 0) review["otherSections"] = others;
        AddReviewers(review);
    }

    /// <summary>A judgement of the whole. Sections beyond the five need a label; what they are about is noted.</summary>
    static JsonObject Whole(Facts facts, string? canonical, bool isOwnMember, CaseContext context)
    {
        var label = facts.Text("label_on_site");
        var section = new JsonObject();
        if (!isOwnMember)
        {
            section["label"] = label ??= canonical ?? "unnamed";
            if (Printed.Code(label) != canonical) context.Note($"{label}, kind of section", canonical);
        }
        else if (IsRemark(label)) context.Note($"{canonical}, label on the site", label);
        else section.PutKnown("/label", label);
        return Judged(section, facts, canonical, canonical ?? label ?? "section", context);
    }

    /// <summary>The section that only has parts.</summary>
    static JsonObject See(List<Facts> parts, string? canonical, bool isOwnMember)
    {
        var labels = parts.Select(part => Printed.SplitRemark(part.Peek("label_on_site") ?? "").Value).Distinct().ToList();
        var shared = labels is [{ Length: > 0 } one] ? one : isOwnMember ? null : canonical ?? "unnamed";
        return new JsonObject().PutKnown("/label", shared).PutKnown("/state", "see_parts");
    }

    static JsonObject Part(Facts facts, string? canonical, List<string> titles, CaseContext context)
    {
        var applies = facts.Text("applies_to") ?? "";
        var of = applies.Split(':', 2) switch
        {
            ["cut", var cut] => $"{cut} cut",
            ["disc", var disc] => $"disc {disc}",
            ["film", var title] => title,
            _ => applies,
        };
        var part = new JsonObject().PutKnown("/of", of);
        if (of.StartsWith("disc ", StringComparison.Ordinal) && int.TryParse(of[5..], out var number)) part["disc"] = number;
        var film = titles.FindIndex(title => string.Equals(title, of, StringComparison.OrdinalIgnoreCase));
        if (film >= 0) part["film"] = film;
        var label = facts.Text("label_on_site");
        if (label != of) context.Note($"{canonical}, {of}, label on the site", label);
        return Judged(part, facts, canonical, $"{canonical}, {of}", context);
    }

    static JsonObject Judged(JsonObject judgement, Facts facts, string? canonical, string about, CaseContext context)
    {
        ScoreTranslation.Put(judgement, facts, canonical, context);
        judgement.PutKnown("/text", facts.Text("text")).PutKnown("/reviewer", facts.Text("reviewer"));
        context.Note(about, facts.Rest());
        return judgement;
    }

    /// <summary>A label wholly in brackets tells where the score was found; it is not printed there.</summary>
    static bool IsRemark(string? label) => label is ['(', .., ')'];

    /// <summary>Who signs a section is one of the reviewers.</summary>
    static void AddReviewers(JsonObject review)
    {
        var reviewers = review["reviewers"]!.AsArray();
        foreach (var (canonical, section) in review["sections"] as JsonObject ?? [])
        {
            if (Words.Of(section!["reviewer"]) is not { } name || reviewers.Any(reviewer => Words.Of(reviewer!["name"]) == name)) continue;
            var roles = canonical == "performances" ? null : new JsonArray(canonical);
            reviewers.Add(new JsonObject().PutKnown("/name", name).PutKnown("/kind", "person").PutKnown("/roles", roles));
        }
    }
}
