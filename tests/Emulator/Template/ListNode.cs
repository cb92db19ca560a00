namespace Egress.Emulator.Template;

internal sealed class ListNode(SourceLocation at, IReadOnlyList<Node> items) : Node(at)
{
    public IReadOnlyList<Node> Items { get; } = items;

    public override string Description => Items.Count == 0 ? "an empty list" : "a list";
}
