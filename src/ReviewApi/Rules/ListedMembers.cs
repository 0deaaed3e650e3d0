namespace ReviewApi.Rules;

/// <summary>
/// The members of an object in an answer that are told by a list, not by its type: each is an array of items of a type, and where there is
/// a rule it is of the items' value.
/// </summary>
internal interface IListedMembers
{
    IEnumerable<ListedMember> All { get; }
}

/// <summary>A member that a list tells of.</summary>
internal sealed record ListedMember(string Name, string Description, Type Item, IMemberRule? Rule = null);

/// <summary>The members of this object are told by a list.</summary>
internal abstract class MembersOfAttribute : Attribute
{
    public abstract IListedMembers Members { get; }
}

/// <summary>The members of this object are told by a list of a type.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MembersOfAttribute<T> : MembersOfAttribute where T : IListedMembers, new()
{
    public override IListedMembers Members { get; } = new T();
}
