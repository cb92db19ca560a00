using System.Globalization;

namespace Egress.Emulator.Gateway.Velocity;

/// <summary>
/// Finds values as <c>$input.path</c> and <c>$input.json</c> name them: names, <c>['names']</c>, indices, <c>*</c> and <c>..name</c>. A path that can lead to several values
/// leads to a list. [doc: Variables for data transformations]. Filters and slices fail the template.
/// </summary>
internal static class JsonPath
{
    /// <summary>Null where nothing is found.</summary>
    public static object? Find(object? root, string path, Rendering rendering)
    {
        var (scanner, isMany) = (new Scanner(path, 1), false);
        scanner.Take("$");
        List<object?> found = [root];
        while (!scanner.AtEnd)
        {
            rendering.Step();
            isMany |= scanner.IsAt("..") || scanner.IsAt(".*") || scanner.IsAt("[*]");
            found = Follow(found, scanner, rendering);
        }

        return isMany ? new VelocityList(found) { IsJson = true } : found.FirstOrDefault();
    }

    private static List<object?> Follow(List<object?> from, Scanner scanner, Rendering rendering)
    {
        if (scanner.Take(".."))
        {
            var all = new List<object?>();
            from.ForEach(value => AddWithAllBelow(all, value, 0, rendering));
            return scanner.IsAt("[") ? all : Named(all, Name(scanner, rendering), rendering);
        }

        if (scanner.Take("["))
        {
            return InBrackets(from, scanner, rendering);
        }

        scanner.Take(".");
        return Named(from, Name(scanner, rendering), rendering);
    }

    private static List<object?> InBrackets(List<object?> from, Scanner scanner, Rendering rendering)
    {
        scanner.SkipBlanks();
        var mark = scanner.Current;
        if (mark is '\'' or '"')
        {
            scanner.Position++;
            var name = scanner.TakeUntil(mark.ToString());
            Close(scanner, rendering);
            return Named(from, name, rendering, isLiteral: true);
        }

        var text = scanner.TakeWhile(character => char.IsAsciiDigit(character) || character is '-' or '*');
        Close(scanner, rendering);
        return text == "*" ? Named(from, "*", rendering)
            : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index) ? [.. from.OfType<VelocityList>().SelectMany(list => At(list, index))]
            : throw rendering.Fault("a JSON path whose brackets hold neither a name, nor an index, nor *");
    }

    private static void Close(Scanner scanner, Rendering rendering)
    {
        scanner.SkipBlanks();
        if (!scanner.Take("]"))
        {
            throw rendering.Fault("a JSON path whose brackets hold neither a name, nor an index, nor *");
        }
    }

    private static string Name(Scanner scanner, Rendering rendering) =>
        scanner.TakeWhile(character => character is not ('.' or '[')) is { Length: > 0 } name ? name : throw rendering.Fault("a JSON path with a dot before no name");

    private static IEnumerable<object?> At(VelocityList list, int index) => (index < 0 ? list.Count + index : index) is var at && at >= 0 && at < list.Count ? [list[at]] : [];

    private static List<object?> Named(List<object?> from, string name, Rendering rendering, bool isLiteral = false)
    {
        rendering.Spend(from.Count);
        List<object?> found = [.. from.SelectMany(value => value switch
        {
            VelocityMap map when name == "*" && !isLiteral => map.Values,
            VelocityList list when name == "*" && !isLiteral => list,
            VelocityMap map when map.TryGetValue(name, out var member) => [member],
            _ => (IEnumerable<object?>)[],
        })];
        rendering.Spend(found.Count);
        return found;
    }

    private static void AddWithAllBelow(List<object?> all, object? value, int depth, Rendering rendering)
    {
        rendering.Step();
        if (depth > VelocityLimits.MaxValueDepth)
        {
            throw rendering.Fault("a list or map that holds itself, or too many of each other");
        }

        all.Add(value);
        foreach (var inner in value switch { VelocityMap map => map.Values, VelocityList list => list, _ => (IEnumerable<object?>)[] })
        {
            AddWithAllBelow(all, inner, depth + 1, rendering);
        }
    }
}
