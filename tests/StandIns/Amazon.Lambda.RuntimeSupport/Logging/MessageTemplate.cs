using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Amazon.Lambda.RuntimeSupport.Logging;

/// <summary>A message with placeholders, "{name:format}" in order of the arguments or "{0}" by position. Lists and nulls stay as their placeholder.</summary>
internal sealed partial class MessageTemplate(string template, object[] arguments)
{
    private readonly MatchCollection placeholders = Placeholder().Matches(arguments.Length == 0 ? string.Empty : template);

    public string Text
    {
        get
        {
            if (placeholders.Count == 0)
            {
                return template;
            }

            var next = 0;
            return Placeholder().Replace(template, match => Shown(match, Argument(next++)));
        }
    }

    public IEnumerable<(string Name, object Value, string Format)> Properties => placeholders
        .Select((match, index) => (Name(match), Argument(index), Format(match)))
        .Where(property => property.Item2 is not null);

    private bool IsPositional => placeholders.Select(match => int.TryParse(Name(match), CultureInfo.InvariantCulture, out var position) ? position : -1).ToHashSet() is var positions
        && positions.Min() == 0 && positions.Max() == positions.Count - 1;

    public static string Plain(object value) => value switch
    {
        DateTime or DateTimeOffset => ((IFormattable)value).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static string Shown(Match placeholder, object value) => value switch
    {
        null or IList or IDictionary => placeholder.Value,
        IFormattable formattable when Format(placeholder) is { } format => formattable.ToString(format, CultureInfo.InvariantCulture),
        _ => Plain(value),
    };

    private static string Name(Match placeholder) => placeholder.Groups["name"].Value.Trim();

    private static string Format(Match placeholder) => placeholder.Groups["format"] is { Success: true, Value: var format } && format.Trim().Length > 0 ? format.Trim() : null;

    private object Argument(int index)
    {
        var position = IsPositional ? int.Parse(Name(placeholders[index]), CultureInfo.InvariantCulture) : index;
        return position < arguments.Length ? arguments[position] : null;
    }

    // "{{" opens no placeholder; "@" before a name asks for JSON, which needs reflection: such a value is shown as text.
    [GeneratedRegex(@"(?<!\{)\{@?(?<name>[^{}:@][^{}:]*)(:(?<format>[^{}]*))?\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
