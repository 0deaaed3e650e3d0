using System.ComponentModel;
using ReviewApi.Rules;

namespace ReviewApi.Reviews;

/// <summary>
/// A release as the review printed it. It is matched by barcode, format and territory, or picked by id; without a barcode it is the
/// review's own.
/// </summary>
public sealed record Release
{
    /// <summary>The release's id in the catalogue. Sent: picks that one, which must exist.</summary>
    [Identifier] public string? Id { get; init; }

    /// <summary>The title on the cover.</summary>
    [Filled(300)] public string? Title { get; init; }

    /// <summary>The edition as printed: "Sapphire Series".</summary>
    [Filled(200)] public string? Edition { get; init; }

    /// <summary>Which cuts it holds.</summary>
    [Items(30), Code("cut")] public IReadOnlyList<string>? Cuts { get; init; }

    /// <summary>The format as sold; single discs may differ.</summary>
    [Required, Code("disc_format")] public string? Format { get; init; }

    /// <summary>Where it is sold, ISO 3166-1 alpha-2.</summary>
    [Code("territory")] public string? Territory { get; init; }

    /// <summary>Who sells it.</summary>
    [Filled(200)] public string? Distributor { get; init; }

    /// <summary>When it came out.</summary>
    [PartialDate] public string? ReleaseDate { get; init; }

    /// <summary>Official, promotional, announced …</summary>
    [Code("release_status")] public string? ReleaseStatus { get; init; }

    /// <summary>The case.</summary>
    [Code("packaging")] public string? Packaging { get; init; }

    /// <summary>Whether a slipcover goes round the case.</summary>
    public bool? Slipcover { get; init; }

    /// <summary>
    /// GTIN-8, UPC-A, EAN-13 or GTIN-14 with its check digit; blanks, dashes and invisible characters are dropped. Empty: known to have
    /// none.
    /// </summary>
    [Barcode] public string? Barcode { get; init; }

    /// <summary>The barcode as 14 digits, which look-ups compare.</summary>
    [ReadOnly(true)] public string? Gtin { get; init; }

    /// <summary>Amazon's number.</summary>
    [Pattern("^[A-Z0-9]{10}$", "B004FM2ENQ")] public string? Asin { get; init; }

    /// <summary>The label's number: a spine or catalogue number.</summary>
    [Filled(100)] public string? CatalogueNumber { get; init; }

    /// <summary>
    /// DVD regions 0 to 8, Blu-ray regions A to C. A region-free Blu-ray (free, ABC, 0) has all three; a UHD Blu-ray has none.
    /// </summary>
    [Items(20), Code("region")] public IReadOnlyList<string>? Regions { get; init; }

    /// <summary>How sure the regions are.</summary>
    [Code("region_state")] public string? RegionState { get; init; }

    /// <summary>Whether the DVD refuses region-free players.</summary>
    public bool? RegionCodeEnhanced { get; init; }

    /// <summary>The price on the list.</summary>
    public Price? ListPrice { get; init; }

    /// <summary>The price that was paid.</summary>
    public Price? PricePaid { get; init; }

    /// <summary>How many discs there are.</summary>
    [Between(0, 1000)] public long? DiscCount { get; init; }

    /// <summary>The discs.</summary>
    [Items(100)] public IReadOnlyList<Disc>? Discs { get; init; }

    /// <summary>The pictures: one for each encoding that differs.</summary>
    [Items(200)] public IReadOnlyList<Video>? Video { get; init; }

    /// <summary>The audio tracks.</summary>
    [Items(200)] public IReadOnlyList<AudioTrack>? Audio { get; init; }

    /// <summary>The subtitles.</summary>
    [Items(200)] public IReadOnlyList<Subtitle>? Subtitles { get; init; }

    /// <summary>The extras; empty says that there are none.</summary>
    [Items(500)] public IReadOnlyList<Extra>? Extras { get; init; }

