using Egress.Admin.Calls;

namespace Egress.Admin.CustomResource;

/// <summary>
/// CloudFormation's requests. Whatever happens it gets an answer, and before our own time is up: a resource that stays silent holds the
/// whole stack until its timeout.
/// </summary>
internal sealed class StackEvents(GrantResource grants, KeysResource keys, AnswerLine line, AdminSettings settings, Audit audit, TimeProvider time)
{
    private const string Actor = "cloudformation";

    /// <summary>What is kept of our time for the answer itself.</summary>
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(20);

    public async Task HandleAsync(StackEvent request, TimeSpan remaining, CancellationToken cancellationToken)
    {
        StackAnswer answer;
        using var deadline = new CancellationTokenSource(remaining > AnswerTime ? remaining - AnswerTime : TimeSpan.Zero, time);
        using var work = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            answer = StackAnswer.To(request, isSuccess: true, await RunAsync(request, work.Token));
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            answer = StackAnswer.To(request, isSuccess: false, $"Not done after {(remaining - AnswerTime).TotalSeconds:0} s, the function's own timeout being near. Look at the log of Admin, then deploy again.");
        }
        catch (Exception failure) when (failure is RefusedException or CallFailedException)
        {
            answer = StackAnswer.To(request, isSuccess: false, failure.Message);
        }
        catch (Exception failure) // the edge: nothing may keep CloudFormation waiting, and a foreign message may quote anything
        {
            answer = StackAnswer.To(request, isSuccess: false, $"Admin failed with {failure.GetType().Name}. Look at its log for request {request.RequestId}.");
            await line.SendAsync(request.ResponseURL, answer, cancellationToken);
            throw;
        }

        audit.Decided(Actor, $"{request.RequestType} {request.LogicalResourceId}", request.ResourceProperties.Consumer ?? "unknown", null, $"{answer.Status}: {answer.Reason}");
        await line.SendAsync(request.ResponseURL, answer, cancellationToken);
    }

    private Task<string> RunAsync(StackEvent request, CancellationToken cancellationToken)
    {
        if (request.RequestType != "Delete")
        {
            settings.Require(); // what must go, goes whatever the settings are
        }

        return DispatchAsync(request, cancellationToken);
    }

    private Task<string> DispatchAsync(StackEvent request, CancellationToken cancellationToken) => (request.ResourceType, request.RequestType) switch
    {
        (GrantResource.Type, "Create" or "Update") => grants.ReconcileAsync(request.ResourceProperties, cancellationToken),
        (GrantResource.Type, "Delete") => grants.WithdrawAsync(request.ResourceProperties, cancellationToken),
        (KeysResource.Type, "Create" or "Update") => Task.FromResult("keys are made by rotations"),
        (KeysResource.Type, "Delete") => keys.DeleteAsync(request.ResourceProperties, cancellationToken),
        _ => throw new RefusedException($"Found a {request.RequestType} of {request.ResourceType}; expected Create, Update or Delete of {GrantResource.Type} or {KeysResource.Type}."),
    };
}
