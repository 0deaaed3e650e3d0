using ReviewApi.Listings;

namespace ReviewApi.Search;

/// <summary>
/// What is asked for in words, as PostgreSQL's to_tsquery understands it: words that are never looked for take their places in phrases and
/// are left out.
/// </summary>
internal abstract record QueryTree
{
    /// <summary>All of them, one after another, one of them: null where there is none.</summary>
    public static QueryTree? And(IEnumerable<QueryTree?> trees) => Joined(trees, (left, right) => new Both(left, right));

    public static QueryTree? Follows(IEnumerable<QueryTree?> trees) => Joined(trees, (left, right) => new Phrase(left, right));

    public static QueryTree? Or(IEnumerable<QueryTree?> trees) => Joined(trees, (left, right) => new Either(left, right));

    /// <summary>The words in it.</summary>
    public abstract IEnumerable<string> Words { get; }

    /// <summary>
    /// The text of the tsquery for what a configuration makes of the words, each lexeme written in some way; null where nothing is left.
    /// </summary>
    public string? Text(Func<string, Lexed> lexed, Func<string, string> written) => Clean(lexed, written).Text;

    // With how many places are left out before and after what is left.
    protected abstract Cleaned Clean(Func<string, Lexed> lexed, Func<string, string> written);

    static QueryTree? Joined(IEnumerable<QueryTree?> trees, Func<QueryTree, QueryTree, QueryTree> join)
    {
        var some = trees.OfType<QueryTree>().ToList();
        return some.Count == 0 ? null : some.Aggregate(join);
    }

    protected readonly record struct Cleaned(string? Text, int Before = 0, int After = 0)
    {
        public static Cleaned Follow(Cleaned left, Cleaned right, int distance = 1) => (left.Text, right.Text) switch
        {
            (null, null) => Empty(left.Before + distance + right.Before),
            (null, _) => new(right.Text, left.Before + distance + right.Before, right.After),
            (_, null) => new(left.Text, left.Before, left.After + distance + right.After),
            _ => new($"({left.Text} <{distance + left.After + right.Before}> {right.Text})", left.Before, right.After),
        };

        public static Cleaned Join(Cleaned left, string sign, Cleaned right) => (left.Text, right.Text) switch
        {
            (null, null) => Empty(Math.Max(left.Before, right.Before)),
            (null, _) => right,
            (_, null) => left,
            _ => new($"({left.Text} {sign} {right.Text})"),
        };

        static Cleaned Empty(int places) => new(null, places, places);
    }

    internal sealed record Single(string Word) : QueryTree
    {
        public override IEnumerable<string> Words => [Word];

        // A word that PostgreSQL divides is a phrase, from its first lexeme on.
        protected override Cleaned Clean(Func<string, Lexed> lexed, Func<string, string> written)
        {
            var (cleaned, last) = (new Cleaned(null), 0);
            foreach (var (lexeme, place) in lexed(Word).Words)
            {
                var one = new Cleaned(written(lexeme));
                cleaned = last == 0 ? one
                    : place == last ? Cleaned.Join(cleaned, "&", one)
                    : Cleaned.Follow(cleaned, one, place - last);
                last = place;
            }
            return cleaned;
        }
    }

    internal sealed record Without(QueryTree Tree) : QueryTree
    {
        public override IEnumerable<string> Words => Tree.Words;

        protected override Cleaned Clean(Func<string, Lexed> lexed, Func<string, string> written)
        {
            var cleaned = Tree.Clean(lexed, written);
            return cleaned.Text is null ? cleaned : cleaned with { Text = $"!{cleaned.Text}" };
        }
    }

    sealed record Both(QueryTree Left, QueryTree Right) : QueryTree
    {
        public override IEnumerable<string> Words => Left.Words.Concat(Right.Words);

        protected override Cleaned Clean(Func<string, Lexed> lexed, Func<string, string> written) =>
            Cleaned.Join(Left.Clean(lexed, written), "&", Right.Clean(lexed, written));
    }

    sealed record Either(QueryTree Left, QueryTree Right) : QueryTree
    {
        public override IEnumerable<string> Words => Left.Words.Concat(Right.Words);

        protected override Cleaned Clean(Func<string, Lexed> lexed, Func<string, string> written) =>
            Cleaned.Join(Left.Clean(lexed, written), "|", Right.Clean(lexed, written));
    }

    sealed record Phrase(QueryTree Left, QueryTree Right) : QueryTree
    {
        public override IEnumerable<string> Words => Left.Words.Concat(Right.Words);

        protected override Cleaned Clean(Func<string, Lexed> lexed, Func<string, string> written) =>
            Cleaned.Follow(Left.Clean(lexed, written), Right.Clean(lexed, written));
    }
}
