using Dapper;
using ReviewApi.Codes;
using ReviewApi.Reviews;
using ReviewApi.Rules;
using ReviewApi.Writing;

namespace ReviewApi.Listings;

/// <summary>The rows by which published reviews are listed and found.</summary>
internal static class ListingStore
{
    /// <summary>Counted up where the rules below, ListingTerms, TextWords or Spelling change.</summary>
    public const short Derivation = 2;

    const int MostLetters = 1_500_000;

    // The words of the longest reviews take a busy machine some seconds, and every text that is taken is published.
    const int LongText = 100_000;
    const int LongSeconds = 30;

    /// <summary>Lists a published review as it is now.</summary>
    public static async Task Put(Review review, Write write)
    {
        // Facets that are new get an id first; the statement after that sees those of others too.
        // language=sql
        const string facets = """
            insert into facet_values (term)
            select term
            from unnest(@Facets) as counted (term)
            where not exists (select from facet_values known where known.term = counted.term)
            order by term
            on conflict do nothing
            """;
        // language=sql
        const string insert = """
            insert into listings (review_id, published_at, updated_at, release_id, title, year, release_date, story, performances,
                picture, sound, extras, overall, mean_score, facets, terms, films, directors, actors, reviewers, distributor, edition,
                outlet, genres)
            select @ReviewId, @PublishedAt, @UpdatedAt, @ReleaseId, @Title, @Year, @ReleaseDate, @Story, @Performances,
                @Picture, @Sound, @Extras, @Overall, @MeanScore, string_agg(int4send(facet_value_id), ''), @Terms, @Films, @Directors,
                @Actors, @Reviewers, @Distributor, @Edition, @Outlet, @Genres
            from facet_values
            where term = any(@Facets)
            on conflict on constraint listings_pkey do update
            set published_at = excluded.published_at, updated_at = excluded.updated_at, release_id = excluded.release_id,
                title = excluded.title, year = excluded.year, release_date = excluded.release_date, story = excluded.story,
                performances = excluded.performances, picture = excluded.picture, sound = excluded.sound, extras = excluded.extras,
                overall = excluded.overall, mean_score = excluded.mean_score, facets = excluded.facets, terms = excluded.terms,
                films = excluded.films, directors = excluded.directors, actors = excluded.actors, reviewers = excluded.reviewers,
                distributor = excluded.distributor, edition = excluded.edition, outlet = excluded.outlet, genres = excluded.genres
            """;
        // A release without a GTIN takes the format of the review that is saved last, unless its format was corrected.
        // language=sql
        const string format = """
            update releases
            set format = @Format
            where release_id = @ReleaseId and gtin is null and format <> @Format and not coalesce(correction ? 'format', false)
            """;
        // language=sql
        var words = $"""
            insert into text_configs (config)
            values (@Config)
            on conflict do nothing;
            insert into listing_texts (review_id, number, config, vector, sections)
            select @ReviewId, number, @Config,
                setweight(titles, 'A') || setweight(people, 'B') || setweight(headline, 'C') || prose
                  || {string.Join(" || ", Sections.Names)}
                  || ('S' || number / {ListingText.SmallPart})::tsvector || ('L' || number / {ListingText.LargePart})::tsvector
                  || ('R' || @Sample)::tsvector,
                {string.Join(" || ", Sections.Names.Select(InSection))}
            from (
                select coalesce(
                  (select number from listing_texts where review_id = @ReviewId), nextval('listing_texts_number_seq')) as number) numbered
            cross join (select {string.Join(", ", ListingText.Parts.Concat(Sections.Names).Select(Vector))} offset 0) parts
            on conflict on constraint listing_texts_pkey do update
            set config = excluded.config, vector = excluded.vector, sections = excluded.sections
            """;
        var (values, size) = (new DynamicParameters(Row(review)), 0);
        foreach (var (part, text) in ListingText.Of(review))
        {
            values.Add($"{part}Words", text.Words);
            values.Add($"{part}IsPlain", text.IsPlain);
            size += text.Size;
        }
        var (patience, seconds) = size > LongText ? ($"set local statement_timeout = '{LongSeconds}s';", LongSeconds) : ("", (int?)null);
        var sql = $"{patience} {facets}; {insert}; {format}; {words}";
        await write.Connection.ExecuteAsync(new(sql, values, commandTimeout: seconds, cancellationToken: write.Cancellation));
        await AddTitles(review.Films!, write);
    }

