namespace Egress.Emulator.Gateway;

/// <summary>The gateway's nodes. A change of a key, plan or stage reaches each of them after a delay of its own; until then they disagree.</summary>
internal sealed class GatewayNodes(int count, TimeSpan propagation, TimeProvider time, Random random) : IDisposable
{
    private readonly GatewayNode[] _nodes = [.. Enumerable.Range(0, count).Select(_ => new GatewayNode(time))];
    private readonly Lock _lock = new();

    /// <summary>The knowledge of the node that a request happens to meet.</summary>
    public NodeTable Pick()
    {
        if (count == 1)
        {
            return _nodes[0].Table;
        }

        lock (_lock)
        {
            return _nodes[random.Next(count)].Table;
        }
    }

    /// <summary>
    /// Sends a change on its way to every node, each after a delay between zero and <c>propagation</c>. Changes reach a node in the order in which they were published:
    /// one that would overtake an earlier one arrives with it. <paramref name="everywhere"/> is done when the last node has received it.
    /// </summary>
    public void Publish(Func<NodeTable, NodeTable> change, Action? everywhere = null)
    {
        var sent = new NodeChange(change, count, everywhere);
        foreach (var node in _nodes)
        {
            node.Send(sent, propagation * Draw());
        }
    }

    /// <summary>Makes a change known to every node at once, as a deployment long ago is.</summary>
    public void Settle(Func<NodeTable, NodeTable> change)
    {
        foreach (var node in _nodes)
        {
            node.Settle(change);
        }
    }

    /// <summary>What is still on its way never arrives.</summary>
    public void Dispose()
    {
        foreach (var node in _nodes)
        {
            node.Dispose();
        }
    }

    /// <summary>A number from 0 to 1 (exclusive).</summary>
    public double Draw()
    {
        lock (_lock)
        {
            return random.NextDouble();
        }
    }
}
