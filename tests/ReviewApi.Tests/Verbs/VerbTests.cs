using System.Text.Json.Nodes;
using Npgsql;
using ReviewApi.Tests.Exchange.Imports;

namespace ReviewApi.Tests.Verbs;

/// <summary>The command line: what each verb does and prints, and that what is unknown does nothing.</summary>
public sealed class VerbTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("migrat", "migrate")]
    [InlineData("status", "status")]
    [InlineData("serve now", "now")]
    [InlineData("--foo=1", "foo")]
    [InlineData("--urls http://127.0.0.1:0 --foo 1", "foo")]
    [InlineData("-x", "-x")]
    [InlineData("--Foo:Bar=1", "Foo__Bar")]
    [InlineData("migrate --dryrun", "--dry-run")]
    [InlineData("migrate now", "now")]
    [InlineData("keys lst", "list")]
    [InlineData("keys revoke", "revoke")]
    [InlineData("samples", "Required command")]
    [InlineData("samples rest", "reset")]
    [InlineData("import", "import")]
    [InlineData("import /there/is/none.ndjson", "none.ndjson")]
    [InlineData("import /tmp", "/tmp is a folder, not a file.")]
    [InlineData("export /tmp", "/tmp is a folder, not a file.")]
    [InlineData("export --frob", "There is no option --frob.")]
    [InlineData("import --publsh a.ndjson", "Did you mean --publish?")]
    [InlineData("health --frob", "There is no option --frob.")]
    [InlineData("health nowhere", "nowhere is not an address.")]
    [InlineData("imprt a.ndjson", "Did you mean import?")]
    [InlineData("exprots", "Did you mean export?")]
    [InlineData("frobnicate", "The verbs are serve, migrate, keys, import, export, extract, health, samples, help.")]
    [InlineData("export", "export")]
    [InlineData("help migrat", "migrate")]
    public async Task Given_what_is_no_verb_or_option_when_started_then_it_ends_with_2_one_line_and_nothing_is_changed(
        string arguments, string named)
    {
        await using var database = await EmptyDatabase.Create(api);
        await using var app = Start(database.ConnectionString, arguments.Split(' '));
        Assert.Equal(2, await app.Ended());
        Assert.Contains(named, Assert.Single(app.Errors, line => line.Length > 0), StringComparison.Ordinal);
        Assert.Empty(await database.Query<string>("select tablename::text from pg_tables where schemaname = 'public'"));
    }

    [Theory]
    [InlineData("--help", "migrate")]
    [InlineData("--version", "1.")]
    [InlineData("help", "export")]
    [InlineData("help keys create", "--expiresAt")]
    [InlineData("import --help", "--publish")]
    public async Task Given_a_question_about_the_program_when_asked_then_it_is_answered_without_settings(string arguments, string said)
    {
        await using var app = AppProcess.Start(arguments.Split(' '));
        Assert.Equal(0, await app.Ended());
        Assert.Contains(said, string.Join('\n', app.Output), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("import --help")]
    [InlineData("help import")]
    public async Task Given_the_help_when_asked_then_its_line_of_use_shows_only_what_there_is(string arguments)
    {
        await using var app = AppProcess.Start(arguments.Split(' '));
        Assert.Equal(0, await app.Ended());
        Assert.DoesNotContain("additional arguments", string.Join('\n', app.Output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_file_that_was_cut_when_imported_then_it_ends_with_1_and_one_line_that_says_so()
    {
        await using var database = await EmptyDatabase.Create(api);
        using var folder = new Folder();
        var file = Path.Combine(folder.Name, "cut.ndjson.gz");
        var whole = Contents.Gzip(System.Text.Encoding.UTF8.GetBytes(ImportCalls.Sourced().ToJsonString()));
        await File.WriteAllBytesAsync(file, whole[..^9]);
        await using var app = Start(database.ConnectionString, "import", file);
        Assert.Equal(1, await app.Ended());
        Assert.Contains(app.Errors, line => line.StartsWith($"{file} is not one whole gzip: it was cut", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Given_an_empty_database_when_migrated_then_what_is_missing_is_said_before_and_applied_once()
    {
        await using var database = await EmptyDatabase.Create(api);
        var before = await Output(database.ConnectionString, 0, "migrate", "--dry-run");
        Assert.Contains("Would apply 0001_create_reviews.sql", before);
        Assert.Empty(await database.Query<string>("select tablename::text from pg_tables where schemaname = 'public'"));
        Assert.Equal(
            before.Select(line => line.Replace("Would apply", "Applied", StringComparison.Ordinal)),
            await Output(database.ConnectionString, 0, "migrate"));
        Assert.Equal(["The schema is up to date."], await Output(database.ConnectionString, 0, "migrate"));
    }

    [Fact]
    public async Task Given_a_file_when_it_is_imported_and_exported_then_it_is_as_over_HTTP_and_rejected_lines_are_beside_it()
    {
        await using var database = await EmptyDatabase.Create(api);
        using var folder = new Folder();
        var bodies = Enumerable.Range(0, 30).Select(_ => ImportCalls.Sourced()).ToList();
        var lines = bodies.Select(body => body.ToJsonString()).Append("{ \"headlin\": 1 }").ToList();
        var file = Path.Combine(folder.Name, "archive.ndjson.gz");
        await File.WriteAllBytesAsync(file, Contents.Gzip(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines))));
        var said = await Output(database.ConnectionString, 1, "import", file, "--publish");
        Assert.Contains(said, line => line.Contains("30 created, 0 updated, 0 unchanged, 1 rejected", StringComparison.Ordinal));
        Assert.Equal([lines[^1]], await File.ReadAllLinesAsync(Path.Combine(folder.Name, "archive.ndjson.rejected")));
        var fault = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder.Name, "archive.ndjson.faults")))!;
        Assert.Equal((31, "unknown_member"), ((int)fault["line"]!, (string?)fault["errors"]![0]!["code"]));

        await File.WriteAllLinesAsync(file, lines[..^1]);
        said = await Output(database.ConnectionString, 0, "import", file, "--publish");
        Assert.Contains(said, line => line.Contains("0 created, 0 updated, 30 unchanged, 0 rejected", StringComparison.Ordinal));
        Assert.Equal([file], Directory.GetFiles(folder.Name));

        var exported = Path.Combine(folder.Name, "all.ndjson");
        await Output(database.ConnectionString, 0, "export", exported);
        await using var app = await AppProcess.Serve(database.ConnectionString);
        using var desk = await app.Client();
        var served = await desk.GetStringAsync("/v1/reviews/export");
        Assert.Equal(served.Split('\n').Order(), (await File.ReadAllTextAsync(exported)).Split('\n').Order());
        Assert.Equal(bodies.Count, served.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var address = desk.BaseAddress!.ToString();
        await using var healthy = AppProcess.Start(
            ["health"], ("ASPNETCORE_URLS", address.Replace("127.0.0.1", "*", StringComparison.Ordinal)));
        Assert.Equal(0, await healthy.Ended());
        await using var asked = AppProcess.Start(["health", address]);
        Assert.Equal(0, await asked.Ended());
    }

    [Fact]
    public async Task Given_changed_samples_when_reset_then_they_are_as_they_came_and_in_Production_it_is_refused()
    {
        await using var database = await EmptyDatabase.Create(api);
        var production = Start(database.ConnectionString, "samples", "reset");
        await using (production)
            Assert.Equal(1, await production.Ended());
        var created = await Reset();
        Assert.All(created, line => Assert.EndsWith(": created", line, StringComparison.Ordinal));
        await using (var app = await AppProcess.Serve(database.ConnectionString))
        {
            using var desk = await app.Client();
            var sample = await desk.Read("/v1/reviews/leaving-las-vegas-1995-blu-ray");
            (await desk.Patch(sample, """{ "headline": "Changed" }""")).Is(200);
            var gone = await desk.Read("/v1/reviews/the-verdict-1982-dvd");
            (await desk.Act((await desk.Patch(gone, """{ "overall": null }""")).Is(200), "withdraw")).Is(200);
            var copied = await desk.Read("/v1/reviews/amelie-2001-blu-ray");
            var copy = (await desk.PatchDraft(copied, """{ "headline": "To come" }""")).Is(201);
            (await desk.Schedule(copy)).Is(200);
        }
        Assert.Equal(
            ["amelie-2001-blu-ray: updated", "leaving-las-vegas-1995-blu-ray: updated", "the-verdict-1982-dvd: updated"],
            (await Reset()).Where(line => !line.EndsWith(": unchanged", StringComparison.Ordinal)));
        Assert.All(await Reset(), line => Assert.EndsWith(": unchanged", line, StringComparison.Ordinal));
        await using (var app = await AppProcess.Serve(database.ConnectionString))
        {
            using var desk = await app.Client();
            Assert.Equal("published", (await desk.Read("/v1/reviews/the-verdict-1982-dvd")).Is(200).Text("/status"));
            (await desk.Read("/v1/reviews/amelie-2001-blu-ray/draft")).Is(404);
        }

        async Task<IReadOnlyList<string>> Reset()
        {
            await using var reset = AppProcess.Start(
                ["samples", "reset"], ("ConnectionStrings__Reviews", database.ConnectionString), ("DOTNET_ENVIRONMENT", "Development"));
            Assert.True(await reset.Ended() == 0, string.Join('\n', reset.Errors));
            return [.. reset.Output.Where(line => line.Length > 0)];
        }
    }

    static AppProcess Start(string connectionString, params string[] arguments) =>
        AppProcess.Start(arguments, ("ConnectionStrings__Reviews", connectionString));

    static async Task<IReadOnlyList<string>> Output(string connectionString, int code, params string[] arguments)
    {
        await using var app = Start(new NpgsqlConnectionStringBuilder(connectionString).ConnectionString, arguments);
        Assert.True(await app.Ended() == code, string.Join('\n', app.Errors.Concat(app.Output)));
        return [.. app.Output.Where(line => line.Length > 0)];
    }

    sealed class Folder : IDisposable
    {
        public string Name { get; } = Directory.CreateTempSubdirectory("verbs").FullName;

        public void Dispose() => Directory.Delete(Name, recursive: true);
    }
}
