using ReviewApi.Codes;
using ReviewApi.Http;

namespace ReviewApi.Vocabulary;

internal static class VocabularyEndpoints
{
    public static void MapVocabularies(this IEndpointRouteBuilder app)
    {
        var vocabularies = app.MapGroup("/v1/vocabularies").WithTags("Vocabularies");
        vocabularies.MapGet("/", ListVocabularies).Reads().Answers<VocabularyList>();
        vocabularies.MapGet("/{name}", GetVocabulary).Reads().Answers<CodeList>().ProducesProblems(404);
    }

    /// <summary>List the vocabularies</summary>
    /// <remarks>All controlled codes with their labels, where they come from, and the other spellings that are taken for them.</remarks>
    static Representation ListVocabularies() =>
        Representation.OfJson(new VocabularyList { Items = CodeBook.Names.Select(name => CodeBook.Named(name).List).ToList() });

    /// <summary>Read one vocabulary</summary>
    /// <remarks>Its codes with their labels, where they come from, and the other spellings that are taken for them.</remarks>
    /// <param name="name">The vocabulary's name, as disc_format.</param>
    static Representation GetVocabulary(string name) =>
        CodeBook.Find(name) is { } list
            ? Representation.OfJson(list)
            : throw new ProblemException(
                Problems.NotFound, Suggestion.Unknown("vocabulary", Spelling.Nearest(name, CodeBook.Names.Select(one => (one, one)))));
}

/// <summary>All vocabularies.</summary>
public sealed record VocabularyList
{
    /// <summary>The vocabularies by name.</summary>
    public required IReadOnlyList<CodeList> Items { get; init; }
}
