namespace Egress.Client.Tests;

/// <summary>Tests of so many requests that those who listen to the whole process would hear little else: they run after all others.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
