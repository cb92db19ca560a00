namespace Egress.Emulator.Gateway.Velocity;

/// <summary>
/// Reads JSON as AWS's templates do: names and texts without quotation marks or with single ones, commas too many, and whatever follows the value. Lists and maps of the
/// recordings print as those of Java's json-smart do, and what its permissive mode takes and refuses is what the <c>statusCode</c> of a MOCK was seen to be taken from.
/// [validated: test_input_path_template_formatting, test_integration_mock_with_path_param; impl: LocalStack, test_custom_parser; source: netplex/json-smart-v2, JSONParserBase]
/// </summary>
internal sealed class PermissiveJson
{
    private readonly JsonCursor _cursor;
    private readonly int _most;
    private readonly Rendering? _rendering;
    private int _count;

    private PermissiveJson(string text, int most, Rendering? rendering) => (_cursor, _most, _rendering) = (new JsonCursor(text), most, rendering);

    /// <summary>False where even this parser finds no value, or more than <paramref name="most"/>; an empty text is one, null.</summary>
    public static bool TryRead(string text, int most, out object? value) => TryRead(text, most, null, out value);

    /// <summary>For a template, whose work each value is, and with as many as <see cref="VelocityLimits.MaxValues"/>.</summary>
    public static bool TryRead(string text, Rendering rendering, out object? value) => TryRead(text, VelocityLimits.MaxValues, rendering, out value);

    private static bool TryRead(string text, int most, Rendering? rendering, out object? value)
    {
        try
        {
            value = new PermissiveJson(text, most, rendering).ReadFirst();
            return true;
        }
        catch (FormatException)
        {
            value = null;
            return false;
        }
    }

    private object? ReadFirst()
    {
        _cursor.SkipBlanks();
        return _cursor.AtEnd ? null : ReadValue("", 0);
    }

    private object? ReadValue(string stops, int depth)
    {
        if (depth > VelocityLimits.MaxValueDepth || ++_count > _most)
        {
            throw new FormatException("Too many values, or too many lists and maps within each other.");
        }

        _rendering?.Step();
        _cursor.SkipBlanks();
        return _cursor.Current switch
        {
            ':' or '}' or ']' or JsonCursor.End => throw new FormatException("No value."),
            '{' => ReadMap(depth),
            '[' => ReadList(depth),
            '"' or '\'' => _cursor.ReadText(),
            _ => BareValue.Of(_cursor.ReadBare(stops)),
        };
    }

    private VelocityMap ReadMap(int depth)
    {
        var map = new VelocityMap();
        do
        {
            _cursor.Advance();
            _cursor.SkipBlanks();
            if (_cursor.Current is ':' or ']' or '[' or '{' or JsonCursor.End)
            {
                throw new FormatException("No name.");
            }

            if (_cursor.Current is not ('}' or ','))
            {
                ReadMember(map, depth);
            }
        }
        while (_cursor.Current == ',');

        _cursor.Take('}');
        return map;
    }

    private void ReadMember(VelocityMap map, int depth)
    {
        var name = _cursor.Current is '"' or '\'' ? _cursor.ReadText() : _cursor.ReadBare(":");
        _cursor.SkipBlanks();
        _cursor.Take(':');
        map[name] = ReadValue(",}", depth + 1);
        _cursor.SkipBlanks();
    }

    private VelocityList ReadList(int depth)
    {
        var list = new VelocityList([]) { IsJson = true };
        _cursor.Advance();
        for (_cursor.SkipBlanks(); _cursor.Current != ']'; _cursor.SkipBlanks())
        {
            if (_cursor.Current == ',')
            {
                _cursor.Advance();
            }
            else
            {
                list.Add(ReadValue(",]", depth + 1));
            }
        }

        _cursor.Advance();
        return list;
    }
}
