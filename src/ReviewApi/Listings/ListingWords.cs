using Npgsql;
using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Listings;

/// <summary>The row by which the words of a published review find it, but for its number: nothing is written here.</summary>
/// <param name="Config">The text search configuration of its language.</param>
/// <param name="Vector">The text of the tsvector of all words: titles weigh A, people and characters B, the headline C, prose D.</param>
/// <param name="Sections">The text of the tsvector of the sections' words, each with its section's number in front.</param>
/// <param name="Size">About how many bytes the words have.</param>
internal sealed record ListingWords(string Config, string Vector, string Sections, int Size)
{
    const string WeightsOfParts = "ABC";

    /// <summary>Asks for the row of a review: for those of its words that are not known.</summary>
    public static Asked<ListingWords> Ask(Review review, Write write)
    {
        var (config, parts) = (ListingText.Config(review.Language!), ListingText.Of(review).ToList());
        var words = Lexemes.Of(write.Connection).Ask(config, [.. parts.Select(part => part.Text.Words)], write);
        // Where all are known it is made now, before the write holds anything.
        var known = words.IsKnown ? Of(config, parts, [.. words.Answer.Value]) : null;
        return new(() => known ?? Of(config, parts, [.. words.Answer.Value]));
    }

    /// <summary>The row of a review; reads words that are not known from the database.</summary>
    public static async Task<ListingWords> Of(Review review, NpgsqlConnection connection, CancellationToken cancellation) =>
        (await Of([review], connection, cancellation))[0];

    /// <summary>The rows of reviews; reads words that are not known from the database, those of all reviews at once.</summary>
    public static async Task<IReadOnlyList<ListingWords>> Of(
        IReadOnlyList<Review> reviews, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var found = reviews
            .Select(review => (Config: ListingText.Config(review.Language!), Parts: ListingText.Of(review).ToList())).ToList();
        var texts = found.SelectMany(
            review => review.Parts, (review, part) => (review.Config, (IReadOnlyCollection<string>)part.Text.Words));
        var words = await Lexemes.Of(connection).Of([.. texts], connection, cancellation);
        return [.. found.Zip(words.Chunk(ListingText.Names.Length), (review, lexed) => Of(review.Config, review.Parts, lexed))];
    }

    static ListingWords Of(string config, List<(string Part, FoundText Text)> parts, Lexed[][] words)
    {
        var (all, sections) = (new WordVector(), new WordVector());
        for (var place = 0; place < parts.Count; place++)
        {
            var (part, text) = parts[place];
            var vector = text.IsPlain ? WordVector.OfPlain(words[place]) : WordVector.OfText(words[place]);
            all.Append(vector, place < WeightsOfParts.Length ? WeightsOfParts[place] : 'D');
            if (ListingText.NumberOf(part) is > 0 and var number)
                sections.Append(vector, prefix: $"{number}");
        }
        return new(config, $"{all}", $"{sections}", parts.Sum(part => part.Text.Size));
    }
}
