using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace ReviewApi.Tests.Search;

/// <summary>The real app with time enough for the longest texts on a machine that is busy with other tests.</summary>
public sealed class PatientApi : ApiFixture
{
    protected override IEnumerable<(string Name, string Value)> Settings =>
        [("ConnectionStrings:Reviews", $"{ConnectionString};Command Timeout=300;Options="
            + "-c lock_timeout=60000 -c enable_seqscan=off -c pg_trgm.word_similarity_threshold=0.4")];
}

/// <summary>Texts at and around the limits of full text search: each is published, and found by its words.</summary>
public sealed class TextLimitPropertyTests(PatientApi api) : IClassFixture<PatientApi>
{
    // Letters that are long in UTF-8, grow in lower case or when they are decomposed, and such that a parser may take for none.
    static readonly string[] Letters =
        ["q", "z9", "é", "ß", "İ", "Ⱥ", "ﷺ", "ﬃ", "ﻻ", "映", "Ж", "हि", "𐐀", "𞤀", "ⅷ", "½", "e\u0301", "ｘ", "ɐ"];

    static readonly string[] Separators =
        [" ", " ", "_", "-", ".", "/", ":", "@", "|", "'", "’", "\u00AD", "://", "<", "&", "\\", "\"", "\t", "—", "😀", "\u0301", "²"];

    // These separate nothing: a soft hyphen, and a mark that belongs to the letter before it.
    static readonly string[] Within = ["\u00AD", "\u0301"];

    static readonly int[] Lengths =
        [1, 2, 31, 63, 64, 65, 99, 100, 101, 681, 682, 683, 1022, 1023, 1024, 2044, 2045, 2046, 2047, 2048, 4095];

    [Many(6)]
    public Property Given_any_text_when_published_then_it_is_found_by_its_words() =>
        Prop.ForAll(Arb.From(Texts()), async text =>
        {
            var section = Cut(text.Text, 19_900);
            var (title, name) = (Cut(section.Replace('\t', ' '), 290), Cut(section.Replace('\t', ' '), 100));
            var body = Example.Review().Put("/language", text.Language)
                .Put("/sections/story", new JsonObject { ["text"] = $"word {section}" }).Put("/headline", $"word {title}")
                .Put("/films/0/title", $"{Guid.NewGuid():N} {Cut(title, 200)}")
                .Put("/films/0/genres", new JsonArray($"genre {Cut(name, 80)}"))
                .Put("/films/0/cast", new JsonArray(new JsonObject { ["name"] = $"actor {name}" }))
                .Put("/release/edition", $"edition {name}");
            var review = (await api.Desk.Publish(body)).Is(201);
            foreach (var word in Words(section).Where(word => Encoding.UTF8.GetByteCount(word) < 5_000).Take(4))
                foreach (var query in new[] { "", "&in=story" })
                    Assert.True(await api.Anonymous.Finds($"q={Uri.EscapeDataString(word)}{query}", review), $"{word}{query} of {section}");
            var filter = $"releaseId={review.Text("/release/id")}&q=word";
            Assert.Equal("1", (await api.Anonymous.Read($"/v1/reviews/facets?{filter}&facet=genre,outlet,kind")).Is(200).Text("/total"));
            using var feed = await api.Anonymous.GetAsync($"/feeds/reviews.atom?{filter}");
            Assert.Equal(200, (int)feed.StatusCode);
            (await api.Anonymous.Read($"/v1/films?q={Uri.EscapeDataString(Cut(title, 100))}")).Is(200);
        });

    [Theory]
    [InlineData("a_", 10_000, "a")]
    [InlineData("1_", 10_000, "1")]
    [InlineData("w|", 10_000, "w")]
    [InlineData("a:", 10_000, "a")]
    [InlineData("_", 20_000, "word")]
    [InlineData("a.b-", 5_000, "word")]
    [InlineData("ﷺ", 20_000, "word")]
    [InlineData("http://a/", 2_000, "http")]
    public async Task Given_signs_again_and_again_when_published_then_they_are_found(string piece, int times, string word)
    {
        var text = $"word {Cut(string.Concat(Enumerable.Repeat(piece, times)), 19_900)}";
        var review = await api.Desk.PublishWith(
            ("/language", "\"ja\""), ("/sections/story", new JsonObject { ["text"] = text }.ToJsonString()));
        Assert.True(await api.Anonymous.Finds($"q={word}&in=story", review));
    }

