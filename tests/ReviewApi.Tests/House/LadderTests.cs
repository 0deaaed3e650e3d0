using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ReviewApi.Tests.House;

/// <summary>The service's folders are rooms on a ladder: each uses only those below it, so that none goes in a circle.</summary>
public sealed class LadderTests
{
    // From the bottom up. What stands in one line is on one rung and does not use each other.
    static readonly string[][] Rungs =
    [
        ["Codes", "Indexing", "Samples"],
        ["Rules"],
        ["Database"],
        ["Http"],
        ["Access"],
        ["Writing"],
        ["Reviews"],
        ["Rendering"],
        ["Identity", "Listings", "Scales"],
        ["Editorial"],
        ["Extraction", "Search", "Statistics"],
        ["Catalogue", "Keys", "Site", "Vocabulary"],
        ["Exchange"],
        ["OpenApi", "Operations", "Development"],
    ];

    static readonly SourceCode Source = SourceCode.Read();

    [Fact]
    public void Given_the_source_when_a_file_uses_another_then_that_one_is_in_the_same_room_or_below() =>
        Assert.Empty(Wrong(Source.Arrows()));

    [Theory]
    [InlineData("Codes/Planted.cs", "Reviews.Review", "Codes/Planted.cs → Reviews/Review.cs")]
    [InlineData("Listings/Planted.cs", "Search.Sort", "Listings/Planted.cs → Search/Sort.cs")]
    [InlineData("Identity/Planted.cs", "Listings.ReviewListing", "Identity/Planted.cs → Listings/ReviewListing.cs")]
    public void Given_a_planted_arrow_when_it_goes_up_or_sideways_then_both_files_are_named(string path, string used, string arrow)
    {
        var planted = Source.With(
            path, $"namespace ReviewApi.{path.Split('/')[0]}; class Planted {{ object used = typeof(ReviewApi.{used}); }}");
        Assert.Equal([arrow], Wrong(planted.ArrowsOf(path)));
    }

    [Fact]
    public void Given_a_file_when_it_is_in_a_folder_then_its_namespace_is_the_folders() => Assert.Empty(
        from file in Source.Files
        let folder = string.Join('.', file.FilePath.Split('/')[..^1].Prepend("ReviewApi"))
        from declared in file.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
        where declared.Name.ToString() != folder
        select $"{file.FilePath} is in {declared.Name}");

    // The files beside the folders put the service together, of all rooms.
    static IEnumerable<string> Wrong(IEnumerable<(string From, string To)> arrows) =>
        from arrow in arrows
        let rooms = (From: Room(arrow.From), To: Room(arrow.To))
        where rooms.From.Length > 0 && rooms.From != rooms.To && Rung(rooms.From) <= Rung(rooms.To)
        orderby arrow
        select $"{arrow.From} → {arrow.To}";

    static string Room(string path) => path.Contains('/', StringComparison.Ordinal) ? path.Split('/')[0] : "";

    static int Rung(string room) => room.Length == 0
        ? Rungs.Length
        : Array.FindIndex(Rungs, rung => rung.Contains(room)) is var rung and >= 0
            ? rung
            : throw new InvalidOperationException($"The room {room} is not on the ladder.");
}
