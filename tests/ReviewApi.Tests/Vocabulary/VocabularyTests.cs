
namespace ReviewApi.Tests.Vocabulary;

public sealed class VocabularyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData(
        "disc_format",
        "dvd hd_dvd blu_ray blu_ray_3d uhd_blu_ray laserdisc vhs betamax vcd svcd umd cbhd d_vhs dvd_audio cd digital_code other")]
    [InlineData("capacity", "dvd_5 dvd_9 dvd_10 dvd_14 dvd_18 hd_15 hd_30 bd_25 bd_50 uhd_50 uhd_66 uhd_100")]
    [InlineData("resolution", "sd_480i sd_480p sd_576i sd_576p hd_720p hd_1080i hd_1080p uhd_2160p sd hd uhd")]
    [InlineData("master_resolution", "sd 2k 4k 6k 8k film_scan_4k unknown")]
    [InlineData("tv_standard", "ntsc pal secam")]
    [InlineData("frame_rate", "23.976 24 25 29.97 50 59.94 48 60")]
    [InlineData("video_codec", "mpeg_1 mpeg_2 avc vc_1 mvc hevc other")]
    [InlineData("hdr", "sdr hdr10 hdr10_plus dolby_vision hlg sl_hdr hdr_unspecified")]
    [InlineData("dolby_vision_layer", "fel mel unknown")]
    [InlineData("picture_format", "anamorphic_16x9 letterbox pillarbox full_frame pan_and_scan open_matte stretch variable other")]
    [InlineData("color", "color black_and_white colorized tinted mixed")]
    [InlineData("dimension", "2d 3d_anaglyph 3d_bluray")]
    [InlineData("audio_codec", """
        dolby_digital dolby_digital_ex dolby_digital_plus dolby_truehd dts dts_es_matrixed dts_es_discrete dts_96_24 dts_express dts_hd_hr
        dts_hd_ma lpcm mpeg_1 mpeg_2 mp3 aac flac ogg wma other
        """)]
    [InlineData("immersive", "dolby_atmos dts_x auro_3d imax_enhanced 360ra")]
    [InlineData(
        "channels",
        "1.0 2.0 2.0_matrixed 2.1 3.0 3.1 4.0 4.1 5.0 5.1 5.1_ex 6.1 7.1 5.1.2 5.1.4 7.1.2 7.1.4 9.1 9.1.6 10.1 object unknown")]
    [InlineData(
        "audio_purpose", "main dub commentary audio_description isolated_score isolated_effects music_only trivia lectoring karaoke other")]
    [InlineData("subtitle_kind", "full sdh closed_captions forced commentary trivia large easy_reader sing_along other")]
    [InlineData("region", "0 1 2 3 4 5 6 7 8 A B C")]
    [InlineData("region_state", "declared verified not_indicated unknown")]
    [InlineData("extra_kind", """
        audio_commentary video_commentary making_of behind_the_scenes documentary featurette interview deleted_scenes extended_scenes
        alternate_ending alternate_opening outtakes trailer tv_spot teaser bonus_trailers short_film music_video isolated_score
        still_gallery storyboard storyboard_comparison multi_angle branching pip_bonusview trivia_track introduction screen_test
        animatic vfx_breakdown biographies production_notes screenplay easter_egg interactive_game bd_live dvd_rom menu_feature
        audio_interview theme_song scene_clip
        promo episode alternate_cut booklet art_card poster soundtrack_cd digital_copy other
        """)]
    [InlineData(
        "cut", "theatrical directors_cut extended unrated international final_cut special_edition workprint imax roadshow tv_cut "
        + "restored remastered open_matte assembly fan_edit other")]
    [InlineData(
        "packaging",
        "keep_case slim snap_case digipak digibook mediabook steelbook box slipcase jewel_case tin gatefold sleeve custom other")]
    [InlineData(
        "crew_job",
        "cinematographer editor producer production_designer costume_designer sound_designer visual_effects "
        + "creator showrunner narrator other")]
    [InlineData("image_kind", "front back spine disc slipcover insert menu screenshot poster other")]
    [InlineData("work_kind", "film tv_film tv_series tv_season tv_miniseries short documentary concert compilation other")]
    [InlineData("film_relation", "is_based_on is_remake_of is_sequel_of is_derived_from is_part_of")]
    [InlineData(
        "film_relation_kind", "novel novella short_story play comic game toy song poem article book true_events film tv_series other")]
    [InlineData("review_relation", "defers_to defers_story_to same_article replaces see_also")]
    [InlineData("score_state", "scored unscored not_applicable none_on_disc unreadable see_parts")]
    [InlineData("status", "draft in_review scheduled published withdrawn")]
    [InlineData("release_status", "official promotional bootleg cancelled withdrawn announced")]
    [InlineData("reviewer_kind", "person organisation pseudonym anonymous aggregate")]
    [InlineData("role", "author story picture sound extras editor")]
    [InlineData("method", "judged mean weighted unknown")]
    [InlineData("exclusivity", "exclusive legacy new")]
    [InlineData("extras_listed", "all some")]
    public async Task Given_a_vocabulary_when_read_then_it_has_the_codes_of_the_contract(string name, string codes) =>
        Assert.Equal(
            codes.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal),
            (await CodesOf(name)).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("section", "story performances picture sound extras overall")]
    [InlineData("certificate", "MPA BBFC FSK ACB CNC")]
    [InlineData("language", "en de fr es pt zh ja und mul zxx")]
    [InlineData("territory", "US GB DE FR JP AU")]
    [InlineData("currency", "USD EUR GBP AUD JPY")]
    [InlineData("license", "CC-BY-4.0 CC0-1.0 MIT all-rights-reserved")]
    public async Task Given_an_open_vocabulary_when_read_then_it_has_at_least_these_codes(string name, string codes) =>
        Assert.Empty(codes.Split(' ').Except(await CodesOf(name)));

    [Fact]
    public async Task Given_every_item_when_read_then_it_has_a_label_a_source_and_aliases_and_no_code_is_there_twice()
    {
        foreach (var list in (await api.Anonymous.Read("/v1/vocabularies")).Is(200).At("/items")!.AsArray())
        {
            var items = list!["items"]!.AsArray();
            Assert.Equal(items.Count, items.Select(item => item!["code"]!.ToString()).Distinct().Count());
            Assert.All(items, item =>
            {
                Assert.False(string.IsNullOrWhiteSpace(item!["label"]!.ToString()));
                Assert.False(string.IsNullOrWhiteSpace(item["source"]!.ToString()));
                Assert.DoesNotContain(item["aliases"]!.AsArray(), alias => string.IsNullOrWhiteSpace(alias!.ToString()));
            });
        }
    }

    [Fact]
    public async Task Given_an_unknown_vocabulary_when_read_then_404_names_the_nearest() =>
        Assert.Contains(
            "disc_format", (await api.Anonymous.Read("/v1/vocabularies/disc_formats")).Is(404).Text("/detail"), StringComparison.Ordinal);

    async Task<IEnumerable<string>> CodesOf(string name) =>
        (await api.Anonymous.Read($"/v1/vocabularies/{name}")).Is(200).At("/items")!.AsArray().Select(item => item!["code"]!.ToString());
}
