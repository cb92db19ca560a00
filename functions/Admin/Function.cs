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
internal sealed class Function(AdminSettings settings, RotationSteps rotation, StackEvents stack, Sweep sweep, OperatorActions operators, TimeProvider time)
{
    /// <summary>Kept of our time for ending in order: a function that is cut off cannot say why it failed.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    public async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        var remaining = context.RemainingTime - Margin;
        using var deadline = new CancellationTokenSource(remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero, time);
        using var request = await ParseAsync(input, deadline.Token);
        switch (Events.KindOf(request.RootElement))
        {
            case EventKind.Rotation:
                settings.Require();
                await rotation.RunAsync(Read(request, AdminJson.Default.RotationEvent), deadline.Token);
                break;
            case EventKind.Stack:
                await stack.HandleAsync(Read(request, AdminJson.Default.StackEvent), remaining, deadline.Token);
                break;
            case EventKind.Schedule:
                settings.Require();
                await sweep.RunAsync(new SweepOrder { Actor = "schedule", ScheduledFor = Events.TimeOf(request.RootElement), Remaining = remaining }, deadline.Token);
                break;
            case EventKind.Operator:
                settings.Require();
                var run = new OperatorRun { Request = Read(request, OperatorJson.Default.OperatorRequest), RequestId = context.AwsRequestId, FunctionArn = context.InvokedFunctionArn, Remaining = remaining };
                return Stream(await operators.RunAsync(run, deadline.Token));
            default:
                throw new RefusedException($"The event is {Events.Describe(request.RootElement)}; expected a rotation step (Step, SecretId, ClientRequestToken), a custom resource (RequestType, ResponseURL, …), a scheduled event, or an action ({{\"action\":\"list\"}}). Nothing was changed.");
        }

        return new MemoryStream("null"u8.ToArray());
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

    private static async Task<JsonDocument> ParseAsync(Stream input, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonDocument.ParseAsync(input, default, cancellationToken);
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
