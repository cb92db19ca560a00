using System.Reflection;
using Egress.Testing;

namespace Egress.Client.Tests;

/// <summary>What other teams compile against changes only on purpose: with functions/Client/PublicApi.txt, which says all of it.</summary>
public sealed class PublicApiTests
{
    private static readonly NullabilityInfoContext Nullability = new();

    [Fact]
    public void The_public_members_are_those_of_the_list()
    {
        var file = Repository.PathOf("functions", "Client", "PublicApi.txt");
        string[] found = [.. typeof(EgressHandler).Assembly.GetExportedTypes().OrderBy(type => type.Name, StringComparer.Ordinal).SelectMany(Lines)];

        var listed = File.ReadAllLines(file);

        Assert.True(found.SequenceEqual(listed), $"Found what {file} does not list, or not in this order: '{string.Join("', '", found.Except(listed))}'; listed, but not found: '{string.Join("', '", listed.Except(found))}'. Expected the same. If the change is meant, write this into the file:\n{string.Join('\n', found)}");
    }

    private static IEnumerable<string> Lines(Type type) =>
    [
        $"{type.Name} : {Name(type.BaseType ?? typeof(object))}",
        .. type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(Line).OfType<string>().Select(line => $"  {line}").Order(StringComparer.Ordinal),
    ];

    /// <summary>Accessors are their property's, and what the compiler writes into every record is no decision of ours.</summary>
    private static string? Line(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        MethodInfo { IsSpecialName: false } method when !method.Name.Contains('<', StringComparison.Ordinal) => $"{Static(method)}{Name(method.ReturnType)} {method.Name}({Parameters(method)})",
        PropertyInfo property => $"{Name(property.PropertyType)}{Mark(Nullability.Create(property).ReadState)} {property.Name} {{ {string.Join(' ', property.GetAccessors().Select(Accessor).Order())} }}",
        FieldInfo { IsSpecialName: false } field => field.IsLiteral ? $"const {field.Name} = {field.GetRawConstantValue()}" : $"{Name(field.FieldType)} {field.Name}",
        _ => null,
    };

    private static string Accessor(MethodInfo accessor) =>
        accessor.ReturnType != typeof(void) ? "get;" : accessor.ReturnParameter.GetRequiredCustomModifiers().Length > 0 ? "init;" : "set;";

    private static string Static(MethodInfo method) => method.IsStatic ? "static " : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{Name(parameter.ParameterType)}{Mark(Nullability.Create(parameter).WriteState)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "null"}" : "")}"));

    private static string Mark(NullabilityState state) => state is NullabilityState.Nullable ? "?" : "";

    private static string Name(Type type) => Nullable.GetUnderlyingType(type) is { } value ? Name(value)
        : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
