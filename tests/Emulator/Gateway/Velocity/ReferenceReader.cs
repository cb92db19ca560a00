namespace Egress.Emulator.Gateway.Velocity;

/// <summary>Reads references: <c>$name</c>, <c>$!name</c>, <c>${name}</c>, with properties, indices and method calls after it.</summary>
internal sealed class ReferenceReader(Scanner scanner, int depth)
{
    /// <summary>Null where a dollar sign begins no reference; then nothing is taken.</summary>
    public Reference? Find()
    {
        var start = scanner.Position;
        if (!scanner.Take("$"))
        {
            return null;
        }

        scanner.Take("!");
        var isBraced = scanner.Take("{");
        var name = scanner.TakeIdentifier();
        if (name.Length == 0)
        {
            scanner.Position = start;
            return null;
        }

        var accessors = new List<Accessor>();
        while (FindAccessor() is { } accessor)
        {
            accessors.Add(accessor);
        }

        if (isBraced)
        {
            scanner.Expect("}");
        }

        return new Reference(name, accessors, scanner.Line);
    }

    private Accessor? FindAccessor()
    {
        if (scanner.Take("["))
        {
            var index = new ExpressionReader(scanner, depth).Read();
            scanner.SkipBlanks();
            scanner.Expect("]");
            return new IndexAccessor(index);
        }

        if (scanner.Current != '.' || !char.IsAsciiLetter(scanner.Peek(1)))
        {
            return null;
        }

        scanner.Position++;
        var name = scanner.TakeIdentifier();
        return scanner.Take("(") ? new MethodAccessor(name, new ExpressionReader(scanner, depth).ReadList(")")) : new PropertyAccessor(name);
    }
}
