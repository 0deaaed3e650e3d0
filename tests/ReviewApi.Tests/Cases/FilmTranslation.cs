using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Cases;

static class FilmTranslation
{
    static readonly string[] Kinds =
        ["film", "tv_film", "tv_series", "tv_season", "tv_miniseries", "short", "documentary", "concert", "compilation", "other"];

    static readonly string[] RelationKinds =
    [
        "novella", "novel", "short_story", "play", "comic", "game", "toy", "song", "poem", "article", "book", "true_events",
        "tv_series", "film", "other",
    ];

    static readonly string[] Jobs =
    [
        "cinematographer", "editor", "producer", "production_designer", "costume_designer", "sound_designer", "creator", "showrunner",
        "narrator",
    ];

    static readonly (string Member, string Relation)[] Relations =
        [("based_on", "is_based_on"), ("remake_of", "is_remake_of"), ("sequel_of", "is_sequel_of")];

    public static JsonObject Translate(Facts work, CaseContext context)
    {
        var title = work.Text("title");
        var local = work.Text("title_local");
        var about = local ?? title ?? "film";
        var film = new JsonObject()
            .PutKnown("/title", local ?? title)
            .PutKnown("/originalTitle", local is null ? null : title)
            .PutKnown("/year", work.Number("year"))
            .PutKnown("/endYear", work.Number("end_year"))
            .PutKnown("/kind", Kind(work.Text("kind"), about, context))
            .PutKnown("/seasons", work.Number("season") is { } season ? new JsonArray(season) : null)
            .PutKnown("/runtimeSeconds", RunTime(work, about, context))
            .PutKnown("/directors", People(work, about, context, "directors", "director"))
            .PutKnown("/writers", People(work, about, context, "writers", "writer"))
            .PutKnown("/composers", People(work, about, context, "composers", "composer", "music"))
            .PutKnown("/crew", Crew(work))
            .PutKnown("/studios", Body.List(work.Texts("studios", "studio", "production")))
            .PutKnown("/cast", Cast(work, about, context))
            .PutKnown("/relations", RelationsOf(work, about, context))
            .PutKnown("/genres", Body.List(work.Texts("genres", "genre")))
            .PutKnown("/certificates", Certificates(work.Texts("certificate"), context.Territory));
        foreach (var cut in work.Each("cuts", "name") ?? []) Cut(cut, about, context);
        context.Note(about, work.Rest());
        return film;
    }

    static string? Kind(string? printed, string about, CaseContext context)
    {
        if (printed is null || Kinds.Contains(printed)) return printed;
        context.Note($"{about}, kind", printed);
        return printed is "collection" or "trilogy" or "box_set" ? "compilation" : "other";
    }

    static int? RunTime(Facts work, string about, CaseContext context)
    {
        if (work.Number("runtime_min") is { } minutes) return minutes * 60;
        var printed = Words.OrNull(", ", work.Texts("runtime", "runtime_text") ?? []);
        var seconds = printed is null ? null : Printed.Seconds(printed);
        if (seconds is null) context.Note($"{about}, run time as printed", printed);
        return seconds;
    }

    static JsonArray? People(Facts work, string about, CaseContext context, params string[] members)
    {
        if (work.Texts(members) is not { } names) return null;
        foreach (var (name, remark) in names.Select(Printed.SplitRemark)) context.Note($"{about}, {members[1]} {name}", remark);
        return Body.List(names.Select(name => Printed.SplitRemark(name).Value));
    }

    static JsonArray? Crew(Facts work)
    {
        var crew = Jobs.SelectMany(job => (work.Texts(job, $"{job}s") ?? [])
            .Select(name => (JsonNode)new JsonObject().PutKnown("/name", name).PutKnown("/job", job))).ToArray();
        return crew.Length == 0 ? null : [.. crew];
    }

    static JsonArray? Cast(Facts work, string about, CaseContext context)
    {
        if (work.Each("cast", "name") is not { } cast) return null;
        return [.. cast.Select(member => CastMember(member, about, context))];
    }

    static JsonObject CastMember(Facts facts, string about, CaseContext context)
    {
        var (name, remark) = Printed.SplitRemark(facts.Text("name") ?? "unknown");
        var member = new JsonObject()
            .PutKnown("/name", name)
            .PutKnown("/characters", Body.List(facts.Texts("character", "characters")))
            .PutKnown("/creditedAs", facts.Text("credited_as"))
            .PutKnown("/voice", facts.Is("voice") ? true : null)
            .PutKnown("/uncredited", facts.Is("uncredited") ? true : null);
        context.Note($"{about}, cast {name}", Words.OrNull(", ", [remark, facts.Rest()]));
        return member;
    }

    static JsonArray? RelationsOf(Facts work, string about, CaseContext context)
    {
        var relations = new List<JsonNode>();
        foreach (var (member, relation) in Relations)
            foreach (var facts in work.Each(member, "title") ?? [])
                relations.Add(Relation(facts, relation, $"{about}, {member.Replace('_', ' ')}", context));
        return relations.Count == 0 ? null : [.. relations];
    }

    static JsonObject Relation(Facts facts, string relation, string about, CaseContext context)
    {
        var printed = facts.Text("kind");
        var kind = printed is null ? null : Array.Find(RelationKinds, Printed.Code(printed).Contains) ?? "other";
        if (kind != printed) context.Note($"{about}, kind", printed);
        var body = new JsonObject()
            .PutKnown("/relation", relation)
            .PutKnown("/kind", kind)
            .PutKnown("/title", facts.Text("title"))
            .PutKnown("/by", Body.List(facts.Texts("author", "authors", "by")));
        context.Note(about, facts.Rest());
        return body;
    }

    static JsonArray? Certificates(List<string>? codes, string? territory) => codes is null ? null :
        [.. codes.Select(code => new JsonObject().PutKnown("/system", CertificateSystem(code, territory)).PutKnown("/code", code))];

    static string? CertificateSystem(string code, string? territory) => territory switch
    {
        "US" => "MPA",
        "GB" => "BBFC",
        "AU" => "ACB",
        "DE" => "FSK",
        "FR" => "CNC",
        _ => code is "PG-13" or "R" or "NC-17" ? "MPA" : null,
    };

    static void Cut(Facts facts, string about, CaseContext context)
    {
        var name = facts.Text("name");
        if (CutTranslation.Code(name) is { } code) context.Cuts.Add(code);
        context.Note($"{about}, cut {name}", facts.Rest() ?? (CutTranslation.Code(name) is null ? "as printed" : null));
    }
}

static class CutTranslation
{
    static readonly (string Words, string Code)[] Cuts =
    [
        ("theatrical", "theatrical"), ("director_s_cut", "directors_cut"), ("directors_cut", "directors_cut"), ("extended", "extended"),
        ("unrated", "unrated"), ("international", "international"), ("final_cut", "final_cut"), ("special_edition", "special_edition"),
        ("workprint", "workprint"), ("imax", "imax"), ("roadshow", "roadshow"), ("restored", "restored"), ("remastered", "remastered"),
        ("open_matte", "open_matte"), ("assembly", "assembly"), ("fan_edit", "fan_edit"),
    ];

    public static string? Code(string? name) =>
        name is null ? null : Cuts.FirstOrDefault(cut => Printed.Code(name).Contains(cut.Words, StringComparison.Ordinal)).Code;
}
