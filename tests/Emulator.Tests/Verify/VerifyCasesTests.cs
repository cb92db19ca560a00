using System.Text;
using Egress.Emulator.Tests.Gateway.Vectors;
using Egress.Emulator.Verify;
using Xunit;

namespace Egress.Emulator.Tests.Verify;

public sealed class VerifyCasesTests
{
    private static readonly VerifyCases All = VerifyCases.Load();

    /// <summary>Fifty switches of what is unknown of AWS, and eleven probes to run once.</summary>
    private static readonly string[] Unknown = [.. Enumerable.Range(1, 50).Select(number => $"{number}"), .. Enumerable.Range(1, 11).Select(number => $"12.{number}")];

    [Fact]
    public void Every_unknown_is_asked_or_has_a_reason() => Assert.DoesNotContain(
        Unknown, unknown => All.Cases.Any(each => each.Unknown.Contains(unknown)) == All.NotAsked.Any(each => each.What == unknown));

    [Fact]
    public void Every_recording_is_asked_or_has_a_reason() => Assert.DoesNotContain(
        Vector.All.Keys.Where(id => !id.StartsWith("rule.", StringComparison.Ordinal)), // recordings of other integration types
        id => All.Cases.Any(each => each.Vectors.Contains(id)) == All.NotAsked.Any(each => each.Covers(id)));

    [Fact]
    public void No_case_names_what_is_not_there()
    {
        Assert.Empty(All.Cases.SelectMany(each => each.Unknown).Except(Unknown));
        Assert.Empty(All.Cases.SelectMany(each => each.Vectors).Except(Vector.All.Keys));
        Assert.DoesNotContain(All.NotAsked, each => !Unknown.Contains(each.What) && !Vector.All.Keys.Any(each.Covers));
        Assert.Empty(All.Cases.GroupBy(each => each.Id).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Fact]
    public void Short_forms_are_written_out_and_what_probe_fills_in_stays()
    {
        var text = CaseText.Expand(["GET /{{stage}}/{{pad:3}} HTTP/1.1", "{{usual}}", "{{headers:2:4}}", "", ""]);

        Assert.Equal("GET /httpbin_org/aaa HTTP/1.1\r\nHost: {{host}}\r\nx-apigw-api-id: {{api}}\r\nConnection: close\r\nx-api-key: {{key}}\r\nh000: aaaa\r\nh001: aaaa\r\n\r\n", text);
    }

    [Fact]
    public void A_case_is_its_bytes_to_the_last()
    {
        var bytes = All.Cases.Single(each => each.Id == "body.not-utf8").Request;

        Assert.Equal([0xff, 0xd8, 0xff, 0xe0], bytes[^4..]);
        Assert.StartsWith("PUT /httpbin_org/anything HTTP/1.1\r\n", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
    }
}
