namespace ReviewApi.LocalPostgres;

/// <summary>Folders that were made beside, to be renamed when whole, and whose maker was killed.</summary>
static class Leftovers
{
    public static void Delete(IEnumerable<string> folders)
    {
        foreach (var folder in folders)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            // A program that outlived the maker still writes here; the next to come by deletes what it leaves.
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
            }
        }
    }
}
