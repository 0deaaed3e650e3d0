using System.Runtime.CompilerServices;
using Parquet;
using Parquet.Schema;

namespace ReviewApi.Exchange;

/// <summary>A column of a table of T: it takes the rows of a group, and is then written at once.</summary>
internal abstract class Column<T>
{
    public abstract DataField Field { get; }

    public abstract void Add(T row);

    public abstract Task Write(ParquetRowGroupWriter group);
}

/// <summary>The kinds of columns; a value that is not known is null.</summary>
internal static class Column
{
    // About 20 MB of rows.
    const int RowsOfGroup = 20_000;

    public static Column<T> Text<T>(string name, Func<T, string?> value) => new Texts<T>(name, value);

    public static Column<T> Many<T>(string name, Func<T, IEnumerable<string>?> values) => new Lists<T>(name, values);

    public static Column<T> Whole<T>(string name, Func<T, long?> value) =>
        new Values<T, int>(new DataField(name, typeof(int), isNullable: true), row => (int?)value(row));

    public static Column<T> Flag<T>(string name, Func<T, bool?> value) =>
        new Values<T, bool>(new DataField(name, typeof(bool), isNullable: true), value);

    public static Column<T> Score<T>(string name, Func<T, decimal?> value) =>
        new Values<T, decimal>(new DecimalDataField(name, precision: 3, scale: 1, isNullable: true), value);

    public static Column<T> Time<T>(string name, Func<T, DateTime?> value) => new Values<T, DateTime>(
        new DateTimeDataField(
            name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Millis, isNullable: true),
        value);

    /// <summary>A table of columns and the rows that they are read from.</summary>
    public static Table TableOf<T>(
        string name, IReadOnlyList<Column<T>> columns, Func<CancellationToken, IAsyncEnumerable<T>> rows) =>
        new(name, [.. columns.Select(column => column.Field)], cancellation => Groups(columns, rows, cancellation));

    static async IAsyncEnumerable<Func<ParquetRowGroupWriter, Task>> Groups<T>(
        IReadOnlyList<Column<T>> columns, Func<CancellationToken, IAsyncEnumerable<T>> rows,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var count = 0;
        await foreach (var row in rows(cancellation))
        {
            foreach (var column in columns)
                column.Add(row);
            if (++count % RowsOfGroup == 0)
                yield return Write;
        }
        if (count % RowsOfGroup != 0 || count == 0)
            yield return Write;

        async Task Write(ParquetRowGroupWriter group)
        {
            foreach (var column in columns)
                await column.Write(group);
        }
    }

    sealed class Texts<T>(string name, Func<T, string?> value) : Column<T>
    {
        readonly List<string?> texts = [];

        public override DataField Field { get; } = new(name, typeof(string), isNullable: true);

        public override void Add(T row) => texts.Add(value(row));

        public override async Task Write(ParquetRowGroupWriter group)
        {
            await group.WriteAsync(Field, texts!);
            texts.Clear();
        }
    }

    sealed class Values<T, TValue>(DataField described, Func<T, TValue?> value) : Column<T> where TValue : struct
    {
        readonly List<TValue?> values = [];

        public override DataField Field => described;

        public override void Add(T row) => values.Add(value(row));

        public override async Task Write(ParquetRowGroupWriter group)
        {
            await group.WriteAsync<TValue>(Field, values.ToArray());
            values.Clear();
        }
    }

    // An empty list is one null.
    sealed class Lists<T>(string name, Func<T, IEnumerable<string>?> texts) : Column<T>
    {
        readonly List<string?> values = [];
        readonly List<int> levels = [];

        public override DataField Field { get; } = new(name, typeof(string), isNullable: true, isArray: true);

        public override void Add(T row)
        {
            var before = values.Count;
            values.AddRange(texts(row) ?? []);
            if (values.Count == before)
                values.Add(null);
            for (var index = before; index < values.Count; index++)
                levels.Add(index == before ? 0 : 1);
        }

        public override async Task Write(ParquetRowGroupWriter group)
        {
            await group.WriteAsync(Field, values!, levels.ToArray());
            values.Clear();
            levels.Clear();
        }
    }
}
