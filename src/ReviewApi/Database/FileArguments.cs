using System.CommandLine;

namespace ReviewApi.Database;

/// <summary>Files that verbs are given.</summary>
internal static class FileArguments
{
    /// <summary>A folder is refused before anything is done.</summary>
    public static Argument<FileInfo> AcceptNoFolder(this Argument<FileInfo> file)
    {
        file.Validators.Add(said =>
        {
            if (said.Tokens is [{ Value: var path }] && Directory.Exists(path))
                said.AddError($"{path} is a folder, not a file.");
        });
        return file;
    }
}
