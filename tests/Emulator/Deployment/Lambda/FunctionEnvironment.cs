using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.Lambda;

/// <summary>Environment.Variables of a function, with Lambda's rules for them (AWS page "Using Lambda environment variables").</summary>
internal static partial class FunctionEnvironment
{
    private const int MostBytes = 4096;

    private static readonly FrozenSet<string> Reserved = new[]
    {
        "_HANDLER", "_X_AMZN_TRACE_ID", "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_DEFAULT_REGION", "AWS_EXECUTION_ENV", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME",
        "AWS_LAMBDA_RUNTIME_API", "AWS_REGION", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "LAMBDA_RUNTIME_DIR", "LAMBDA_TASK_ROOT",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, string> Read(ResourceRequest request)
    {
        if (request.Properties.FindMap("Environment") is not { } environment)
        {
            return new Dictionary<string, string>();
        }

        environment.RefuseOthersThan("Variables");
        var variables = environment.FindMap("Variables");
        foreach (var variable in variables?.Entries ?? [])
        {
            Check(variable);
        }

        var texts = environment.TextsByKey("Variables");
        var bytes = texts.Sum(variable => Encoding.UTF8.GetByteCount(variable.Key) + Encoding.UTF8.GetByteCount(variable.Value));
        return bytes <= MostBytes
            ? texts
            : throw new TemplateException(environment.At, $"{bytes} bytes of environment variables", $"at most {MostBytes} bytes, names and values together", "shorten them");
    }

    private static void Check(MapEntry variable)
    {
        if (Reserved.Contains(variable.Key) || !Name().IsMatch(variable.Key))
        {
            throw new TemplateException(
                variable.At,
                $"the environment variable '{variable.Key}'",
                "a letter, then letters, digits and underscores, and no name that Lambda reserves",
                "rename it");
        }
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
