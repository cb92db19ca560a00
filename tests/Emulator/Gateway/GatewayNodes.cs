namespace Egress.Emulator.Gateway;

/// <summary>The gateway's nodes. A change of a key, plan or stage reaches each of them after a delay of its own; until then they disagree.</summary>
internal sealed class GatewayNodes(int count, TimeSpan propagation, TimeProvider time, Random random)
{
    private readonly NodeTable[] _tables = [.. Enumerable.Repeat(NodeTable.Empty, count)];
    private readonly Lock _lock = new();
    private int _published;
    private readonly int[] _seen = new int[count];

    /// <summary>The knowledge of the node that a request happens to meet.</summary>
    public NodeTable Pick()
    {
        lock (_lock)
        {
            return _tables[count == 1 ? 0 : random.Next(count)];
        }
    }

    /// <summary>Sends the new table on its way to every node, each after a delay between zero and <c>propagation</c>; a later table is never overtaken by an earlier one.</summary>
    public void Publish(NodeTable table)
    {
        lock (_lock)
        {
            var version = ++_published;
            for (var node = 0; node < count; node++)
            {
                Deliver(node, version, table, propagation * random.NextDouble());
            }
        }
    }

    /// <summary>Makes a table known to every node at once, as a deployment long ago is.</summary>
    public void Settle(NodeTable table)
    {
        lock (_lock)
        {
            _published++;
            for (var node = 0; node < count; node++)
            {
                Apply(node, _published, table);
            }
        }
    }

    private void Deliver(int node, int version, NodeTable table, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            Apply(node, version, table);
            return;
        }

        _ = DeliverLaterAsync(node, version, table, delay);
    }

    private async Task DeliverLaterAsync(int node, int version, NodeTable table, TimeSpan delay)
    {
        await Task.Delay(delay, time, CancellationToken.None);
        Apply(node, version, table);
    }

    private void Apply(int node, int version, NodeTable table)
    {
        lock (_lock)
        {
            if (version > _seen[node])
            {
                _seen[node] = version;
                _tables[node] = table;
            }
        }
    }
}
