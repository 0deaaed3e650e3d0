using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Cases;

static class ReleaseTranslation
{
    static readonly (string Word, string Code)[] Packagings =
    [
        ("amaray", "keep_case"), ("keep_case", "keep_case"), ("snap", "snap_case"), ("digipa", "digipak"), ("digibook", "digibook"),
        ("mediabook", "mediabook"), ("steelbook", "steelbook"), ("slipcase", "slipcase"), ("slim", "slim"), ("jewel_case", "jewel_case"),
        ("gatefold", "gatefold"), ("tin_", "tin"), ("sleeve", "sleeve"), ("case", "other"),
        ("box", "box"),
    ];

    public static JsonObject Translate(Facts release, Facts record, CaseContext context)
    {
        var format = release.Text("format") ?? "other";
        var body = new JsonObject()
            .PutKnown("/title", release.Text("title"))
            .PutKnown("/edition", release.Text("edition"))
            .PutKnown("/format", format)
            .PutKnown("/territory", release.Text("territory"))
            .PutKnown("/distributor", release.Text("distributor"))
            .PutKnown("/releaseDate", CaseContext.Date(release.Text("date"), "release date", context.ReleaseNotes))
            .PutKnown("/packaging", Packaging(release.Texts("packaging"), context))
            .PutKnown("/barcode", Words.OrNull(" ", release.Texts("barcode", "upc", "ean", "gtin") ?? []))
            .PutKnown("/asin", release.Text("asin"))
            .PutKnown("/catalogueNumber", release.Text("catalogue_number"))
            .PutKnown("/listPrice", Price(release, "list_price", format, context))
            .PutKnown("/pricePaid", Price(release, "price_paid", format, context))
            .PutKnown("/discCount", release.Number("discs_count"));
        PutRegions(body, release.Take("region"), format, context);
        var knownDefects = Body.List(release.Texts("known_defects"));
        DiscTranslation.Translate(body, release, record, format, context);
        PutExtras(body, release, record, context);
        context.Cuts.AddRange((release.Texts("cuts") ?? []).Select(CutTranslation.Code).OfType<string>());
        foreach (var member in release.Members().Where(member => member != "note"))
            context.NoteOnRelease(member.Replace('_', ' '), release.Text(member));
        return body
            .PutKnown("/knownDefects", knownDefects)
            .PutKnown("/cuts", Body.ListOrNull([.. context.Cuts.Distinct()]))
            .PutKnown("/note", Words.OrNull("\n", context.ReleaseNotes.Prepend(release.Text("note"))));
    }

    static string? Packaging(List<string>? printed, CaseContext context)
    {
        if (printed is null) return null;
        context.NoteOnRelease("packaging as printed", Words.OrNull(", ", printed));
        return printed.Select(PackagingCode).OfType<string>().FirstOrDefault();
    }

    static string? PackagingCode(string printed) =>
        Packagings.FirstOrDefault(packaging => Printed.Code(printed).Contains(packaging.Word, StringComparison.Ordinal)).Code;

    /// <summary>The price of the format that the release has; another format's price becomes a remark.</summary>
    static JsonObject? Price(Facts release, string member, string format, CaseContext context)
    {
        var prices = release.Each(member, "amount") ?? [];
        var own = prices.Find(price => (price.Peek("format") ?? format) == format && price.Has("amount") && price.Has("currency"));
        own?.Take("format");
        var body = own is null
            ? null
            : new JsonObject().PutKnown("/amount", own.Text("amount")).PutKnown("/currency", own.Text("currency"));
        foreach (var price in prices) context.NoteOnRelease(member.Replace('_', ' '), price.Rest());
        return body;
    }

    static void PutRegions(JsonObject body, JsonNode? printed, string format, CaseContext context)
    {
        switch (Words.Of(printed))
        {
            case null: break;
            case "free" or "all" or "region free":
                if (format != "uhd_blu_ray") body["regions"] = format == "dvd" ? new JsonArray("0") : new JsonArray("A", "B", "C");
                context.NoteOnRelease("region as printed", Words.Of(printed));
                break;
            case "not indicated" or "unknown":
                body["regionState"] = Printed.Code(Words.Of(printed)!);
                break;
            case var region when printed is JsonArray list:
                body["regions"] = region == "none" ? new JsonArray() : Body.List(list.Select(Words.Of).OfType<string>());
                break;
            case var region:
                body["regions"] = new JsonArray(region);
                break;
        }
    }

    /// <summary>An empty list is "known to be none" unless the record says that nobody stated it.</summary>
    static void PutExtras(JsonObject body, Facts release, Facts record, CaseContext context)
    {
        var statedNone = record.Is("extras_explicit_none") || !record.Has("extras_explicit_none");
        var listed = record.Each("extras", "title");
        var extras = (body["extras"] as JsonArray ?? []).Select(extra => extra!.DeepClone()).ToList();
        extras.AddRange((listed ?? []).Select(extra => ExtraTranslation.Translate(extra, null, context)).OfType<JsonObject>());
        if (release.Is("digital_copy")) extras.Add(new JsonObject { ["kind"] = "digital_copy" });
        if (extras.Count > 0 || listed is not null && statedNone) body["extras"] = new JsonArray([.. extras]);
        if (extras.Count > 0 && listed is null) body["extrasListed"] = "some";
    }
}