    /// <summary>Whether extras lists all of them.</summary>
    [Code("extras_listed")] public string? ExtrasListed { get; init; }

    /// <summary>Faults of pressings.</summary>
    [Items(50), Filled(2000)] public IReadOnlyList<string>? KnownDefects { get; init; }

    /// <summary>Pictures of the release, as links; the service never fetches them.</summary>
    [Items(30)] public IReadOnlyList<Image>? Images { get; init; }

    /// <summary>The first image of the front; only in summaries.</summary>
    [ReadOnly(true)] public Image? Image { get; init; }

    /// <summary>Whatever has no member of its own.</summary>
    [Text(2000)] public string? Note { get; init; }

    /// <summary>Where reviews print different facts; only in the catalogue.</summary>
    [ReadOnly(true)] public IReadOnlyList<FactConflict>? Conflicts { get; init; }
}

/// <summary>A price.</summary>
public sealed record Price
{
    /// <summary>The amount as a decimal number in text, so that it stays exact.</summary>
    [Required, Pattern("^[0-9]{1,9}([.][0-9]{1,4})?$", "14.99")] public string? Amount { get; init; }

    /// <summary>The currency, ISO 4217.</summary>
    [Required, Code("currency")] public string? Currency { get; init; }
}

/// <summary>A disc of a release.</summary>
public sealed record Disc
{
    /// <summary>Its number, from 1.</summary>
    [Between(1, 100)] public long? Number { get; init; }

    /// <summary>Its format.</summary>
    [Code("disc_format")] public string? Format { get; init; }

    /// <summary>How much it holds.</summary>
    [Code("capacity")] public string? Capacity { get; init; }

    /// <summary>What is written on it.</summary>
    [Filled(100)] public string? Label { get; init; }

    /// <summary>TheDiscDb's hash of what is on it, 32 hexadecimal digits.</summary>
    [ContentHash] public string? ContentHash { get; init; }
}

/// <summary>A picture of a release, as a link.</summary>
public sealed record Image
{
    /// <summary>What it shows.</summary>
    [Code("image_kind")] public string? Kind { get; init; }

    /// <summary>Where it is, an absolute http or https address.</summary>
    [Required, WebAddress] public string? Url { get; init; }

    /// <summary>Its width in pixels.</summary>
    [Between(1, 100_000)] public long? Width { get; init; }

    /// <summary>Its height in pixels.</summary>
    [Between(1, 100_000)] public long? Height { get; init; }

    /// <summary>Whom to name for it.</summary>
    [Filled(300)] public string? Credit { get; init; }
}

/// <summary>An extra.</summary>
public sealed record Extra
{
    /// <summary>The number of the disc it is on.</summary>
    [Between(1, 100)] public long? Disc { get; init; }

    /// <summary>The film it belongs to, an index into films.</summary>
    [Between(0, 59)] public long? Film { get; init; }

    /// <summary>What it is.</summary>
    [Code("extra_kind")] public string? Kind { get; init; }

    /// <summary>Its title.</summary>
    [Filled(300)] public string? Title { get; init; }

    /// <summary>How long it is, in seconds.</summary>
    [Between(0, 9_999_999)] public long? Seconds { get; init; }

    /// <summary>Its picture's resolution.</summary>
    [Code("resolution")] public string? Resolution { get; init; }

    /// <summary>Who is in it.</summary>
    [Items(100), Filled(200)] public IReadOnlyList<string>? Participants { get; init; }

    /// <summary>How many of them there are, where one line stands for several.</summary>
    [Between(0, 10_000)] public long? Count { get; init; }

    /// <summary>Whether it is a thing in the box, as a booklet.</summary>
    public bool? Physical { get; init; }

    /// <summary>Whether only this release has it.</summary>
    [Code("exclusivity")] public string? Exclusivity { get; init; }

    /// <summary>Whatever has no member of its own.</summary>
    [Text(2000)] public string? Note { get; init; }
}
