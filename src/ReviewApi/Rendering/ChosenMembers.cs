using System.Text.Json;

namespace ReviewApi.Rendering;

/// <summary>Some members of a JSON object, as they stand in it.</summary>
internal static class ChosenMembers
{
    /// <summary>The object with only those of these members that it has.</summary>
    public static byte[] Of(byte[] json, IReadOnlyList<byte[]> names)
    {
        var reader = new Utf8JsonReader(json);
        var (chosen, length) = (new byte[json.Length + 1], 0);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (start, isChosen) = ((int)reader.TokenStartIndex, IsAmong(reader, names));
            reader.Read();
            reader.Skip();
            if (!isChosen)
                continue;
            chosen[length] = (byte)(length == 0 ? '{' : ',');
            var member = json.AsSpan(start, (int)reader.BytesConsumed - start);
            member.CopyTo(chosen.AsSpan(length + 1));
            length += member.Length + 1;
        }
        if (length == 0)
            chosen[length++] = (byte)'{';
        chosen[length++] = (byte)'}';
        return chosen[..length];
    }

    static bool IsAmong(in Utf8JsonReader name, IReadOnlyList<byte[]> names)
    {
        foreach (var one in names)
            if (name.ValueTextEquals(one))
                return true;
        return false;
    }
}
