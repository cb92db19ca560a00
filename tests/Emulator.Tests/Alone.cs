using Xunit;

namespace Egress.Emulator.Tests;

/// <summary>Tests that measure the whole process, and so cannot share it.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
