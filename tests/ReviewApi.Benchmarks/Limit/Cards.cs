namespace ReviewApi.Benchmarks.Limit;

/// <summary>The narrow table that a list would need at least: of each review some 250 bytes, ready to be sent.</summary>
internal static class Cards
{
    public const int OfPage = 20;

    /// <summary>The cards of some reviews.</summary>
    public const string Select = "select card from limits.cards where review_id = any($1)";

    /// <summary>Which are the newest.</summary>
    public static readonly string SelectNewest = $"select review_id from limits.cards order by review_id desc limit {OfPage}";

    /// <summary>Makes the table of what the database holds.</summary>
    public static Task Make(BenchmarkServer server) => server.Execute(
        "drop schema if exists limits cascade",
        "create schema limits",
        $"""
        create table limits.cards as
        select review_id, convert_to(json_build_object(
          'id', review_id, 'title', title, 'year', year, 'format', 'uhd_blu_ray',
          'scores', json_build_object(
            'story', {Score}, 'performances', {Score}, 'picture', {Score}, 'sound', {Score}, 'extras', {Score}, 'overall', {Score}))::text,
          'UTF8') as card
        from listings
        join review_films using (review_id)
        join films using (film_id)
        where position = 0
        """,
        "alter table limits.cards add primary key (review_id)",
        "vacuum (analyze) limits.cards",
        "checkpoint");

    const string Score = "round((10 * random())::numeric, 1)";
}
