using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Core;
using Egress.Admin.CustomResource;
using Egress.Admin.Operators;
using Egress.Admin.Rotation;
using Egress.Admin.Sweeping;

namespace Egress.Admin;

/// <summary>
/// Admin issues, rotates, retires and revokes keys. What it does depends on who sends the event:
/// <list type="number">
/// <item>Secrets Manager, a step of a rotation: <see cref="RotationSteps"/>;</item>
/// <item>CloudFormation, a custom resource of the stack: <see cref="StackEvents"/>;</item>
/// <item>EventBridge, the schedule: <see cref="Sweep"/>;</item>
/// <item>an operator, <c>{"action": …}</c>: <see cref="OperatorActions"/>.</item>
/// </list>
/// </summary>
internal sealed class Function(AdminSettings settings, RotationSteps rotation, StackEvents stack, Sweep sweep, OperatorActions operators, Audit audit, TimeProvider time)
{
    /// <summary>Kept of our time for ending in order: a function that is cut off cannot say why it failed.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    public async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        var remaining = context.RemainingTime - Margin;
        using var deadline = new CancellationTokenSource(remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero, time);
        using var request = Admit(EventKind.Unknown, context, () => Parse(input));
        var kind = Events.KindOf(request.RootElement);
        switch (kind)
        {
            case EventKind.Rotation:
                await rotation.RunAsync(Admit(kind, context, () => Read(request, AdminJson.Default.RotationEvent)), deadline.Token);
                break;
            case EventKind.Stack:
                await stack.HandleAsync(Admit(kind, context, () => Read(request, AdminJson.Default.StackEvent)), remaining, deadline.Token);
                break;
            case EventKind.Schedule:
                Admit(kind, context, () => request);
                await sweep.RunAsync(new SweepOrder { Actor = "schedule", ScheduledFor = Events.TimeOf(request.RootElement), Remaining = remaining }, deadline.Token);
                break;
            case EventKind.Operator:
                var asked = Admit(kind, context, () => Read(request, OperatorJson.Default.OperatorRequest));
                var run = new OperatorRun { Request = asked, RequestId = context.AwsRequestId, FunctionArn = context.InvokedFunctionArn, Remaining = remaining };
                return Stream(await operators.RunAsync(run, deadline.Token));
            default:
                Admit<JsonDocument>(kind, context, () => throw new RefusedException($"The event is {Events.Describe(request.RootElement)}; expected a rotation step (Step, SecretId, ClientRequestToken), a custom resource (RequestType, ResponseURL, …), a scheduled event, or an action ({{\"action\":\"list\"}}). Nothing was changed."));
                break;
        }

        return new MemoryStream("null"u8.ToArray());
    }

    /// <summary>An event that cannot be served leaves a line too. CloudFormation's is read whatever the settings are: it must be answered.</summary>
    private T Admit<T>(EventKind kind, ILambdaContext context, Func<T> read)
    {
        try
        {
            if (kind is not (EventKind.Unknown or EventKind.Stack))
            {
                settings.Require();
            }

            return read();
        }
        catch (RefusedException refused)
        {
            audit.Alarm(kind.ToString().ToLowerInvariant(), "admit", "unknown", null, $"request {context.AwsRequestId} refused: {refused.Message}");
            throw;
        }
    }

    private static MemoryStream Stream(JsonObject answer)
    {
        var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            answer.WriteTo(writer);
        }

        stream.Position = 0;
        return stream;
    }

    private static JsonDocument Parse(Stream input)
    {
        try
        {
            return JsonDocument.Parse(input);
        }
        catch (JsonException)
        {
            throw new RefusedException("The event is not JSON; expected a rotation step, a custom resource, a scheduled event or an action. Nothing was changed.");
        }
    }

    private static T Read<T>(JsonDocument request, JsonTypeInfo<T> type)
    {
        try
        {
            return request.Deserialize(type) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new RefusedException($"The event is {Events.Describe(request.RootElement)}, which is no complete {typeof(T).Name}. Nothing was changed.");
        }
    }
}