    [Theory]
    [InlineData("fr", "abcdéfghïjklmnôpqrstùvwxyz", 6, 1, 1_000_000)]
    [InlineData("en", "abcdefghijklmnopqrstuvwxyz0123456789", 6, 1, 300_000)]
    [InlineData("ar", "ﻻﻷﻹﻵابتثجحخدذرزسش", 5, 1, 300_000)]
    [InlineData("ja", "映画音楽監督俳優字幕特典", 4, 1, 300_000)]
    [InlineData("en", "abcdefghijklmnopqrstuvwxyz", 3, 20, 1_000_000)]
    public async Task Given_the_longest_review_when_published_then_any_of_its_words_finds_it(
        string language, string alphabet, int length, int times, int most)
    {
        // A body has 1 MiB; here of different words, or of a few again and again. One of each kind is as long as a body may be.
        var random = new Random(length * times);
        var (words, size, sections) = (new List<string>(), 0, new JsonObject());
        while (size < Math.Min(most * Soak.Factor, 1_000_000) / times)
        {
            words.Add(string.Concat(Enumerable.Range(0, length).Select(_ => alphabet[random.Next(alphabet.Length)])));
            size += Encoding.UTF8.GetByteCount(words[^1]) + 1;
        }
        var texts = Enumerable.Repeat(words, times).SelectMany(again => again)
            .Chunk(19_000 / (length + 1)).Select(some => string.Join(' ', some)).ToList();
        string[] names = ["story", "performances", "picture", "sound", "extras"];
        foreach (var (name, some) in names.Zip(texts.Chunk((texts.Count + 4) / 5)))
            sections[name] = new JsonObject
            {
                ["text"] = "Long.",
                ["parts"] = new JsonArray([.. some.Select(text => new JsonObject { ["of"] = "x", ["text"] = text })]),
            };
        var body = Example.Review().Put("/language", language).Put("/sections", sections);
        using var content = new StringContent(
            body.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }),
            Encoding.UTF8, "application/json");
        using var answer = await api.Desk.PostAsync("/v1/reviews?publish=true", content);
        var review = (await Answer.Of(answer)).Is(201);
        foreach (var word in new[] { words[0], words[words.Count / 2], words[^1] })
        {
            Assert.True(await api.Anonymous.Finds($"q={Uri.EscapeDataString(word)}", review), word);
            Assert.True(
                await api.Anonymous.Finds($"q={Uri.EscapeDataString(word)}&in=story,performances,picture,sound,extras", review), word);
        }
    }

    sealed record Written(string Language, string Text);

    static Gen<Written> Texts()
    {
        var word = from letter in Gen.Elements(Letters)
                   from other in Gen.Elements(Letters)
                   from length in Gen.Elements(Lengths)
                   select string.Concat(Enumerable.Repeat(letter, length - 1)) + other;
        var piece = from one in word
                    from separator in Gen.Elements(Separators)
                    select one + separator;
        return from count in Gen.Choose(1, 6)
               from pieces in piece.ListOf(count)
               from language in Gen.Elements("ja", "de", "tr", "ar", "ru")
               select new Written(language, string.Concat(pieces));
    }

    static string Cut(string text, int codePoints) => string.Concat(text.EnumerateRunes().Take(codePoints));

    // Long enough to be no stop word; of letters and digits only, and whole in any reading.
    static IEnumerable<string> Words(string text) =>
        text.Split([.. Separators.Except(Within), "½", "ⅷ"], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Length > 12 && word.EnumerateRunes().All(IsOfWord));

    static bool IsOfWord(Rune rune) =>
        Rune.IsLetterOrDigit(rune)
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format;
}
