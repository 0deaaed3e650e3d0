using System.Globalization;

namespace ReviewApi.Exchange;

/// <summary>
/// The place of a change among all: by the transaction that wrote it, then by its number. When it was made tells whether it is still the
/// same change, after a server has been lost with its last transactions.
/// </summary>
internal readonly record struct ChangePlace(ulong Transaction, long Id, DateTime At) : IComparable<ChangePlace>
{
    /// <summary>Before the first change.</summary>
    public static readonly ChangePlace Beginning = new(0, 0, DateTime.UnixEpoch);

    public static bool operator <(ChangePlace one, ChangePlace other) => one.CompareTo(other) < 0;

    public static bool operator >(ChangePlace one, ChangePlace other) => one.CompareTo(other) > 0;

    public static bool operator <=(ChangePlace one, ChangePlace other) => one.CompareTo(other) <= 0;

    public static bool operator >=(ChangePlace one, ChangePlace other) => one.CompareTo(other) >= 0;

    public static ChangePlace Parse(string text)
    {
        var parts = text.Split(' ');
        return new(
            ulong.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture),
            new DateTime(long.Parse(parts[2], CultureInfo.InvariantCulture), DateTimeKind.Utc));
    }

    public int CompareTo(ChangePlace other) => (Transaction, Id).CompareTo((other.Transaction, other.Id));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Transaction} {Id} {At.Ticks}");
}
