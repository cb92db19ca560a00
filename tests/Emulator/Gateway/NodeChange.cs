namespace Egress.Emulator.Gateway;

/// <summary>One change on its way to a number of nodes.</summary>
internal sealed class NodeChange(Func<NodeTable, NodeTable> apply, int nodes, Action? everywhere)
{
    private int _left = nodes;

    public NodeTable Apply(NodeTable table) => apply(table);

    /// <summary>One node more knows of it; after the last one, whoever waited for that is told.</summary>
    public void Arrived()
    {
        if (Interlocked.Decrement(ref _left) == 0)
        {
            everywhere?.Invoke();
        }
    }
}
