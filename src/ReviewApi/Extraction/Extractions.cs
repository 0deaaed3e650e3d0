using System.Text.Json;
using Dapper;
using Npgsql;
using ReviewApi.Database;
using ReviewApi.Editorial;
using ReviewApi.Extraction.Films;
using ReviewApi.Extraction.Reading;
using ReviewApi.Http;
using ReviewApi.Listings;
using ReviewApi.Rules;
using ReviewApi.Writing;

namespace ReviewApi.Extraction;

/// <summary>Makes drafts of texts that can be saved as they are, and keeps what they were made of.</summary>
internal sealed class Extractions(
    LiveCatalogue catalogue, ModelProposals model, Writes writes, Saving saving, NpgsqlDataSource database, TimeProvider clock)
{
    const int MostCorrections = 8;

    /// <summary>The answer to a request; the draft is stored if that is asked for.</summary>
    public async Task<Representation> Answer(HttpContext http, TextToExtract sent, bool save)
    {
        var (page, draft, found) = await Read(sent, page => Proposed(page, http), http.RequestAborted);
        return await writes.Run(
            http,
            async write =>
            {
                var warnings = await Corrected(draft, write);
                var answer = Answering.Answer(page, draft, [.. found, .. warnings], model.ReaderName);
                return save ? await Stored(answer, write) : Representation.OfJson(answer) with { ETag = null };
            }
        );
    }

    /// <summary>The answer of a text, for the command line.</summary>
    public async Task<ExtractionAnswer> Answer(Access.Caller by, TextToExtract sent, CancellationToken cancellation)
    {
        var (page, draft, found) = await Read(sent, page => model.Ask(page, cancellation), cancellation);
        return await writes.Run(
            by,
            async write => Answering.Answer(page, draft, [.. found, .. await Corrected(draft, write)], model.ReaderName),
            cancellation
        );
    }

    /// <summary>What a review's draft was made of; null where it was not made of a text.</summary>
    public async Task<byte[]?> Stored(Guid reviewId, CancellationToken cancellation)
    {
        // language=sql
        const string sql = "select document from draft_evidence where review_id = @reviewId";
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<byte[]>(new(sql, new { reviewId }, cancellationToken: cancellation));
    }

    // A model takes longer than a request may wait for the database.
    async Task<IReadOnlyList<ModelProposals.Proposal>> Proposed(Page page, HttpContext http)
    {
        using var rest = Deadline.Pause(http);
        return await model.Ask(page, http.RequestAborted);
    }

    async Task<(Page, DraftBuilder, List<Fault>)> Read(
        TextToExtract sent, Func<Page, Task<IReadOnlyList<ModelProposals.Proposal>>> propose, CancellationToken cancellation)
    {
        var page = sent.Html is { } html ? HtmlReading.Read(html) : LineReading.Read(sent.Text!);
        if (page.Lines.Count == 0)
            throw ValidationProblems.Invalid(sent.Html is null ? "text" : "html", new("required", "There is no text in it."));
        var (draft, warnings) = Extractor.Read(
            page, sent, new CatalogueNames(await catalogue.Now(cancellation)), await propose(page), Years.On(clock.GetUtcNow()));
        return (page, draft, warnings);
    }

    // What the checks of a write do not take is left out: the draft is one that can be saved.
    async Task<IReadOnlyList<Fault>> Corrected(DraftBuilder draft, Write write)
    {
        for (var round = 0; ; round++)
            try
            {
                var review = Answering.Draft(draft);
                var known = await write.Look(_ => saving.AskNew(review, publish: false, write));
                return ReviewChecks.Check(review, stored: null, known, toPublish: false).Warnings;
            }
            catch (ProblemException refused) when (refused.Kind == Problems.Validation && round < MostCorrections)
            {
                foreach (var fault in refused.Errors)
                    draft.Remove(fault.Pointer!);
            }
    }

    async Task<Representation> Stored(ExtractionAnswer answer, Write write)
    {
        var known = await write.Look(_ => saving.AskNew(answer.Draft, publish: false, write));
        var (stored, _) = Saving.Create(answer.Draft, publish: false, known, write);
        var kept = answer with { Id = stored.Review.Id };
        var document = JsonSerializer.SerializeToUtf8Bytes(kept, Json.Options);
        write.Store(
            "insert into draft_evidence (review_id, document, created_at) values (@reviewId, @document, @Now)",
            new
            {
                reviewId = stored.Review.Id!.Value,
                document,
                write.Now,
            }
        );
        return new Representation(document).Created($"/v1/reviews/{stored.Review.Id}");
    }
}
