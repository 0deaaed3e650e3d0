using System.Globalization;
using System.Text;

namespace ReviewApi.Listings;

/// <summary>The lexemes of a text with their places, as PostgreSQL's tsvector has them.</summary>
internal sealed class WordVector
{
    // PostgreSQL's own limits: of to_tsvector, and of ||.
    const int MostPlacesOfText = 255;
    const int MostPlaces = 256;
    const int LastPlace = 16_383;

    // The weight stands above the place.
    const int WeightBits = 14;
    const string Weights = "DCBA";

    // Without places where there are none.
    readonly Dictionary<string, List<int>?> lexemes = [];
    int last;

    /// <summary>What to_tsvector makes of the words of a text.</summary>
    public static WordVector OfText(IReadOnlyList<Lexed> words)
    {
        var (vector, before) = (new WordVector(), 0);
        foreach (var word in words)
        {
            foreach (var (lexeme, place) in word.Words)
                vector.Add(lexeme, Math.Min(before + place, LastPlace));
            before += word.Width;
        }
        return vector;
    }

    /// <summary>The words without places.</summary>
    public static WordVector OfPlain(IReadOnlyList<Lexed> words)
    {
        var vector = new WordVector();
        foreach (var (lexeme, _) in words.SelectMany(word => word.Words))
            vector.lexemes.TryAdd(lexeme, null);
        return vector;
    }

    /// <summary>
    /// Puts another one behind it, as || does: with a weight from A to D, and something in front of each of its lexemes.
    /// </summary>
    public void Append(WordVector other, char weight = 'D', string prefix = "")
    {
        var (before, bits) = (last, Weights.IndexOf(weight, StringComparison.Ordinal) << WeightBits);
        foreach (var (lexeme, places) in other.lexemes)
        {
            var own = lexemes.GetValueOrDefault(prefix + lexeme);
            foreach (var place in places ?? [])
            {
                if (own is [.., var end] && (own.Count == MostPlaces || PlaceOf(end) == LastPlace))
                    break;
                var moved = Math.Min(before + place, LastPlace);
                (own ??= []).Add(bits | moved);
                last = Math.Max(last, moved);
            }
            lexemes[prefix + lexeme] = own;
        }
    }

    /// <summary>The text of the tsvector.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(lexemes.Count * 16);
        foreach (var (lexeme, places) in lexemes)
        {
            text.Append('\'').Append(Escaped(lexeme)).Append('\'');
            var mark = ':';
            foreach (var place in places ?? [])
            {
                text.Append(mark).Append(CultureInfo.InvariantCulture, $"{PlaceOf(place)}");
                if (place >> WeightBits is > 0 and var weight)
                    text.Append(Weights[weight]);
                mark = ',';
            }
            text.Append(' ');
        }
        return text.ToString();
    }

    /// <summary>A lexeme as it stands between apostrophes in a tsvector or a tsquery.</summary>
    public static string Escaped(string lexeme) =>
        lexeme.AsSpan().ContainsAny('\'', '\\')
            ? lexeme.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)
            : lexeme;

    void Add(string lexeme, int place)
    {
        if (!lexemes.TryGetValue(lexeme, out var places))
            lexemes.Add(lexeme, places = []);
        if (places is not [.., var end] || places.Count < MostPlacesOfText && end != place && end != LastPlace)
            places!.Add(place);
        last = Math.Max(last, places![^1]);
    }

    static int PlaceOf(int place) => place & LastPlace;
}