    /// <summary>Lists a review no longer.</summary>
    public static Task<int> Remove(Review review, Write write) =>
        write.Connection.ExecuteAsync(
            new("delete from listings where review_id = @Id", new { review.Id }, cancellationToken: write.Cancellation));

    // The words of a part. As a whole, to_tsvector would give each its place.
    static string Vector(string part) => $"""
        case when @{part}IsPlain
          then (
            select coalesce(array_to_tsvector(array_agg(word)), '')
            from unnest(@{part}Words) piece, unnest(tsvector_to_array(to_tsvector(@Config::regconfig, piece))) word)
          else to_tsvector(@Config::regconfig, (@{part}Words)[1])
        end as {part}
        """;

    static string InSection(string section) => $"""
        case when @{section}IsPlain
          then array_to_tsvector(array(select '{ListingText.NumberOf(section)}' || word from unnest(tsvector_to_array({section})) word))
          else in_section({section}, '{ListingText.NumberOf(section)}')
        end
        """;

    /// <summary>Adds the titles by which films are looked for.</summary>
    public static Task AddTitles(IReadOnlyList<Film> films, Write write) =>
        AddTitles([.. films.Select(film => (Guid.Parse(film.Id!), Titles([film])))], write);

    /// <summary>Adds what films are looked for by: their titles, folded, one a line.</summary>
    public static Task AddTitles(IReadOnlyList<(Guid Film, string Titles)> folded, Write write)
    {
        // language=sql
        const string sql = """
            insert into film_titles (film_id, titles)
            select film_id, titles
            from unnest(@ids, @titles) as film (film_id, titles)
            order by film_id, titles
            on conflict do nothing
            """;
        var (ids, titles) = (folded.Select(one => one.Film).ToArray(), folded.Select(one => one.Titles).ToArray());
        return write.Connection.ExecuteAsync(new(sql, new { ids, titles }, cancellationToken: write.Cancellation));
    }

    static object Row(Review review)
    {
        var (films, release, sections) = (review.Films!, review.Release!, review.Sections);
        return new
        {
            ReviewId = review.Id,
            review.PublishedAt,
            review.UpdatedAt,
            ReleaseId = Guid.Parse(release.Id!),
            release.Format,
            Title = Spelling.OfName(films[0].SortTitle ?? films[0].Title!),
            Year = (short?)films[0].Year,
            ReleaseDate = PartialDateAttribute.FirstDay(release.ReleaseDate)?.ToDateTime(TimeOnly.MinValue),
            Story = sections?.Story?.Score,
            Performances = sections?.Performances?.Score,
            Picture = sections?.Picture?.Score,
            Sound = sections?.Sound?.Score,
            Extras = sections?.Extras?.Score,
            Overall = review.Overall?.Score,
            review.MeanScore,
            Terms = ListingTerms.Of(review).Select(ListingTerms.Hash).ToArray(),
            Facets = ListingTerms.Counted(review).ToArray(),
            Films = Titles(films),
            Directors = Names(films.SelectMany(film => film.Directors ?? [])),
            Actors = Names(films.SelectMany(film => film.Cast ?? []).SelectMany(member => new[] { member.Name, member.CreditedAs })),
            Reviewers = Names((review.Reviewers ?? []).Select(reviewer => reviewer.Name)),
            Distributor = Names([release.Distributor]),
            Edition = Names([release.Edition]),
            Outlet = Names([review.Source?.Outlet]),
            Genres = Names(films.SelectMany(film => film.Genres ?? [])),
            Sample = ListingTerms.SampleOf(review),
            Config = ListingText.Config(review.Language!),
        };
    }

    static string Titles(IEnumerable<Film> films) => Names(films.SelectMany(ListingText.Titles));

    /// <summary>
    /// Names as they are looked for: folded, one a line. Folded names may be many times as long as what is written; a body full of such
    /// names has more than an index takes in good time.
    /// </summary>
    public static string Names(IEnumerable<string?> names)
    {
        var (all, letters) = (new List<string>(), 0);
        foreach (var name in names.OfType<string>().Select(Spelling.OfName).Distinct())
            if ((letters += name.Length + 1) <= MostLetters)
                all.Add(name);
        return string.Join('\n', all);
    }
}
