namespace Egress.Emulator.Template;

/// <summary>The section Parameters and what was passed for it → the value of each parameter.</summary>
internal static class ParameterBinding
{
    public static IReadOnlyDictionary<string, Node> Bind(MapNode? section, IReadOnlyDictionary<string, string> overrides, SourceLocation template)
    {
        var faults = new TemplateFaults();
        var declarations = (section?.Entries ?? []).Select(entry => faults.Try(() => new ParameterDeclaration(entry))).OfType<ParameterDeclaration>().ToList();
        faults.ThrowIfAny();
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

        var values = declarations.ToDictionary(declaration => declaration.Name, declaration => faults.Try(() => declaration.Bind(overrides.GetValueOrDefault(declaration.Name))), StringComparer.Ordinal);
        faults.ThrowIfAny();
        return values.ToDictionary(value => value.Key, value => value.Value!, StringComparer.Ordinal);
    }
}
