using System.Runtime.InteropServices;
using System.Text;
using Npgsql;
using ReviewApi.Access;
using ReviewApi.Editorial;
using ReviewApi.Http;
using ReviewApi.Indexing;
using ReviewApi.Reviews;

namespace ReviewApi.Search;

/// <summary>GET /v1/reviews: what is published, by any filters and in any order, page by page.</summary>
internal static class ReviewList
{
    static readonly QueryParameter<string[]?> Status = QueryParameter.Values(
        "status", new Rules.CodeAttribute("status"),
        "The desk's reviews of these statuses, last saved first; of the filters it takes "
            + $"{string.Join(", ", DeskFilters.Names)}. Needs a key.");

    static readonly byte[] Begin = "{\"items\":["u8.ToArray();
    static readonly byte[] Program = typeof(ReviewList).Module.ModuleVersionId.ToByteArray();

    /// <summary>What every list of reviews takes.</summary>
    public static readonly QueryParameter[] Parameters = [Paging.Limit, Paging.Cursor, Paging.Count, .. ItemsAsked.Parameters];

    public static void MapReviewList(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/reviews", ListReviews).Reads().WithTags("Reviews")
            .Takes([.. Parameters, Sort.Parameter, Status, .. Filters.Parameters])
            .ShowsMoreWithKey().Answers<Page<Review>>().ShowsAnswer(ReviewExamples.Page).IsDear(Filters.AreDear);

    /// <summary>List reviews</summary>
    /// <remarks>
    /// The published ones that meet all filters, the newest first. Values of one filter, separated by commas or repeated, are
    /// alternatives. No review is repeated or skipped while others are written: a page begins where the one before ended.
    /// </remarks>
    static async Task<Representation> ListReviews(
        HttpRequest request, ReviewPages pages, KeptAnswers answers, NpgsqlDataSource database, Cursors cursors,
        CancellationToken cancellation)
    {
        if (Status.Read(request) is not { } statuses)
            return await ListPublished(request, pages, answers, cursors, cancellation);
        var desk = request.HttpContext.Desk()
            ?? throw new ProblemException(Problems.Unauthorized, "Reviews that are not published are listed with a key.");
        var (asked, items) = (new DeskAsked(request, statuses, desk.Outlet), new ItemsAsked(request));
        return await Answer(
            request, asked.Name, items, isMarked: false,
            place => asked.Read(place, Paging.Limit.Read(request), items.IsWhole, IsCounted(request), database, cancellation), cursors,
            cancellation);
    }

    static Task<Representation> ListPublished(
        HttpRequest request, ReviewPages pages, KeptAnswers answers, Cursors cursors, CancellationToken cancellation)
    {
        var text = TextQuery.Read(request);
        var (asked, sort) = (new Asked(request), Sort.Read(request, text));
        var question = Filters.Read(asked);
        return text is null ? List() : answers.Answer(request, List, cancellation);

        Task<Representation> List() =>
            Published(request, $"{text} {asked.Name} sort={sort}", question, text, sort, pages, cursors, cancellation);
    }

    /// <summary>A page of the published reviews that a question asks for; the name of the list tells it from others.</summary>
    public static Task<Representation> Published(
        HttpRequest request, string list, Question question, TextQuery? text, Sort sort, ReviewPages pages, Cursors cursors,
        CancellationToken cancellation)
    {
        var items = new ItemsAsked(request);
        var page = new PageAsked(question, text, sort, Paging.Limit.Read(request))
        {
            Listed = Filters.Ids.Read(request)?.Select(Guid.Parse).ToList(),
            IsCounted = IsCounted(request),
            IsWhole = items.IsWhole,
            IsMarked = text is not null && items.IsMatchShown,
        };
        return Answer(
            request, list, items, page.IsMarked, place => pages.Read(page with { After = place }, cancellation), cursors, cancellation);
    }

    static bool IsCounted(HttpRequest request) => Paging.Count.Read(request) is not null;

    static async Task<Representation> Answer(
        HttpRequest request, string list, ItemsAsked items, bool isMarked, Func<Place?, Task<ReviewsOfPage>> read, Cursors cursors,
        CancellationToken cancellation)
    {
        var after = Paging.Cursor.Read(request) is { } cursor ? Place.Parse(await cursors.Open(list, cursor, cancellation)) : null;
        var page = await read(after);
        var next = page.Next is null ? null : await cursors.Seal(list, page.Next.ToString(), cancellation);
        if (isMarked)
            Highlights.AddTo(page);
        foreach (var review in page.Reviews)
            review.Json = items.Show(review.Json!);
        return new Representation(Body(page, next))
        {
            ETag = ETag(page, next, items),
            Link = next is null ? null : Paging.LinkTo(request, next),
        };
    }

    // The items are JSON already.
    static byte[] Body(ReviewsOfPage page, string? next)
    {
        var end = Encoding.UTF8.GetBytes(
            $"]{(next is null ? "" : $",\"next\":\"{next}\"")}{(page.Total is null ? "" : $",\"total\":{page.Total}")}}}");
        var commas = Math.Max(0, page.Reviews.Count - 1);
        var body = new byte[Begin.Length + page.Reviews.Sum(review => review.Json!.Length) + commas + end.Length];
        Begin.CopyTo(body);
        var length = Begin.Length;
        foreach (var review in page.Reviews)
        {
            if (length > Begin.Length)
                body[length++] = (byte)',';
            review.Json!.CopyTo(body, length);
            length += review.Json.Length;
        }
        end.CopyTo(body, length);
        return body;
    }

    // Of what tells the items from others, and of the program that shows them: far less than the whole page.
    static string ETag(ReviewsOfPage page, string? next, ItemsAsked items)
    {
        var tags = MemoryMarshal.AsBytes<ulong>(page.Reviews.Select(review => review.Tag).ToArray());
        var ranks = MemoryMarshal.AsBytes<float>(page.Reviews.Select(review => review.Rank).ToArray());
        return ETags.Compute([.. Program, .. tags, .. ranks, .. Encoding.UTF8.GetBytes($"{next} {page.Total} {items.Name}")]);
    }
}
