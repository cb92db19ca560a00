using System.Reflection;
using System.Runtime.CompilerServices;

namespace Egress.Testing;

/// <summary>Rules of the house that a compiler does not know. Each gives what breaks it.</summary>
public static class Conventions
{
    /// <summary>Every class is sealed or static.</summary>
    public static IEnumerable<string> OpenClasses(Assembly assembly) => Written(assembly)
        .Where(type => type.IsClass && !type.IsSealed && !type.IsAbstract)
        .Select(type => type.FullName!);

    /// <summary>A cancellation token comes last and has no default.</summary>
    public static IEnumerable<string> MisplacedTokens(Assembly assembly) =>
        from type in Written(assembly)
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where !method.IsDefined(typeof(CompilerGeneratedAttribute)) && !method.Name.Contains('<', StringComparison.Ordinal)
        from parameter in method.GetParameters()
        where parameter.ParameterType == typeof(CancellationToken) && (parameter.HasDefaultValue || parameter.Position != method.GetParameters().Length - 1)
        select $"{type.FullName}.{method.Name}";

    private static IEnumerable<Type> Written(Assembly assembly) => assembly.GetTypes().Where(type =>
        type.Namespace?.StartsWith("Egress", StringComparison.Ordinal) is true && !type.Name.Contains('<', StringComparison.Ordinal) && !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !type.Name.StartsWith("__", StringComparison.Ordinal));
}
