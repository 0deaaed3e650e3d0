using System.Globalization;
using System.Text;
using Xunit.Abstractions;

namespace ReviewApi.Tests.Extraction;

/// <summary>
/// How much of what texts say is found, and how much of what is found they say. The rules were made with the texts of work; those kept
/// apart are in the manners of other sites, and some of their errors were mended as kinds after a first count.
/// </summary>
public sealed class CorpusTests(ApiFixture api, ITestOutputHelper output) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("work", "codes .99 .98; scores .98 .98; extras .98 .94; title .98 .98; people .98 .96; sections .96 .96; box .98 .90")]
    [InlineData("apart", "codes .98 .94; scores .98 .86; extras .95 .83; title .98 .76; people .98 .61; sections .83 .88; box .98 .32")]
    public async Task Given_texts_of_many_sites_when_extracted_then_precision_and_recall_are_within_their_bounds(
        string folder, string bounds)
    {
        var counts = DraftFacts.Groups.Keys.ToDictionary(group => group, _ => (Right: 0, Found: 0, Said: 0));
        var differences = new StringBuilder();
        foreach (var text in CorpusText.Of(folder))
        {
            var answer = await (await api.Desk.Extract(text.Text, text.IsHtml ? "text/html" : "text/plain")).Sound(api.Desk);
            var found = DraftFacts.Of(answer);
            foreach (var (group, kinds) in DraftFacts.Groups)
            {
                var (said, here) = (
                    text.Gold.Where(line => kinds.Contains(line.Split(' ')[0])).ToList(),
                    found.Where(line => kinds.Contains(line.Split(' ')[0])).ToList()
                );
                var right = said.GroupBy(line => line).Sum(same => Math.Min(same.Count(), here.Count(line => line == same.Key)));
                counts[group] = (counts[group].Right + right, counts[group].Found + here.Count, counts[group].Said + said.Count);
                foreach (var line in here.Except(said))
                    differences.AppendLine(CultureInfo.InvariantCulture, $"{text}: found {line}");
                foreach (var line in said.Except(here))
                    differences.AppendLine(CultureInfo.InvariantCulture, $"{text}: missed {line}");
            }
        }
        foreach (var (group, (right, found, said)) in counts)
            output.WriteLine(
                $"{folder} {group}: {said} said, {found} found, {right} right: P {Share(right, found):0.000} R {Share(right, said):0.000}"
            );
        output.WriteLine(differences.ToString());
        foreach (var bound in bounds.Split("; "))
        {
            var parts = bound.Split(' ');
            var (right, found, said) = counts[parts[0]];
            Assert.True(
                Share(right, found) >= Number(parts[1]) && Share(right, said) >= Number(parts[2]),
                $"{folder} {parts[0]}: P {Share(right, found):0.000} R {Share(right, said):0.000}\n{differences}"
            );
        }
    }

    static double Share(int right, int of) => of == 0 ? 1 : (double)right / of;

    static double Number(string share) => double.Parse(share, CultureInfo.InvariantCulture);
}
