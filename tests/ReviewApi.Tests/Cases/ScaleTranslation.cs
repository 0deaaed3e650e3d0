using System.Globalization;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Cases;

/// <summary>The scale of a printed score: a built-in one where it fits, else one that is made for the review.</summary>
static class ScaleTranslation
{
    static readonly string[] Letters = ["A++", "A+", "A", "A-", "B+", "B", "B-", "C+", "C", "C-", "D+", "D", "D-", "F"];

    static readonly decimal[] Steps = [1m, 0.5m, 0.25m, 0.1m, 0.05m, 0.01m];

    static readonly (string Code, decimal Min, decimal Max, decimal Step)[] BuiltIn =
        [("ten", 0, 10, 0.1m), ("stars_5", 0, 5, 0.25m), ("stars_4", 0, 4, 0.5m), ("percent", 0, 100, 1), ("twenty", 1, 20, 0.5m)];

    /// <summary>The scale's code; null where the record does not say on what scale the value is.</summary>
    public static string? Find(ref string value, Facts section, Facts? scale, CaseContext context)
    {
        if (Letters.Contains(value)) return "letter";
        if (scale?.Has("modifiers") == true && (section.Peek("max") ?? scale.Peek("max")) is { } top)
            return WithModifiers(value, top, scale.Peek("modifiers")!, section, context);
        if (value.Split('/', StringSplitOptions.TrimEntries) is [var score, var outOf] && Printed.Decimal(score) is not null
            && Printed.Decimal(outOf) is { } printedMax)
        {
            context.Note("score as printed", value);
            value = score;
            return Numeric(value, printedMax, scale, section, context);
        }
        return Printed.Decimal(section.Peek("max")) is { } max ? Numeric(value, max, scale, section, context) : null;
    }

    static string? Numeric(string value, decimal max, Facts? scale, Facts section, CaseContext context)
    {
        if (Printed.Decimal(value) is not { } number || number > max || max <= 0) return null;
        section.Take("max");
        var fitting = Array.Find(BuiltIn, built => built.Max == max && number >= built.Min && number % built.Step == 0);
        if (fitting.Code is not null) return fitting.Code;
        var min = Printed.Decimal(scale?.Peek("min")) ?? 0;
        if (Printed.Decimal(scale?.Peek("step")) is not { } step || step <= 0 || number % step != 0)
            step = Array.Find(Steps, step => number % step == 0);
        if (step == 0 || number < min) return null;
        return Made(context, new JsonObject
        {
            ["code"] = $"points_{Printed.Code(Text(min))}_to_{Printed.Code(Text(max))}_by_{Printed.Code(Text(step))}",
            ["label"] = $"Points from {Text(min)} to {Text(max)}, by {Text(step)}",
            ["kind"] = "numeric",
            ["min"] = min,
            ["max"] = max,
            ["step"] = step,
        });
    }

    /// <summary>Whole numbers with plus and minus are a third of a point above and below; the top is 10, 0 is 0.</summary>
    static string? WithModifiers(string value, string top, string modifiers, Facts section, CaseContext context)
    {
        if (Printed.Decimal(top.TrimEnd('+', '-')) is not { } highest || highest % 1 != 0 || highest is < 1 or > 30) return null;
        var labels = new List<(string Label, int Thirds)>();
        for (var number = (int)highest; number > 0; number--)
        {
            if (modifiers.Contains('+')) labels.Add(($"{number}+", number * 3 + 1));
            labels.Add(($"{number}", number * 3));
            if (modifiers.Contains('-')) labels.Add(($"{number}-", number * 3 - 1));
        }
        labels.Add(("0", 0));
        labels = [.. labels.SkipWhile(label => label.Label != top)];
        var printed = value;
        if (!labels.Exists(label => label.Label == printed)) return null;
        section.Take("max");
        return Made(context, new JsonObject
        {
            ["code"] = $"plus_minus_{highest:0}{(top.EndsWith('+') ? "_plus" : top.EndsWith('-') ? "_minus" : "")}",
            ["label"] = $"0 to {top} with {modifiers}",
            ["kind"] = "labels",
            ["labels"] = new JsonArray([.. labels.Select(label => new JsonObject
            {
                ["label"] = label.Label,
                ["score"] = Math.Round(label.Thirds * 10m / labels[0].Thirds, 1, MidpointRounding.AwayFromZero),
            })]),
        });
    }

    static string Made(CaseContext context, JsonObject scale)
    {
        var code = scale["code"]!.GetValue<string>();
        if (!context.Scales.Exists(made => Words.Of(made["code"]) == code)) context.Scales.Add(scale);
        return code;
    }

    static string Text(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
