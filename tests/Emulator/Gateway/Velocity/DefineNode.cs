namespace Egress.Emulator.Gateway.Velocity;

/// <summary><c>#define</c>: the block is run where, and as often as, its reference is printed.</summary>
internal sealed class DefineNode(string name, Block body) : TemplateNode
{
    public override Flow Render(Rendering rendering)
    {
        rendering.Set(name, body);
        return Flow.Next;
    }
}
