namespace Egress.Emulator.Gateway.Velocity;

/// <summary><c>#foreach</c> over a list or a map's values; anything else has no items. Afterwards the loop's variables are what they were.</summary>
internal sealed class ForeachNode(string item, Expression items, Block body) : TemplateNode
{
    public override Flow Render(Rendering rendering)
    {
        object?[] all = items.Evaluate(rendering) switch
        {
            VelocityList list => [.. list.Take(VelocityLimits.MaxLoopTurns)],
            VelocityMap map => [.. map.Values.Take(VelocityLimits.MaxLoopTurns)],
            _ => [],
        };
        var before = rendering.Save(item, "foreach", "velocityCount", "velocityHasNext");
        var flow = Flow.Next;
        for (var index = 0; index < all.Length && flow == Flow.Next; index++)
        {
            rendering.Step();
            rendering.Set(item, all[index]);
            rendering.Set("foreach", new LoopState(index, all.Length, before[1]));
            rendering.Set("velocityCount", index + 1L);
            rendering.Set("velocityHasNext", index + 1 < all.Length);
            flow = body.Render(rendering);
        }

        rendering.Restore(before, item, "foreach", "velocityCount", "velocityHasNext");
        return flow == Flow.Stop ? Flow.Stop : Flow.Next;
    }
}
