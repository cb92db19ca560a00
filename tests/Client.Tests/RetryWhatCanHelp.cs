using System.ClientModel.Primitives;

namespace Egress.Client.Tests;

/// <summary>As README has it.</summary>
internal class RetryWhatCanHelp : ClientRetryPolicy
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    protected override bool ShouldRetry(PipelineMessage message, Exception? exception) =>
        exception?.InnerException is not EgressException { CanRetryHelp: false } && base.ShouldRetry(message, exception);

    protected override ValueTask<bool> ShouldRetryAsync(PipelineMessage message, Exception? exception) => new(ShouldRetry(message, exception));

    protected override TimeSpan GetNextDelay(PipelineMessage message, int tryCount) =>
        base.GetNextDelay(message, tryCount) is var delay && delay < Longest ? delay : Longest;
}
