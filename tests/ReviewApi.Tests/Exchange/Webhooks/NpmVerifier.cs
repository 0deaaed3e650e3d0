using System.Diagnostics;
using System.Text.Json;

namespace ReviewApi.Tests.Exchange.Webhooks;

/// <summary>npm's standardwebhooks, which verifies what was sent; installed once into a folder of its version.</summary>
static class NpmVerifier
{
    const string Package = "standardwebhooks@1.1.1";

    const string Program = """
        const { Webhook } = require("standardwebhooks");
        const { secret, messages } = JSON.parse(require("fs").readFileSync(0, "utf8"));
        for (const message of messages) {
          try {
            new Webhook(secret).verify(message.body, {
              "webhook-id": message.id, "webhook-timestamp": message.timestamp, "webhook-signature": message.signature });
            console.log("right");
          } catch (error) {
            console.log(error.message);
          }
        }
        """;

    static readonly Lazy<Task<string>> Folder = new(Install);

    /// <summary>What it says of each message: right, or what is wrong with it.</summary>
    public static async Task<IReadOnlyList<string>> Verify(string secret, params Receiver.Message[] messages)
    {
        var asked = JsonSerializer.Serialize(new
        {
            secret,
            messages = messages.Select(one => new { one.Body, one.Id, one.Timestamp, one.Signature }),
        }, JsonSerializerOptions.Web);
        return (await Run("node", await Folder.Value, asked, "-e", Program)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    static async Task<string> Install()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"npm-{Package}-{Environment.UserName}");
        if (!File.Exists(Path.Combine(folder, "whole")))
        {
            var own = $"{folder}-{Guid.NewGuid():N}";
            Directory.CreateDirectory(own);
            await Run("npm", own, "", "install", "--no-audit", "--no-fund", "--loglevel=error", Package);
            await File.WriteAllTextAsync(Path.Combine(own, "whole"), "");
            try
            {
                Directory.Move(own, folder);
            }
            // Another process was quicker.
            catch (IOException) when (File.Exists(Path.Combine(folder, "whole")))
            {
                Directory.Delete(own, recursive: true);
            }
        }
        return folder;
    }

    static async Task<string> Run(string program, string folder, string input, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program}: {await output} {await errors}");
        return await output;
    }
}
