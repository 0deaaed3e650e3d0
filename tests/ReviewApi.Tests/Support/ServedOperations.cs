using System.Text.Json;

namespace ReviewApi.Tests.Support;

/// <summary>The operations of the document as requests that are right.</summary>
static class ServedOperations
{
    /// <summary>
    /// Every operation that the OpenAPI document lists and that comes to an end; its ExamplePath has the examples of its path put in.
    /// </summary>
    public static async Task<IReadOnlyList<Operation>> Operations(this ApiFixture api)
    {
        var operations = (await ApiDocument.Served(api.Anonymous)).Operations.Where(operation => !operation.IsEndless).ToList();
        Assert.All(operations, operation => Assert.DoesNotContain('{', operation.ExamplePath));
        Assert.True(operations.Count > 10, "The document lists fewer operations than there are.");
        return operations;
    }

    /// <summary>A body that the operation takes.</summary>
    public static byte[]? ValidBody(this Operation operation) => (operation.BodyType, operation.Path) switch
    {
        (null, _) => null,
        (Contents.MergePatch, _) => """{"headline":"New"}"""u8.ToArray(),
        (_, "/v1/webhooks") => """{"url":"https://partner.example.org/hook"}"""u8.ToArray(),
        (_, "/v1/scales") => JsonSerializer.SerializeToUtf8Bytes(ScaleCalls.Numeric()),
        _ => JsonSerializer.SerializeToUtf8Bytes(Example.Draft()),
    };
}
