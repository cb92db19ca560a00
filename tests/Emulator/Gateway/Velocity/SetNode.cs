namespace Egress.Emulator.Gateway.Velocity;

/// <summary><c>#set</c>. A value that there is not, such as that of a division by zero, leaves the target as it is.</summary>
internal sealed class SetNode(Reference target, Expression value) : TemplateNode
{
    public override Flow Render(Rendering rendering)
    {
        if (value.Evaluate(rendering) is { } found)
        {
            target.Assign(rendering, found);
        }

        return Flow.Next;
    }
}
