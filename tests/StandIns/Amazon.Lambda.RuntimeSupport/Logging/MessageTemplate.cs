using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Amazon.Lambda.RuntimeSupport.Logging;

/// <summary>A message and the values of its placeholders: "{name:format}" takes the arguments in order, "{0}" by position.</summary>
internal sealed partial class MessageTemplate
{
    private readonly string template;
    private readonly Match[] placeholders;
    private readonly object[] values;

    public MessageTemplate(string template, object[] arguments)
    {
        this.template = template;
        placeholders = arguments.Length == 0 ? [] : Placeholder().Matches(template).ToArray();
        var byPosition = ArePositions([.. placeholders.Select(Name)]);
        values = [.. placeholders.Select((placeholder, index) => arguments.ElementAtOrDefault(byPosition ? int.Parse(Name(placeholder), CultureInfo.InvariantCulture) : index))];
    }

    public string Text
    {
        get
        {
            var next = 0;
            return placeholders.Length == 0 ? template : Placeholder().Replace(template, placeholder => Shown(placeholder, values[next++]));
        }
    }

    public IEnumerable<(string Name, object Value, string Format)> Properties => placeholders
        .Select((placeholder, index) => (Name(placeholder), values[index], Format(placeholder)))
        .Where(property => property.Item2 is not null);

    public static string Plain(object value) => value switch
    {
        DateTime or DateTimeOffset => ((IFormattable)value).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    // Lists and nulls have no short text: their placeholder stays.
    private static string Shown(Match placeholder, object value) => value switch
    {
        null or IList or IDictionary => placeholder.Value,
        IFormattable formattable when Format(placeholder) is { } format => formattable.ToString(format, CultureInfo.InvariantCulture),
        _ => Plain(value),
    };

    // Positions are the numbers from 0 on without a gap; repeated ones count once.
    private static bool ArePositions(string[] names)
    {
        var positions = names.Select(name => int.TryParse(name, CultureInfo.InvariantCulture, out var position) ? position : -1).ToHashSet();
        return positions.SetEquals(Enumerable.Range(0, positions.Count));
    }

    private static string Name(Match placeholder) => placeholder.Groups["name"].Value.Trim();

    private static string Format(Match placeholder) => placeholder.Groups["format"].Value.Trim() is { Length: > 0 } format ? format : null;

    // "{{" opens no placeholder. "@" before a name asks for JSON, which needs reflection: such a value is shown as text.
    [GeneratedRegex(@"(?<!\{)\{@?(?<name>[^{}:@][^{}:]*)(:(?<format>[^{}]*))?\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
