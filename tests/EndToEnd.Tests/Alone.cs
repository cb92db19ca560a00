using Xunit;

namespace Egress.EndToEnd.Tests;

/// <summary>For tests that measure time: they run when those that run together are done.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
