using ReviewApi.Rules;

namespace ReviewApi.Reviews;

/// <summary>What a release's regions mean: discs of each kind have regions of their own.</summary>
internal static class Regions
{
    const string Free = "0";

    static readonly string[] OfBluRay = ["A", "B", "C"];

    /// <summary>The regions, each once: a region-free Blu-ray has all three, a UHD Blu-ray has none.</summary>
    public static IReadOnlyList<string>? Meant(Release release) => (release.Format, release.Regions) switch
    {
        (_, null) => null,
        ("blu_ray" or "blu_ray_3d", { } regions) when regions.Contains(Free) =>
            [.. OfBluRay, .. regions.Except(OfBluRay).Where(region => region != Free)],
        ("uhd_blu_ray", { } regions) when IsFree(regions) => [],
        (_, { } regions) => regions.Distinct().ToList(),
    };

    /// <summary>The regions that the format has none of, each with its place.</summary>
    public static IEnumerable<(string Path, Finding Finding)> Odd(Release? release) =>
        from region in (release?.Regions ?? []).Select((code, index) => (Code: code, Index: index))
        where IsOdd(region.Code, release!)
        let detail = $"Discs of the format {release!.Format} have no region {region.Code}."
        select ($"release.regions[{region.Index}]", new Finding("region_of_other_disc", detail, IsWarning: true));

    static bool IsOdd(string region, Release release) => release.Format switch
    {
        "dvd" or "dvd_audio" => OfBluRay.Contains(region),
        "blu_ray" or "blu_ray_3d" => region != Free && !OfBluRay.Contains(region),
        "uhd_blu_ray" => !IsFree(release.Regions!),
        _ => false,
    };

    // As it is printed on a UHD Blu-ray: 0, or all that a Blu-ray has.
    static bool IsFree(IReadOnlyList<string> regions) =>
        regions.All(region => region == Free || OfBluRay.Contains(region)) && (regions.Contains(Free) || OfBluRay.All(regions.Contains));
}
