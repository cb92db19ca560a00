using System.Text.RegularExpressions;
using Egress.Emulator.Functions;

namespace Egress.Emulator.ControlPlane.Lambda;

/// <summary>
/// Which function and which version of it a call names: by a name, an ARN or a part of one, each with or without a version, which may also stand in the query. Which
/// forms there are, what is said of others and in which order: recorded with test_function_name_and_qualifier_validation, 2024-11 to 2025-11.
/// </summary>
internal sealed partial record FunctionReference(string Name, string Arn, string? Qualifier)
{
    public const string Latest = "$LATEST";

    private const int MaxQualifierLength = 128;

    /// <summary>The ARN with the version, where one is named.</summary>
    public string QualifiedArn => Qualifier is null ? Arn : $"{Arn}:{Qualifier}";

    /// <exception cref="ControlPlaneException">The name cannot be one of a function, two versions are named, or the function is of another Region.</exception>
    public static FunctionReference Read(string functionName, string? qualifier, FunctionHost functions)
    {
        var form = Form().Match(functionName);
        string?[] faults = [FaultOf(qualifier), form.Success ? null : $"Value '{functionName}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: {Pattern}"];
        LambdaErrors.RequireNone([.. faults.OfType<string>()]);

        var derived = form.Groups["version"] is { Success: true } version ? version.Value : null;
        if (derived is not null && qualifier is not null && derived != qualifier)
        {
            throw LambdaErrors.InvalidParameter("The derived qualifier from the function name does not match the specified qualifier.");
        }

        var (region, account) = (Given(form, "region") ?? functions.Region, Given(form, "account") ?? functions.AccountId);
        return region == functions.Region
            ? new FunctionReference(form.Groups["name"].Value, functions.ArnOf($"{account}:function:{form.Groups["name"].Value}"), qualifier ?? derived)
            : throw LambdaErrors.NotFound($"Functions from '{region}' are not reachable in this region ('{functions.Region}')");
    }

    /// <summary>The function of this name or ARN; a logical id does as well. No version but $LATEST exists here.</summary>
    public FunctionDefinition Find(FunctionHost functions) => TryFind(functions) ?? throw LambdaErrors.NotFound($"Function not found: {QualifiedArn}");

    /// <summary>Invoke finds a version: it misses $LATEST where none was named.</summary>
    public FunctionDefinition FindVersion(FunctionHost functions) => TryFind(functions) ?? throw LambdaErrors.NotFound($"Function not found: {Arn}:{Qualifier ?? Latest}");

    private FunctionDefinition? TryFind(FunctionHost functions)
    {
        if (Qualifier is not (null or Latest))
        {
            return null;
        }

        var isOfThisAccount = Arn == functions.ArnOf(Name);
        return functions.Find(Arn) ?? (isOfThisAccount ? functions.Find(Name) : null);
    }

    private static string? FaultOf(string? qualifier) => qualifier switch
    {
        null => null,
        { Length: > MaxQualifierLength } => $"Value '{qualifier}' at 'qualifier' failed to satisfy constraint: Member must have length less than or equal to {MaxQualifierLength}",
        _ when !QualifierForm().IsMatch(qualifier) => $"Value '{qualifier}' at 'qualifier' failed to satisfy constraint: Member must satisfy regular expression pattern: {QualifierPattern}",
        _ => null,
    };

    private static string? Given(Match form, string part) => form.Groups[part] is { Success: true } group ? group.Value : null;

    // As the service quotes them [service model, NamespacedFunctionName and Qualifier].
    private const string Pattern =
        @"(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_\.]+)(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?";

    private const string QualifierPattern = @"\$(LATEST(\.PUBLISHED)?)|[a-zA-Z0-9-_$]+";

    [GeneratedRegex(
        @"\A(?:arn:(?:aws[a-zA-Z-]*)?:lambda:)?(?:(?<region>(?:eusc-)?[a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-[0-9]):)?(?:(?<account>[0-9]{12}):)?(?:function:)?(?<name>[a-zA-Z0-9_.-]+)(?::(?<version>\$LATEST(?:\.PUBLISHED)?|[a-zA-Z0-9_-]+))?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex(@"\A(?:\$LATEST(?:\.PUBLISHED)?|[a-zA-Z0-9_$-]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex QualifierForm();
}
