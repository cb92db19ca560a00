using System.Globalization;

namespace Egress.Emulator.Functions;

/// <summary>
/// The environment of a function: what Lambda defines, what the template says, and nothing of this machine but where .NET is.
/// [Lambda guide, "Defined runtime environment variables"; recorded with test_introspection_invoke, 2026-01]
/// </summary>
internal static class SandboxEnvironment
{
    public static IReadOnlyDictionary<string, string> Of(FunctionDefinition function, FunctionHostOptions options, string taskRoot, int runtimeApiPort, DateTimeOffset now)
    {
        var variables = new Dictionary<string, string>
        {
            ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
            ["HOME"] = Path.GetTempPath(),
            ["LANG"] = "en_US.UTF-8",
            ["TZ"] = ":UTC",
            ["_HANDLER"] = function.Handler,
            ["LAMBDA_TASK_ROOT"] = taskRoot,
            ["LAMBDA_RUNTIME_DIR"] = "/var/runtime",
            ["LD_LIBRARY_PATH"] = $"{taskRoot}:{Path.Combine(taskRoot, "lib")}",
            ["AWS_LAMBDA_RUNTIME_API"] = $"127.0.0.1:{runtimeApiPort}",
            ["AWS_REGION"] = options.Region,
            ["AWS_DEFAULT_REGION"] = options.Region,
            ["AWS_ACCESS_KEY_ID"] = "ASIAEMULATOREMULATOR",
            ["AWS_SECRET_ACCESS_KEY"] = "emulator",
            ["AWS_SESSION_TOKEN"] = "emulator",
            ["AWS_LAMBDA_FUNCTION_NAME"] = function.Name,
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = function.MemoryMegabytes.ToString(CultureInfo.InvariantCulture),
            ["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST",
            ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand",
            ["AWS_XRAY_CONTEXT_MISSING"] = "LOG_ERROR",
            ["AWS_XRAY_DAEMON_ADDRESS"] = "127.0.0.1:2000", // nobody listens: segments go by datagram, which does not mind
            ["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/{function.Name}",
            ["AWS_LAMBDA_LOG_STREAM_NAME"] = $"{now:yyyy/MM/dd}/[$LATEST]{Guid.NewGuid():N}",
        };
        if (!function.Runtime.StartsWith("provided", StringComparison.Ordinal))
        {
            variables["AWS_EXECUTION_ENV"] = $"AWS_Lambda_{function.Runtime}"; // an OS-only runtime has none
        }

        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root)
        {
            variables["DOTNET_ROOT"] = root; // for an executable that looks for the shared framework itself
        }

        foreach (var (name, value) in function.Environment)
        {
            variables[name] = value;
        }

        return variables;
    }
}
