using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace ReviewApi.Tests.Editorial;

enum Command
{
    Patch, Put, PatchDraft, PutDraft, DeleteDraft, Submit, Return, Publish, Schedule, Unschedule, Withdraw, Restore, Delete,
    RestoreRevision,
}

/// <summary>The If-Match of a command: the ETag of what it is about, one that it is not or no longer, or none.</summary>
enum Tag { Own, Stale, None }

/// <summary>A command; the headline is for those that send content, the revision for the one that restores it.</summary>
sealed record Step(Command Command, Tag Tag, string Headline, int Revision)
{
    public override string ToString() => $"{Command}{Argument}{(Tag == Tag.Own ? "" : $" with If-Match {Tag}")}";

    string Argument => Command switch
    {
        Command.Patch or Command.Put or Command.PatchDraft or Command.PutDraft => $" {Headline}",
        Command.RestoreRevision => $" {Revision}",
        _ => "",
    };
}

/// <summary>
/// A review that is created, as a draft or live, and what is done with it. Any steps make a walk: what is not allowed is refused.
/// </summary>
sealed record LifecycleWalk(string Headline, bool Published, ImmutableList<Step> Steps)
{
    LifecycleModel Start => LifecycleModel.Created(Headline, Published);

    public static Arbitrary<LifecycleWalk> Any() => Arb.ToArbitrary(Walks(), Shorter);

    /// <summary>What the model says of each step: from where, how it is answered, to where.</summary>
    public IEnumerable<(LifecycleModel From, Step Step, int Status, LifecycleModel To)> Visits()
    {
        var model = Start;
        foreach (var step in Steps)
        {
            var from = model;
            (var status, model) = from.Do(step);
            yield return (from, step, status, model);
        }
    }

    public override string ToString() => $"{(Published ? "Publish" : "Create")} {Headline}, {string.Join(", ", Steps)}";

    static Gen<LifecycleWalk> Walks() =>
        from headline in Gen.Elements("A", "B")
        from published in Gen.Elements(true, false, false)
        from length in Gen.Choose(5, 13)
        from steps in Walk(LifecycleModel.Created(headline, published), length)
        select new LifecycleWalk(headline, published, steps);

    static Gen<ImmutableList<Step>> Walk(LifecycleModel from, int length) =>
        length == 0
            ? Gen.Constant(ImmutableList<Step>.Empty)
            : from step in Next(@from)
              from rest in Walk(@from.Do(step).After, step.Command == Command.Delete ? Math.Min(length - 1, 2) : length - 1)
              select rest.Insert(0, step);

    // Mostly what is allowed, so that it gets somewhere.
    static Gen<Step> Next(LifecycleModel from) =>
        from.Review is null ? AnyStep() : Gen.Frequency((2, AnyStep().Where(step => from.Do(step).Status < 300)), (1, AnyStep()));

    // A deletion ends it, so there are few.
    static Gen<Step> AnyStep() =>
        from command in Gen.Frequency(
            (1, Gen.Constant(Command.Delete)), (60, Gen.Elements(Enum.GetValues<Command>().Except([Command.Delete]))))
        from tag in Gen.Frequency((8, Gen.Constant(Tag.Own)), (1, Gen.Constant(Tag.Stale)), (1, Gen.Constant(Tag.None)))
        from headline in Gen.Elements("A", "B", "C", LifecycleModel.Unfinished)
        from revision in Gen.Choose(1, 4)
        select new Step(command, tag, headline, revision);

    static IEnumerable<LifecycleWalk> Shorter(LifecycleWalk walk)
    {
        for (var half = walk.Steps.Count / 2; half > 1; half /= 2)
            yield return walk with { Steps = walk.Steps.RemoveRange(walk.Steps.Count - half, half) };
        for (var place = walk.Steps.Count - 1; place >= 0; place--)
            yield return walk with { Steps = walk.Steps.RemoveAt(place) };
        if (walk.Published)
            yield return walk with { Published = false };
    }
}
