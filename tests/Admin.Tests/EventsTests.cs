using System.Text.Json;

namespace Egress.Admin.Tests;

public sealed class EventsTests
{
    [Theory]
    [InlineData("""{"Step":"createSecret"}""", "Rotation")]
    [InlineData("""{"RequestType":"Create"}""", "Stack")]
    [InlineData("""{"action":"list"}""", "Operator")]
    [InlineData("""{"detail-type":"Scheduled Event","source":"aws.events"}""", "Schedule")]
    [InlineData("""{"detail-type":"EC2 Instance State-change Notification"}""", "Unknown")]
    [InlineData("""{"detail-type":1}""", "Unknown")]
    [InlineData("""{}""", "Unknown")]
    [InlineData("""[]""", "Unknown")]
    [InlineData("null", "Unknown")]
    public void An_event_is_known_by_its_members(string json, string kind)
    {
        using var document = JsonDocument.Parse(json);

        Assert.Equal(kind, Events.KindOf(document.RootElement).ToString());
    }

    [Fact]
    public void An_event_is_described_by_names_never_by_content()
    {
        using var document = JsonDocument.Parse("""{"apiKey":"sesame","deep":{"x":"sesame"}}""");

        Assert.Equal("an object with the members [apiKey, deep]", Events.Describe(document.RootElement));
    }
}
