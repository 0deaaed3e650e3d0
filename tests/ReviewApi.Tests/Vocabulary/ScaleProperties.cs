using FsCheck;
using FsCheck.Fluent;
using ReviewApi.Reviews;

namespace ReviewApi.Tests.Vocabulary;

public sealed class ScaleProperties
{
    [Many(300)]
    public Property Given_any_numeric_scale_when_its_values_grow_then_scores_stay_within_0_and_10_with_one_decimal_and_never_fall() =>
        Prop.ForAll(Scales().ToArbitrary(), scale =>
        {
            var book = new ScaleBook([scale]);
            var steps = (int)((scale.Max - scale.Min) / scale.Step)!.Value;
            var scores = Enumerable.Range(0, steps + 1).Select(step => Score(book, scale, (scale.Min + step * scale.Step)!.Value)).ToList();
            Assert.All(scores, score => Assert.InRange(score, 0, 10));
            Assert.All(scores, score => Assert.Equal(score, decimal.Round(score, 1)));
            Assert.Equal(scores.Order(), scores);
        });

    [Many(300)]
    public Property Given_any_numeric_scale_when_its_ends_are_printed_then_the_top_is_10_and_beyond_is_not_on_it() =>
        Prop.ForAll(Scales().ToArbitrary(), scale =>
        {
            var book = new ScaleBook([scale]);
            Assert.Equal(10, Score(book, scale, scale.Max!.Value));
            Assert.NotNull(book.Derive(scale.Code!, (scale.Max.Value + scale.Step!.Value).Invariant(), sent: null).Finding);
            if (scale.Min >= scale.Step)
                Assert.NotNull(book.Derive(scale.Code!, (scale.Min!.Value - scale.Step.Value).Invariant(), sent: null).Finding);
        });

    static decimal Score(ScaleBook book, Scale scale, decimal value)
    {
        var derived = book.Derive(scale.Code!, value.Invariant(), sent: null);
        Assert.Null(derived.Finding);
        return derived.Score!.Value;
    }

    static Gen<Scale> Scales() =>
        from min in Gen.Choose(0, 500)
        from steps in Gen.Choose(1, 1000)
        from step in Gen.Choose(1, 400)
        select new Scale
        {
            Code = "any",
            Label = "Any",
            Kind = "numeric",
            Min = min / 100m,
            Max = (min + steps * step) / 100m,
            Step = step / 100m,
            MappingVersion = 1,
        };
}
