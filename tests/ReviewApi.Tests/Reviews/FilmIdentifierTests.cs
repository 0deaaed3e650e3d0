namespace ReviewApi.Tests.Reviews;

public sealed class FilmIdentifierTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    [Theory]
    [InlineData("imdb", "tt0113627")]
    [InlineData("imdb", "tt15239678")]
    [InlineData("tmdb", "movie/451")]
    [InlineData("tmdb", "tv/1399")]
    [InlineData("wikidata", "Q321561")]
    [InlineData("wikidata", "Q1")]
    [InlineData("eidr", "10.5240/7791-8534-2C23-9030-8610-5")]
    [InlineData("eidr", "10.5240/EA73-79D7-1B2B-B378-3A73-M")]
    public async Task Given_an_identifier_when_sent_then_it_is_kept(string scheme, string value) =>
        Assert.Equal(value, (await Send(scheme, value)).Is(201).Text($"/films/0/identifiers/{scheme}"));

    [Theory]
    [InlineData("imdb", "0113627")]
    [InlineData("imdb", "tt113627")]
    [InlineData("imdb", "TT0113627")]
    [InlineData("imdb", "nm0000115")]
    [InlineData("imdb", "tt0113627 ")]
    [InlineData("imdb", "tt0113627\n")]
    [InlineData("imdb", "tt٠١١٣٦٢٧")]
    [InlineData("imdb", "https://www.imdb.com/title/tt0113627/")]
    [InlineData("imdb", "tt0113627\0")]
    [InlineData("imdb", "")]
    [InlineData("tmdb", "451")]
    [InlineData("tmdb", "movie/0")]
    [InlineData("tmdb", "movie/-1")]
    [InlineData("tmdb", "person/451")]
    [InlineData("tmdb", "movie/451\0")]
    [InlineData("wikidata", "321561")]
    [InlineData("wikidata", "Q0")]
    [InlineData("wikidata", "Q0321561")]
    [InlineData("wikidata", "P345")]
    [InlineData("wikidata", "\0")]
    [InlineData("eidr", "10.5240/7791-8534-2C23-9030-8610")]
    [InlineData("eidr", "10.5239/7791-8534-2C23-9030-8610-5")]
    [InlineData("eidr", "7791-8534-2C23-9030-8610-5")]
    [InlineData("eidr", "10.5240/779185342C23903086105")]
    [InlineData("eidr", "10.5240/7791-8534-2C23-9030-861G-5")]
    [InlineData("eidr", "10.5240/7791-8534-2C23-9030-8610-5\0")]
    public async Task Given_what_is_no_identifier_when_sent_then_422(string scheme, string value) =>
        (await Send(scheme, value)).IsInvalid($"/films/0/identifiers/{scheme} invalid_format");

    [Fact]
    public async Task Given_EIDR_ids_when_sent_with_each_check_character_then_only_the_right_one_is_taken_and_named_for_the_others()
    {
        for (var number = 0; number < 8; number++)
        {
            var digits = Guid.NewGuid().ToString("N").ToUpperInvariant()[..20];
            var right = CheckCharacter(digits);
            foreach (var character in Alphabet)
            {
                var answer = await Send(
                    "eidr", $"10.5240/{string.Join('-', digits.Chunk(4).Select(four => new string(four)))}-{character}");
                if (character == right)
                    answer.Is(201);
                else
                    Assert.Contains(
                        $"should be {right}", answer.IsInvalid("/films/0/identifiers/eidr check_digit").Detail, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Given_an_EIDR_in_small_letters_when_sent_then_it_is_kept_in_capitals() =>
        Assert.Equal(
            "10.5240/EA73-79D7-1B2B-B378-3A73-M",
            (await Send("eidr", "10.5240/ea73-79d7-1b2b-b378-3a73-m")).Is(201).Text("/films/0/identifiers/eidr"));

    [Theory]
    [InlineData(1994, "out_of_order")]
    [InlineData(1995, null)]
    [InlineData(2101, "out_of_range")]
    public async Task Given_a_last_year_when_it_is_before_the_first_then_422(int endYear, string? code)
    {
        var answer = await api.Desk.Publish(Example.Review().Put("/films/0/endYear", endYear));
        if (code is null)
            answer.Is(201);
        else
            answer.IsInvalid($"/films/0/endYear {code}");
    }

    [Fact]
    public async Task Given_a_film_without_a_title_when_sent_then_422() =>
        (await api.Desk.Create(Example.Parse("""{ "films": [{}, { "title": "" }, { "title": " \t" }] }""")))
            .IsInvalid("/films/0/title required", "/films/1/title required", "/films/2/title required");

    // ISO 7064, hybrid system 37,36: with the check character the last sum leaves 1.
    static char CheckCharacter(string digits)
    {
        var carried = digits.Aggregate(36, (carried, digit) =>
        {
            var sum = (carried + Alphabet.IndexOf(digit, StringComparison.Ordinal)) % 36;
            return 2 * (sum == 0 ? 36 : sum) % 37;
        });
        return Alphabet.Single(character => (carried + Alphabet.IndexOf(character, StringComparison.Ordinal)) % 36 == 1);
    }

    Task<Answer> Send(string scheme, string value) => api.Desk.Publish(Example.Review().Put($"/films/0/identifiers/{scheme}", value));
}
