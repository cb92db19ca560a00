namespace Egress.Emulator.Gateway.Velocity;

/// <summary>The first branch whose condition is true is printed; the one of <c>#else</c> has none.</summary>
internal sealed class IfNode(IReadOnlyList<(Expression? Condition, Block Block)> branches) : TemplateNode
{
    public override Flow Render(Rendering rendering)
    {
        foreach (var (condition, block) in branches)
        {
            rendering.Step();
            if (condition is null || Truth.Of(condition.Evaluate(rendering)))
            {
                return block.Render(rendering);
            }
        }

        return Flow.Next;
    }
}
