using System.Text;
using Egress.Emulator.Deployment.Lambda;
using Egress.Emulator.Functions;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.CustomResources;

/// <summary>Custom::… and AWS::CloudFormation::CustomResource: calls the function and waits for its answer.</summary>
internal static class CustomResource
{
    // AWS page "AWS::CloudFormation::CustomResource": ServiceTimeout, one hour unless told otherwise, and never more.
    private const int LongestTimeoutSeconds = 3600;
    private static readonly TimeSpan SettleLimit = TimeSpan.FromMilliseconds(250);

    public static async Task<DeployedResource> CreateAsync(ResourceRequest request, CustomResourceChannel channel, Uri controlPlane, CancellationToken cancellationToken)
    {
        var function = FunctionLookup.Require(request, "ServiceToken");
        var timeout = TimeSpan.FromSeconds(request.Properties.FindInteger("ServiceTimeout", 1, LongestTimeoutSeconds) ?? LongestTimeoutSeconds);
        var requestId = Guid.NewGuid().ToString();
        var answer = channel.Open(requestId);
        try
        {
            var payload = CustomResourceEvent.Create(request, requestId, CustomResourceChannel.ResponseUrl(controlPlane, requestId));
            var invocation = request.Targets.Functions.InvokeAsync(function, payload, cancellationToken);
            await Task.WhenAny(answer, invocation).WaitAsync(timeout, request.Targets.Functions.Time, cancellationToken);
            if (!answer.IsCompleted)
            {
                throw Failed(request, Silence(function, await invocation));
            }

            await SettleAsync(invocation);
            return Read(request, requestId, await answer);
        }
        catch (TimeoutException)
        {
            throw Failed(request, $"CloudFormation did not receive a response from {function.LogicalId} within {timeout.TotalSeconds:0} s");
        }
        finally
        {
            channel.Close(requestId);
        }
    }

    // The answer comes a moment before the function returns. The next resource finds its process idle if it waits for that moment; if not, it starts another.
    // It is a moment of this machine, whatever the time in the stack.
    private static async Task SettleAsync(Task invocation)
    {
        try
        {
            await Task.WhenAny(invocation).WaitAsync(SettleLimit, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            // It works on after its answer, which is all that counts.
        }
    }

    // On AWS the stack would now wait until ServiceTimeout. A function that has ended will not answer any more, so there is nothing to wait for.
    private static string Silence(FunctionDefinition function, InvocationResult result) => result.FunctionError is null
        ? $"{function.LogicalId} returned and put no answer to the ResponseURL"
        : $"{function.LogicalId} failed: {Encoding.UTF8.GetString(result.Payload.Span)}";

    private static DeployedResource Read(ResourceRequest request, string requestId, byte[] body)
    {
        var (answer, fault) = CustomResourceAnswer.Parse(body, requestId, request.LogicalId, request.Stack.Identity.StackId);
        return answer switch
        {
            null => throw Failed(request, fault!),
            { IsSuccess: false } => throw Failed(request, answer.Reason ?? "no reason given"),
            _ => request.Deployed(answer.PhysicalId, [.. answer.Attributes.Select(field => (field.Key, field.Value))]),
        };
    }

    private static TemplateException Failed(ResourceRequest request, string reason) =>
        new(request.At, $"that the custom resource {request.LogicalId} was not created ({reason})", "the answer SUCCESS", "see the function's log");
}
