namespace Egress.Emulator.Template;

/// <summary>The section Parameters and what was passed for it → the value of each parameter.</summary>
internal static class ParameterBinding
{
    public static IReadOnlyDictionary<string, Node> Bind(MapNode? section, IReadOnlyDictionary<string, string> overrides, SourceLocation template)
    {
        var declarations = (section?.Entries ?? []).Select(entry => new ParameterDeclaration(entry)).ToList();
        var unknown = overrides.Keys.FirstOrDefault(name => declarations.TrueForAll(declaration => declaration.Name != name));
        if (unknown is not null)
        {
            var names = string.Join(", ", declarations.Select(declaration => declaration.Name));
            throw new TemplateException(
                section?.At ?? template,
                $"a value for the parameter {unknown}",
                names.Length == 0 ? "none, as no parameter is declared" : $"only {names}",
                "correct its name");
        }

        return declarations.ToDictionary(declaration => declaration.Name, declaration => Value(declaration, overrides), StringComparer.Ordinal);
    }

    private static Node Value(ParameterDeclaration declaration, IReadOnlyDictionary<string, string> overrides) =>
        declaration.Bind(overrides.GetValueOrDefault(declaration.Name) ?? declaration.Default ?? throw new TemplateException(
            declaration.At, $"no value for the parameter {declaration.Name}", "one, as it has no Default", $"pass {declaration.Name}=…"));
}
