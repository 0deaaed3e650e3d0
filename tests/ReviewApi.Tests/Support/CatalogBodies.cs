using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Support;

/// <summary>Bodies of reviews by chance, the same ones for the same seed: each can be published, and each thing has few values.</summary>
sealed class CatalogBodies(int seed)
{
    static readonly string[] Films =
    [
        """
        { "title": "Amélie", "originalTitle": "Le Fabuleux Destin", "year": 2001, "directors": ["Jean Jeunet"],
          "cast": [{ "name": "Audrey Tautou" }], "genres": ["Comedy", "Romance"],
          "identifiers": { "imdb": "tt0211915", "tmdb": "movie/194", "wikidata": "Q484048" } }
        """,
        """
        { "title": "ALIEN", "year": 1979, "directors": ["Ridley Scott"],
          "cast": [{ "name": "Sigourney Weaver" }], "genres": ["Horror", "Science Fiction"],
          "identifiers": { "imdb": "tt0078748", "wikidata": "Q103569" } }
        """,
        """
        { "title": "Aliens", "year": 1986, "directors": ["James Cameron"],
          "cast": [{ "name": "Sigourney Weaver" }], "genres": ["Action", "Science Fiction"], "identifiers": { "tmdb": "movie/679" } }
        """,
        """
        { "title": "The Verdict", "sortTitle": "Verdict The", "year": 1982, "kind": "film", "directors": ["Sidney Lumet"],
          "cast": [{ "name": "Paul Newman" }], "genres": ["Drama"] }
        """,
        """{ "title": "the verdict", "sortTitle": "VERDICT THE", "kind": "tv_film", "genres": ["Drama"] }""",
        """
        { "title": "Das Boot", "originalTitle": "Das Boot", "sortTitle": "Boot Das", "year": 1981, "directors": ["Wolfgang Petersen"],
          "cast": [{ "name": "Jürgen Prochnow" }, { "name": "Herbert Grönemeyer" }], "genres": ["War", "Drama"] }
        """,
        """{ "title": "Drei Könige", "year": 1999, "kind": "tv_miniseries", "cast": [{ "name": "Änne Groß" }] }""",
        """
        { "title": "Sherlock", "year": 2010, "kind": "tv_series", "directors": ["Paul McGuigan", "Euros Lyn"],
          "cast": [{ "name": "Martin Freeman" }], "genres": ["Crime", "Drama"] }
        """,
        """{ "title": "7 Zwerge", "year": 2004, "genres": ["Comedy"] }""",
        """{ "title": "Élite", "kind": "documentary", "directors": ["Jean Rouch"] }""",
        """
        { "title": "Gladiator", "year": 2000, "directors": ["Ridley Scott"],
          "cast": [{ "name": "Russell Crowe" }], "genres": ["Action", "Drama"],
          "identifiers": { "imdb": "tt0172495", "tmdb": "movie/98" } }
        """,
        """
        { "title": "Blade Runner", "year": 1982, "directors": ["Ridley Scott"],
          "cast": [{ "name": "Harrison Ford" }], "genres": ["Science Fiction"],
          "identifiers": { "imdb": "tt0083658", "eidr": "10.5240/7791-8534-2C23-9030-8610-5" } }
        """,
    ];

    static readonly string?[] Barcodes =
    [
        "4006381333931", "4 006381 333931", "4006381-333931", "025195008938", "0025195008938", "00025195008938", "96385074", "", null, null,
        null, null,
    ];

    readonly Random chance = new(seed);

    public JsonObject Next(int number) => Without(new JsonObject
    {
        ["language"] = One("en", "en", "en-GB", "de", "fr"),
        ["license"] = One("CC-BY-4.0", "CC0-1.0", "all-rights-reserved", null),
        ["reviewers"] = List(
            1, 2, () => new JsonObject { ["name"] = One("Ann Reviewer", "Änne Schmidt", "Bob Stone", "BOB STONER") }, "name"),
        ["source"] = One<JsonObject?>(null, Source("Disc Weekly", number), Source("Cinéma Heute", number), Source("The Shelf", number)),
        ["films"] = List(1, chance.Next(4) == 0 ? 3 : 1, () => Film(number), "title"),
        ["release"] = Release(),
        ["sections"] = Without(new JsonObject(Reading.Sections.Select(name => KeyValuePair.Create(name, (JsonNode?)Section())))),
        ["overall"] = Section() ?? new JsonObject { ["text"] = "All in all." },
    });

