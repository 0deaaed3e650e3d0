using System.Text.Json;
using ReviewApi.Http;
using ReviewApi.Rules;

namespace ReviewApi.Rendering;

/// <summary>The labels of the codes in a review's JSON, in which all else is passed over.</summary>
internal static class CodeLabels
{
    /// <summary>Adds the labels in a language to an item as a member of its own.</summary>
    public static byte[] AddTo(byte[] item, string language) =>
    [
        .. item.AsSpan(0, item.Length - 1), .. ",\"labels\":"u8, .. JsonSerializer.SerializeToUtf8Bytes(Of(item, language), Json.Options),
        (byte)'}',
    ];

    static Dictionary<string, string> Of(byte[] item, string language)
    {
        var reader = new Utf8JsonReader(item);
        var labels = new Dictionary<string, string>();
        reader.Read();
        ReadObject(ref reader, CodedMember.OfReview, language, labels);
        return labels;
    }

    static void ReadObject(
        ref Utf8JsonReader reader, IReadOnlyList<CodedMember> members, string language, Dictionary<string, string> labels)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = CodedMember.At(reader, members);
            Add(member?.Name, member?.Names, language, labels);
            reader.Read();
            if (member is null)
                reader.Skip();
            else
                ReadValue(ref reader, member, language, labels);
        }
    }

    static void ReadValue(ref Utf8JsonReader reader, CodedMember member, string language, Dictionary<string, string> labels)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                ReadValue(ref reader, member, language, labels);
        else if (reader.TokenType == JsonTokenType.StartObject)
            ReadObject(ref reader, member.Members, language, labels);
        else if (reader.TokenType == JsonTokenType.String)
            Add(reader.GetString(), member.Codes, language, labels);
    }

    // A code may be one of several vocabularies (other, mpeg_2): the shorter label says what they have in common.
    static void Add(string? code, ICodeRule? rule, string language, Dictionary<string, string> labels)
    {
        if (code is not null && rule?.LabelOf(code, language) is { } text && !(labels.GetValueOrDefault(code)?.Length <= text.Length))
            labels[code] = text;
    }
}
