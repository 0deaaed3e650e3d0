namespace ReviewApi.Tests.Search;

/// <summary>What a filter by codes, names and ids finds, case by case.</summary>
public sealed class FilterTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("audioCodec=dts_hd_ma&audioLanguage=en", true)]
    [InlineData("audioCodec=dts_hd_ma&audioLanguage=de", false)]
    [InlineData("audioCodec=dolby_truehd&audioLanguage=de&channels=7.1&immersive=dolby_atmos&audioPurpose=dub", true)]
    [InlineData("audioCodec=dolby_truehd&audioLanguage=de&channels=7.1&immersive=dolby_atmos&audioPurpose=main", false)]
    [InlineData("audioCodec=dts_hd_ma,dolby_truehd&audioLanguage=de", true)]
    [InlineData("audioLanguage=en&audioPurpose=commentary", true)]
    [InlineData("audioCodec=dts_hd_ma&audioPurpose=commentary", false)]
    [InlineData("audioCodec=dts_hd_ma&audioPurpose=main", true)]
    [InlineData("channels=2.0&audioPurpose=main", true)]
    [InlineData("immersive=dolby_atmos&audioLanguage=en", false)]
    [InlineData("audioPurpose=isolated_score", false)]
    [InlineData("audioPurpose=isolated_score,main", true)]
    public async Task Given_tracks_when_filtered_then_one_track_has_all_that_is_asked(string query, bool isFound)
    {
        var review = await api.Desk.PublishWith(("/release/audio", """
            [
              { "language": "en", "codec": "dts_hd_ma", "channels": "5.1" },
              { "language": "de", "codec": "dolby_truehd", "channels": "7.1", "immersive": "dolby_atmos", "purposes": ["dub"] },
              { "language": "en-GB", "codec": "dolby_digital", "purposes": ["commentary", "trivia"] },
              { "language": "fr", "channels": "2.0", "purposes": [] }
            ]
            """));
        Assert.Equal(isFound, await api.Anonymous.Finds(query, review));
    }

    [Theory]
    [InlineData("resolution=uhd_2160p&hdr=dolby_vision", true)]
    [InlineData("resolution=hd_1080p&hdr=dolby_vision", false)]
    [InlineData("resolution=hd_1080p&videoCodec=avc&hdr=sdr&aspectRatio=1.85", true)]
    [InlineData("resolution=hd_1080p&videoCodec=hevc", false)]
    [InlineData("aspectRatio=2.39:1,1.85:1&videoCodec=hevc", true)]
    [InlineData("aspectRatio=1.85:1&videoCodec=hevc", false)]
    [InlineData("aspectRatio=16:9", false)]
    public async Task Given_pictures_when_filtered_then_one_picture_has_all_that_is_asked(string query, bool isFound)
    {
        var review = await api.Desk.PublishWith(("/release/video", """
            [
              { "resolution": "uhd_2160p", "codec": "hevc", "hdr": ["dolby_vision"], "aspectRatio": "2.39:1" },
              { "resolution": "hd_1080p", "codec": "avc", "hdr": ["sdr"], "aspectRatio": "1.85" }
            ]
            """));
        Assert.Equal(isFound, await api.Anonymous.Finds(query, review));
    }

    [Theory]
    [InlineData("uhd_blu_ray", """{ "hdr": ["dolby_vision"] }""", "hdr=hdr10", true)]
    [InlineData("uhd_blu_ray", """{ "hdr": ["hdr10_plus"] }""", "hdr=hdr10", true)]
    [InlineData("blu_ray", """{ "hdr": ["dolby_vision"], "resolution": "uhd_2160p" }""", "hdr=hdr10", true)]
    [InlineData("blu_ray", """{ "hdr": ["dolby_vision"] }""", "hdr=hdr10", false)]
    [InlineData("blu_ray", """{ "hdr": ["hdr10_plus"], "resolution": "hd_1080p" }""", "hdr=hdr10", false)]
    [InlineData("uhd_blu_ray", """{ "hdr": ["hdr10"] }""", "hdr=hdr10", true)]
    [InlineData("uhd_blu_ray", """{ "hdr": ["hdr10"] }""", "hdr=dolby_vision", false)]
    [InlineData("uhd_blu_ray", """{ "hdr": ["hlg"] }""", "hdr=hdr10", false)]
    [InlineData("uhd_blu_ray", """{ "hdr": ["sdr"] }""", "hdr=hdr10", false)]
    [InlineData("uhd_blu_ray", """{ "hdr": ["sdr"] }""", "hdr=sdr", true)]
    [InlineData("uhd_blu_ray", """{ "hdr": ["dolby_vision"] }""", "hdr=sdr", false)]
    [InlineData("uhd_blu_ray", """{ "resolution": "uhd_2160p" }""", "hdr=sdr", false)]
    [InlineData("uhd_blu_ray", """{ "resolution": "uhd_2160p" }""", "hdr=hdr10", false)]
    public async Task Given_a_dynamic_range_when_filtered_then_hdr10_is_found_where_it_is_implied_too(
        string format, string picture, string query, bool isFound)
    {
        var review = await api.Desk.PublishWith(("/release/format", $"\"{format}\""), ("/release/video", $"[{picture}]"));
        Assert.Equal(isFound, await api.Anonymous.Finds(query, review));
    }

    [Theory]
    [InlineData("en-GB", "en", true)]
    [InlineData("en-GB", "en-GB", true)]
    [InlineData("en-GB", "EN-gb", true)]
    [InlineData("en", "en-GB", false)]
    [InlineData("en-GB", "en-US", false)]
    [InlineData("en-GB", "de,en", true)]
    [InlineData("zh-Hans-CN", "zh-Hans", true)]
    [InlineData("zh-Hans-CN", "zh", true)]
    [InlineData("zh-Hant", "zh-Hans", false)]
    [InlineData("es-419", "es", true)]
    public async Task Given_a_language_when_filtered_by_a_shorter_tag_then_it_is_found_and_not_by_a_longer_one(
        string has, string asked, bool isFound)
    {
        var review = await api.Desk.PublishWith(
            ("/language", $"\"{has}\""), ("/release/audio", $$"""[{ "language": "{{has}}" }]"""),
            ("/release/subtitles", $$"""[{ "language": "{{has}}" }]"""));
        foreach (var filter in new[] { "language", "audioLanguage", "subtitleLanguage" })
            Assert.Equal((filter, isFound), (filter, await api.Anonymous.Finds($"{filter}={asked}", review)));
    }

    [Theory]
    [InlineData("film=amelie", true)]
    [InlineData("film=AM%C3%89LIE", true)]
    [InlineData("film=Ame%CC%81lie", true)]
    [InlineData("film=lie%20pou", true)]
    [InlineData("film=poulain%20amelie", false)]
    [InlineData("film=grosse%20film", true)]
    [InlineData("film=sort%20title", true)]
    [InlineData("film=the%20second", true)]
    [InlineData("film=nothing,second", true)]
    [InlineData("film=the%20release", false)]
    [InlineData("director=rene", true)]
    [InlineData("director=clair%20ann", false)]
    [InlineData("director=tautou", false)]
    [InlineData("actor=audrey%20TAUTOU", true)]
    [InlineData("actor=ben", false)]
    [InlineData("reviewer=ann%20rev", true)]
    [InlineData("distributor=editions", true)]
    [InlineData("edition=speciale", true)]
    [InlineData("outlet=cinema", true)]
    [InlineData("genre=science", true)]
    [InlineData("genre=fiction&director=second&film=amelie", true)]
    [InlineData("genre=fiction&director=nobody", false)]
    public async Task Given_names_when_filtered_by_a_part_in_any_case_and_without_accents_then_it_is_found(string query, bool isFound)
    {
        var review = await api.Desk.PublishWith(
            ("/films", """
                [
                  { "title": "Amélie Poulain", "originalTitle": "Der große Film", "sortTitle": "Sort-Title",
                    "directors": ["René Clair", "Ann Other"],
                    "cast": [{ "name": "Audrey Tautou", "characters": ["Ben"] }], "genres": ["Science Fiction"] },
                  { "title": "The Second", "directors": ["A Second One"] }
                ]
                """),
            ("/release/title", "\"The Release\""),
            ("/release/distributor", "\"Éditions Montparnasse\""),
            ("/release/edition", "\"Édition Spéciale\""),
            ("/source", $$"""{ "outlet": "Cinéma", "externalId": "{{Guid.NewGuid()}}" }"""));
        Assert.Equal(isFound, await api.Anonymous.Finds(query, review));
    }

    [Theory]
    [InlineData("025195008938", true)]
    [InlineData("0025195008938", true)]
    [InlineData("00025195008938", true)]
    [InlineData("0%2025195%2000893%208", true)]
    [InlineData("0-25195-00893-8", true)]
    [InlineData("25195008938", true)]
    [InlineData("4006381333931,025195008938", true)]
    [InlineData("4006381333931", false)]
    public async Task Given_a_barcode_when_filtered_in_any_spelling_then_it_is_found(string asked, bool isFound)
    {
        // The release is that of all reviews with this code; the film is this one's own.
        var film = Example.NewTitle();
        var review = await api.Desk.PublishWith(("/films/0/title", $"\"{film}\""), ("/release/barcode", "\"0 25195-00893 8\""));
        var ids = await api.Anonymous.Ids($"barcode={asked}&film={film}");
        Assert.Equal(isFound ? [review.Id] : [], ids);
    }

    [Theory]
    [InlineData("kind=film", true)]
    [InlineData("kind=tv_series,short", true)]
    [InlineData("kind=short", false)]
    [InlineData("format=blu_ray&region=A&territory=GB&cut=final_cut&extra=trailer&license=CC-BY-4.0", true)]
    [InlineData("format=blu_ray&region=C", false)]
    [InlineData("region=C,B", true)]
    [InlineData("format=dvd&region=A", false)]
    [InlineData("imdb=tt0078748", true)]
    [InlineData("imdb=tt0078749", false)]
    [InlineData("imdb=tt0078749,tt0078748", true)]
    [InlineData("tmdb=movie/348", true)]
    [InlineData("tmdb=tv/348", false)]
    public async Task Given_codes_and_identifiers_when_filtered_then_different_filters_have_to_hold_all_and_values_of_one_any(
        string query, bool isFound)
    {
        var review = await api.Desk.PublishWith(
            ("/films", """
                [
                  { "title": "Alien", "identifiers": { "imdb": "tt0078748", "tmdb": "movie/348" } },
                  { "title": "Alien: The Series", "kind": "tv_series" }
                ]
                """),
            ("/license", "\"CC-BY-4.0\""), ("/release/regions", """["A", "B"]"""), ("/release/territory", "\"GB\""),
            ("/release/cuts", """["theatrical", "final_cut"]"""), ("/release/extras", """[{ "kind": "trailer" }]"""));
        Assert.Equal(isFound, await api.Anonymous.Finds(query, review));
    }

    [Fact]
    public async Task Given_films_and_reviewers_when_filtered_by_their_ids_then_any_of_a_reviews_is_found()
    {
        var review = await api.Desk.PublishWith(
            ("/films", $$"""[{ "title": "{{Example.NewTitle()}}" }, { "title": "{{Example.NewTitle()}}" }]"""),
            ("/reviewers", $$"""[{ "name": "A {{Guid.NewGuid()}}" }, { "name": "B {{Guid.NewGuid()}}" }]"""));
        string[] ids = ["filmId=/films/0", "filmId=/films/1", "reviewerId=/reviewers/0", "reviewerId=/reviewers/1", "releaseId=/release"];
        foreach (var id in ids.Select(one => one.Split('=')))
        {
            Assert.Equal([review.Id], await api.Anonymous.Ids($"{id[0]}={review.Text($"{id[1]}/id")}"));
            Assert.Equal(
                [review.Id], await api.Anonymous.Ids($"{id[0]}={Guid.NewGuid()},{review.Text($"{id[1]}/id")!.ToUpperInvariant()}"));
            Assert.Empty(await api.Anonymous.Ids($"{id[0]}={Guid.NewGuid()}"));
        }
    }
}
