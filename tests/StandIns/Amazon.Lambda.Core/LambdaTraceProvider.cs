namespace Amazon.Lambda.Core;

public class LambdaTraceProvider
{
    private static string current;

    /// <summary>The X-Ray trace header of the invocation under way.</summary>
    public static string CurrentTraceId
    {
        get => current ?? Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID");
        internal set => current = value;
    }
}
