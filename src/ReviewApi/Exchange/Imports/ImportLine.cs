using ReviewApi.Access;
using ReviewApi.Http;
using ReviewApi.Reviews;
using ReviewApi.Rules;

namespace ReviewApi.Exchange.Imports;

/// <summary>A line of an import, as far as it can be judged by itself.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Review">The review; null where the line is none.</param>
/// <param name="Faults">What is wrong with it already.</param>
internal sealed record ImportLine(int Number, int Size, Review? Review, IReadOnlyList<Fault> Faults)
{
    /// <summary>What tells its review from all others; null where it does not say.</summary>
    public (string Outlet, string ExternalId)? Source =>
        Faults.Count == 0 && Review?.Source is { Outlet: { } outlet, ExternalId: { } externalId } ? (outlet, externalId) : null;

    /// <summary>Reads a line as a review, of the caller's outlet where it is held to one.</summary>
    public static ImportLine Read(RawLine line, Caller by)
    {
        if (line.Content is not { } content)
            return new(line.Number, 0, null, [new() { Pointer = "", Code = "too_long", Detail = "A line may have 1 MiB." }]);
        try
        {
            var review = JsonBody.ReadLine<Review>(content);
            if (by.Outlet is not null && review.Source?.Outlet is null)
                review = review with { Source = (review.Source ?? new()) with { Outlet = by.Outlet } };
            return new(line.Number, content.Length, review, [.. FaultsOfSource(review.Source, by)]);
        }
        catch (ProblemException refused)
        {
            return new(line.Number, content.Length, null, refused.Errors);
        }
    }

    static IEnumerable<Fault> FaultsOfSource(Source? source, Caller by)
    {
        if (string.IsNullOrWhiteSpace(source?.Outlet))
            yield return Required("/source/outlet");
        else if (by.Outlet is not null && source.Outlet != by.Outlet)
            yield return new() { Pointer = "/source/outlet", Code = "forbidden", Detail = $"The key is for reviews of {by.Outlet} only." };
        if (string.IsNullOrWhiteSpace(source?.ExternalId))
            yield return Required("/source/externalId");
    }

    static Fault Required(string pointer) =>
        new() { Pointer = pointer, Code = "required", Detail = "Required: an import finds by it the review that the line is of." };
}
