using System.Globalization;
using System.Text;

namespace ReviewApi.Tests.Access;

/// <summary>An item of a structured field (RFC 9651): a string with whole numbers as its parameters.</summary>
sealed record StructuredItem(string Value, IReadOnlyDictionary<string, long> Parameters)
{
    /// <summary>The one item of a list; anything that is not to the letter of the grammar fails.</summary>
    public static StructuredItem Single(string field)
    {
        var reader = new Reader(field);
        var item = new StructuredItem(reader.String(), reader.Parameters());
        Assert.True(reader.AtEnd, $"It goes on after its one item: {field}");
        return item;
    }

    sealed class Reader(string text)
    {
        int place;

        public bool AtEnd => place == text.Length;

        // DQUOTE *( %x20-21 / %x23-5B / %x5D-7E / "\" ( DQUOTE / "\" ) ) DQUOTE
        public string String()
        {
            var value = new StringBuilder();
            Take('"');
            while (Peek() != '"')
            {
                var letter = Next();
                Assert.InRange(letter, ' ', '~');
                value.Append(letter == '\\' ? Escaped() : letter);
            }
            Take('"');
            return value.ToString();
        }

        // *( ";" *SP key "=" integer )
        public Dictionary<string, long> Parameters()
        {
            var parameters = new Dictionary<string, long>();
            while (!AtEnd && Peek() == ';')
            {
                Take(';');
                while (Peek() == ' ')
                    Take(' ');
                var key = Key();
                Take('=');
                parameters.Add(key, Integer());
            }
            return parameters;
        }

        string Key()
        {
            var start = place;
            Assert.True(char.IsAsciiLetterLower(Next()), $"A key begins with a small letter: {text}");
            while (!AtEnd && (char.IsAsciiLetterLower(Peek()) || char.IsAsciiDigit(Peek()) || Peek() is '_' or '-' or '.' or '*'))
                place++;
            return text[start..place];
        }

        long Integer()
        {
            var start = place;
            if (Peek() == '-')
                place++;
            var digits = place;
            while (!AtEnd && char.IsAsciiDigit(Peek()))
                place++;
            Assert.InRange(place - digits, 1, 15);
            return long.Parse(text[start..place], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        }

        char Escaped() => Next() is '"' or '\\' ? text[place - 1] : throw new FormatException(text);

        void Take(char letter) => Assert.Equal(letter, Next());

        char Peek() => AtEnd ? throw new FormatException($"It ends too early: {text}") : text[place];

        char Next()
        {
            var letter = Peek();
            place++;
            return letter;
        }
    }
}
