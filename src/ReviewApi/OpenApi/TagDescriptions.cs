using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ReviewApi.OpenApi;

/// <summary>What each group of operations is about, in the order in which they are shown.</summary>
internal sealed class TagDescriptions : IDocumentFilter
{
    static readonly (string Name, string Description)[] Tags =
    [
        ("Reviews", "Reviews of home-video releases, read by everyone and written by the desk."),
        ("Catalogue", "Films, releases and reviewers as the published reviews describe them."),
        ("Statistics", "What published reviews score; right as soon as a publication is acknowledged."),
        ("Exchange", "What partners take: changes, exports, webhooks, and reviews for feed readers and for sites that embed."),
        ("Editorial", "The desk: working copies beside live reviews, approval, publication at a time, revisions."),
        ("Scales", "The scales that outlets print scores on."),
        ("Vocabularies", "The controlled codes with their labels and other spellings."),
        ("Keys", "The keys of this API."),
        ("Audit", "Who changed what."),
        ("Operations", "Whether the service lives and can serve."),
        ("OpenAPI", "This document."),
        ("Site", "Where things are, and what every host is asked for."),
        ("Problems", "What the types of problems mean."),
    ];

    public void Apply(OpenApiDocument document, DocumentFilterContext context) =>
        document.Tags = Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }).ToHashSet();
}
