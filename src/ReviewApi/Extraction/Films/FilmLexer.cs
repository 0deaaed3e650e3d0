using System.Globalization;
using ReviewApi.Codes;
using ReviewApi.Extraction.Discs;
using ReviewApi.Extraction.Reading;
using ReviewApi.Rules;

namespace ReviewApi.Extraction.Films;

/// <summary>The film: its title and year, who made it, who plays in it, what it is based on.</summary>
internal static class FilmLexer
{
    const long ShortestSeconds = 60;

    public static void Put(ReadText read, ExtractionHints? hints, CatalogueNames catalogue, DraftBuilder draft)
    {
        var (directors, writers, basedOn) = (CrewLexer.Directors(read), CrewLexer.Writers(read), SourceLexer.Find(read));
        var others = directors
            .Concat(writers)
            .Append(basedOn?["by/0"])
            .OfType<Fact>()
            .Select(fact => Spelling.OfName((string)fact.Value))
            .ToHashSet();
        var cast = CastLexer.Find(read, others);
        var persons = new Persons(
            others.Concat(cast.Select(member => member.Text("name")!)),
            cast.Select(member => member.Text("characters/0")).OfType<string>());
        PutTitle(read, hints, catalogue, persons, draft);
        draft.PutEach("/films/0/directors", directors.Select(fact => Known(catalogue, fact)));
        draft.PutEach("/films/0/writers", writers.Select(fact => Known(catalogue, fact)));
        draft.PutAll("/films/0/relations", basedOn is null ? [] : [basedOn]);
        draft.PutAll("/films/0/cast", cast);
        draft.Put("/films/0/runtimeSeconds", RunningTime(read));
    }

    static void PutTitle(ReadText read, ExtractionHints? hints, CatalogueNames catalogue, Persons persons, DraftBuilder draft)
    {
        var title = TitleLexer.Find(read, catalogue, persons);
        var year = YearLexer.Find(read, title);
        var known = IdentifierAttribute.Parse(hints?.FilmId) is { } hinted ? catalogue.Film(hinted) ?? throw Unknown()
            : title is null ? null
            : catalogue.Film((string)title.Value, year?.Value as long?);
        if (known is not null && hints?.FilmId is not null)
            title ??= new(known.Title, default, "request.filmId", 1) { Ground = Ground.Exact };
        if (title is not null && known is not null)
        {
            var rule = hints?.FilmId is null ? "film.catalogue" : "request.filmId";
            draft.Put("/films/0/id", new($"{known.Id}", title.At, rule, title.Confidence));
            draft.Put("/films/0/title", known.Title == (string)title.Value
                ? title with { Confidence = 0.99 }
                : title with { Value = known.Title, Ground = Ground.Normalized, Confidence = 0.98 });
        }
        draft.Put("/films/0/title", title);
        draft.Put("/films/0/year", year);
    }

    static Http.ProblemException Unknown() =>
        Http.ValidationProblems.Invalid("hints.filmId", new("unknown_film", "No published film has this id."));

    static Fact Known(CatalogueNames catalogue, Fact name) =>
        catalogue.HasPerson((string)name.Value) ? name with { Confidence = Math.Max(name.Confidence, 0.98) } : name;

    static Fact? RunningTime(ReadText read) => Chosen.Of(
    [
        .. FactKeys.Lines(read, FactKey.RunningTime)
            .Select(line => Lengths.First(read.Page.Text, line.Value, "film.runtimeSeconds") ?? Minutes(read.Page, line.Value))
            .OfType<Fact>().Where(fact => fact.Value is long and >= ShortestSeconds),
    ]) ?? FactLines.RunningTime(read);

    // "Running time: 124".
    static Fact? Minutes(Page page, Stretch at) =>
        long.TryParse(page[at].TrimEnd('\'', '’', '′', '.', ' '), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            && minutes < 1000
            ? new(minutes * 60, at, "film.runtimeSeconds", 0.9)
            : null;
}
