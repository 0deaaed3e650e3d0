using System.Reflection;
using System.Text;
using System.Text.Json;
using ReviewApi.Reviews;
using ReviewApi.Rules;

namespace ReviewApi.Rendering;

/// <summary>A member that holds codes, or leads to such members, or whose name is one.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Codes">The rule of the codes that it holds.</param>
/// <param name="Names">The rule of its name.</param>
/// <param name="Members">Those of the objects that it holds.</param>
internal sealed record CodedMember(string Name, ICodeRule? Codes, ICodeRule? Names, IReadOnlyList<CodedMember> Members)
{
    readonly byte[] utf8 = Encoding.UTF8.GetBytes(Name);

    /// <summary>The members of a review.</summary>
    public static IReadOnlyList<CodedMember> OfReview { get; } = Of(typeof(Review));

    /// <summary>The one whose name a reader is at, or null.</summary>
    public static CodedMember? At(in Utf8JsonReader name, IReadOnlyList<CodedMember> members)
    {
        foreach (var member in members)
            if (name.ValueTextEquals(member.utf8))
                return member;
        return null;
    }

    static List<CodedMember> Of(Type type) =>
    [
        .. type.GetProperties().Select(Of)
            .Where(member => member.Codes is not null || member.Names is not null || member.Members.Count > 0),
    ];

    static CodedMember Of(PropertyInfo property)
    {
        var type = property.PropertyType is { IsGenericType: true } list && list.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? list.GetGenericArguments()[0]
            : property.PropertyType;
        return new(
            JsonNamingPolicy.CamelCase.ConvertName(property.Name),
            property.GetCustomAttributes().OfType<ICodeRule>().SingleOrDefault(),
            typeof(Section).IsAssignableFrom(property.PropertyType) ? new CodeAttribute("section") : null,
            type.Namespace == typeof(Review).Namespace ? Of(type) : []);
    }
}
