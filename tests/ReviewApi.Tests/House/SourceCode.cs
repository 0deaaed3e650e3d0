using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ReviewApi.Tests.House;

/// <summary>The service's source as the compiler sees it.</summary>
sealed class SourceCode
{
    static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    // What the SDK imports into every file of a web project.
    const string Usings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Net.Http.Json; global using System.Threading; global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Hosting; global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing; global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection; global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    readonly CSharpCompilation compilation;

    SourceCode(CSharpCompilation compilation) => this.compilation = compilation;

    static string Folder { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../src/ReviewApi"));

    public IEnumerable<SyntaxTree> Files => compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0);

    /// <summary>The source as it is; paths are below the service's folder.</summary>
    public static SourceCode Read()
    {
        var trees = Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(Folder, file).Replace('\\', '/'), Text: File.ReadAllText(file)))
            .Where(file => file.Path.Split('/')[0] is not ("bin" or "obj"))
            .Append(("", Usings))
            .Select(file => CSharpSyntaxTree.ParseText(file.Item2, Options, file.Item1));
        var used = typeof(Program).Assembly.GetReferencedAssemblies().Select(name => name.Name)
            .Append("System.Private.CoreLib").ToHashSet();
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => used.Contains(Path.GetFileNameWithoutExtension(path)))
            .Select(path => MetadataReference.CreateFromFile(path));
        return new(CSharpCompilation.Create("House", trees, references, new(OutputKind.ConsoleApplication, allowUnsafe: true)));
    }

    /// <summary>The source with another file.</summary>
    public SourceCode With(string path, string text) => new(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(text, Options, path)));

    /// <summary>Which files use which: every name in a file that is declared in another one.</summary>
    public IEnumerable<(string From, string To)> Arrows() => Files.SelectMany(Arrows).Distinct();

    /// <summary>Which files one file uses.</summary>
    public IEnumerable<(string From, string To)> ArrowsOf(string path) => Arrows(Files.Single(file => file.FilePath == path)).Distinct();

    IEnumerable<(string From, string To)> Arrows(SyntaxTree file)
    {
        var model = compilation.GetSemanticModel(file);
        return from name in file.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
               let symbol = model.GetSymbolInfo(name).Symbol
               where symbol is not (null or INamespaceSymbol)
               from declaration in (symbol.OriginalDefinition as IMethodSymbol)?.ReducedFrom?.DeclaringSyntaxReferences
                   ?? symbol.OriginalDefinition.DeclaringSyntaxReferences
               where declaration.SyntaxTree != file
               select (file.FilePath, declaration.SyntaxTree.FilePath);
    }

    static string ThisFile([CallerFilePath] string path = "") => path;
}