    JsonObject Release()
    {
        var format = One("dvd", "blu_ray", "blu_ray", "uhd_blu_ray", "hd_dvd")!;
        return Without(new JsonObject
        {
            ["format"] = format,
            ["territory"] = One("US", "GB", "DE", null),
            ["distributor"] = One("Warner Home", "Universal", "Éditions Montparnasse", null),
            ["edition"] = One("Anniversary Edition", "Édition Spéciale", "Steelbook", null),
            ["cuts"] = Codes(0, 2, "theatrical", "directors_cut", "final_cut"),
            ["releaseDate"] = One("1999", "1999-05", "1999-05-17", "2011", "2011-02", "2011-02-01", "2020-12-31", null),
            ["barcode"] = One(Barcodes),
            ["discs"] = List(0, 2, () => Without(new JsonObject
            {
                ["contentHash"] = One(
                    "0a1b2c3d4e5f60718293a4b5c6d7e8f9", "FFEEDDCCBBAA99887766554433221100", "00000000000000000000000000000001", null),
            })),
            ["regions"] = format is "dvd" ? Codes(0, 2, "1", "2", "4") : format is "blu_ray" ? Codes(0, 3, "A", "B", "C") : null,
            ["video"] = List(0, 3, Picture),
            ["audio"] = List(0, 4, Track),
            ["subtitles"] = List(0, 3, () =>
                Without(new JsonObject { ["language"] = One("en", "en-GB", "de", "fr-FR", null), ["kind"] = "full" })),
            ["extras"] = List(0, 4, () =>
                new JsonObject { ["kind"] = One("trailer", "making_of", "interview", "featurette", "audio_commentary") }),
        });
    }

    JsonObject Picture() => Without(new JsonObject
    {
        ["resolution"] = One("uhd_2160p", "hd_1080p", "hd_720p", "sd_576i", "sd", "hd", "uhd", null),
        ["codec"] = One("hevc", "avc", "vc_1", null),
        ["hdr"] = One(null, "sdr", "hdr10", "dolby_vision", "hdr10_plus", "dolby_vision hdr10", "hlg") is { } codes
            ? new JsonArray([.. codes.Split(' ').Select(code => (JsonNode)code)])
            : null,
        ["aspectRatio"] = One("1.85:1", "2.39:1", "16:9", "2.4", null),
    });

    JsonObject Track() => Without(new JsonObject
    {
        ["language"] = One("en", "en-GB", "de", "fr", null),
        ["codec"] = One("dts_hd_ma", "dolby_truehd", "dolby_digital", null),
        ["immersive"] = One("dolby_atmos", "dts_x", null, null),
        ["channels"] = One("5.1", "7.1", "2.0", null),
        ["purposes"] = chance.Next(2) == 0 ? null : Codes(0, 2, "main", "commentary", "dub", "isolated_score"),
    });

    JsonObject? Section() => chance.Next(10) switch
    {
        < 6 => new JsonObject { ["score"] = One(0m, 0.9m, 1m, 5.5m, 7m, 7m, 8m, 8.5m, 8.5m, 9m, 9.5m, 10m) },
        6 => new JsonObject { ["state"] = One("not_applicable", "none_on_disc", "unreadable") },
        7 => new JsonObject { ["text"] = "Not judged." },
        _ => null,
    };

    // Genres are so many that a facet does not show all of them.
    JsonObject Film(int number)
    {
        var film = Example.Parse(One(Films)!);
        if (number % 3 == 0)
            film["genres"] = new JsonArray($"Niche {number % 180}");
        return film;
    }

    static JsonObject Source(string outlet, int number) => new() { ["outlet"] = outlet, ["externalId"] = $"{number}" };

    T One<T>(params T[] values) => values[chance.Next(values.Length)];

    JsonArray Codes(int least, int most, params string[] codes) =>
        new([.. codes.OrderBy(_ => chance.Next()).Take(chance.Next(least, most + 1)).Select(code => (JsonNode)code)]);

    // Left out now and then; where a member is named, no two items have the same there.
    JsonArray? List(int least, int most, Func<JsonObject> item, string? unlike = null) => least == 0 && chance.Next(6) == 0
        ? null
        : new JsonArray([.. Enumerable.Range(0, chance.Next(least, most + 1)).Select(_ => item())
            .DistinctBy(one => unlike is null ? one : (object)Reading.Fold((string)one[unlike]!))]);

    static JsonObject Without(JsonObject members)
    {
        foreach (var absent in members.Where(member => member.Value is null).ToList())
            members.Remove(absent.Key);
        return members;
    }
}
