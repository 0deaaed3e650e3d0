using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ReviewApi.Tests.House;

/// <summary>A file is read from top to bottom: what only its own type calls stands below the first method that calls it.</summary>
public sealed class CallOrderTests
{
    [Fact]
    public void Given_a_private_method_when_others_of_its_type_call_it_then_one_of_them_stands_above_it() => Assert.Empty(
        from file in SourceCode.Read().Files
        from type in file.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>()
        let methods = type.Members.OfType<MethodDeclarationSyntax>().ToList()
        from method in methods
        where IsPrivate(method)
        let callers = type.Members
            .Where(member => member is not TypeDeclarationSyntax && member != method && Names(member, method.Identifier.Text)).ToList()
        where callers.Count > 0 && callers.TrueForAll(caller => caller.SpanStart > method.SpanStart)
        select $"{file.FilePath}: {type.Identifier}.{method.Identifier} stands above {string.Join(", ", callers.Select(Name))}");

    static bool IsPrivate(MethodDeclarationSyntax method) =>
        method.ExplicitInterfaceSpecifier is null
        && !method.Modifiers.Any(one =>
            one.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword
                or SyntaxKind.ProtectedKeyword or SyntaxKind.PartialKeyword);

    static bool Names(MemberDeclarationSyntax member, string name) =>
        member.DescendantNodes().OfType<SimpleNameSyntax>().Any(one => one.Identifier.Text == name);

    static string Name(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        FieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.Text,
        _ => member.Kind().ToString(),
    };
}
