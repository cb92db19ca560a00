using Egress.Testing;

namespace Egress.Client.Tests;

public sealed class ConventionTests
{
    [Fact]
    public void Every_class_is_sealed_or_static() => Assert.Empty(Conventions.OpenClasses(typeof(EgressHandler).Assembly));

    [Fact]
    public void A_cancellation_token_comes_last_and_has_no_default() => Assert.Empty(Conventions.MisplacedTokens(typeof(EgressHandler).Assembly));
}
