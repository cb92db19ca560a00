using Egress.Emulator.Gateway.Waf;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Waf;

public sealed class LabelStatementTests
{
    private const string Prefix = "awswaf:111122223333:webacl:test:";

    [Theory]
    [InlineData("another name", "LABEL", "utf16", false)]
    [InlineData("a part of a name", "LABEL", "tf8", false)]
    [InlineData("a namespace is no label", "LABEL", "header:encoding", false)]
    [InlineData("another web ACL's", "LABEL", "awswaf:111122223333:webacl:other:ns:header:encoding:utf8", false)]
    [InlineData("the name", "LABEL", "utf8", true)]
    [InlineData("the name with namespaces", "LABEL", "header:encoding:utf8", true)]
    [InlineData("the whole label", "LABEL", Prefix + "ns:header:encoding:utf8", true)]
    [InlineData("a name is no namespace", "NAMESPACE", "utf8", false)]
    [InlineData("namespaces with a gap", "NAMESPACE", "ns:encoding", false)]
    [InlineData("a part of a namespace", "NAMESPACE", "head", false)]
    [InlineData("a prefix that ends in a name", "NAMESPACE", Prefix + "ns:head", false)]
    [InlineData("one namespace", "NAMESPACE", "header", true)]
    [InlineData("several", "NAMESPACE", "header:encoding:", true)]
    [InlineData("from the prefix on", "NAMESPACE", Prefix + "ns:", true)]
    public void A_key_is_looked_for_among_the_request_s_labels(string because, string scope, string key, bool matches)
    {
        var statement = new LabelStatement(key, scope == "NAMESPACE", Prefix);

        Assert.True(statement.Matches(WafRequests.Of() with { Labels = [Prefix + "ns:header:encoding:utf8"] }) == matches, because);
        Assert.False(statement.Matches(WafRequests.Of()));
    }
}
