using System.Text;
using System.Text.Json;
using Amazon.Lambda.Serialization.SystemTextJson;
using Xunit;

namespace Egress.StandIns.Tests.Serialization;

public sealed class SourceGeneratorLambdaJsonSerializerTests
{
    [Fact]
    public void Names_are_written_as_given_and_nulls_not_at_all()
    {
        Assert.Equal("""{"Text":"x"}""", Write(new Sample { Text = "x" }));
    }

    [Fact]
    public void Names_are_read_in_any_case()
    {
        Assert.Equal(new Sample { Text = "x", Other = "y" }, Read("""{"text":"x","OTHER":"y","unknown":1}"""));
    }

    [Fact]
    public void Only_what_JSON_itself_demands_is_escaped()
    {
        Assert.Equal("""{"Text":"<é&'+>\"\\"}""", Write(new Sample { Text = "<é&'+>\"\\" }));
    }

    [Theory]
    [InlineData("text", "\"2026-01-01T00:00:00Z\"")]
    [InlineData("seconds", "1767225600")]
    [InlineData("seconds with a fraction", "1767225600.0")]
    [InlineData("milliseconds", "1767225600000")]
    public void A_time_is_read_from_text_and_numbers(string because, string time)
    {
        Assert.True(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) == Read($$"""{"Time":{{time}}}""").Time, because);
    }

    [Fact]
    public void A_time_is_written_as_text()
    {
        Assert.Equal("""{"Time":"2026-01-01T00:00:00Z"}""", Write(new Sample { Time = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) }));
    }

    [Fact]
    public void Bytes_are_written_as_numbers_and_read_from_both_forms()
    {
        Assert.Equal("""{"Bytes":[1,255]}""", Write(new Sample { Bytes = [1, 255] }));
        Assert.Equal([1, 255], Read("""{"Bytes":[1,255]}""").Bytes);
        Assert.Equal([1, 255], Read("""{"Bytes":"Af8="}""").Bytes);
    }

    [Fact]
    public void A_stream_is_base64_text()
    {
        Assert.Equal("""{"Stream":"Af8="}""", Write(new Sample { Stream = new MemoryStream([1, 255]) }));
        Assert.Equal([1, 255], Read("""{"Stream":"Af8="}""").Stream!.ToArray());
    }

    [Fact]
    public void Options_can_be_customized()
    {
        var serializer = new SourceGeneratorLambdaJsonSerializer<SampleJson>(options => options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase);
        using var stream = new MemoryStream();

        serializer.Serialize(new Sample { Text = "x" }, stream);

        Assert.Equal("""{"text":"x"}""", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void A_type_that_the_context_lacks_is_named()
    {
        var serializer = new SourceGeneratorLambdaJsonSerializer<SampleJson>();

        var writing = Assert.Throws<JsonSerializerException>(() => serializer.Serialize(new Version(1, 0), new MemoryStream()));
        var reading = Assert.Throws<JsonSerializerException>(() => serializer.Deserialize<Version>(new MemoryStream("{}"u8.ToArray())));

        const string Missing = "No JsonTypeInfo registered in Egress.StandIns.Tests.Serialization.SampleJson for type System.Version.";
        Assert.Equal($"Error converting the response object of type System.Version from the Lambda function to JSON: {Missing}", writing.Message);
        Assert.Equal($"Error converting the Lambda event JSON payload to type System.Version: {Missing}", reading.Message);
    }

    [Fact]
    public void An_event_that_is_no_JSON_is_an_exception_with_its_cause()
    {
        var exception = Assert.Throws<JsonSerializerException>(() => Read("nonsense"));

        Assert.StartsWith("Error converting the Lambda event JSON payload to type Egress.StandIns.Tests.Serialization.Sample: ", exception.Message, StringComparison.Ordinal);
        Assert.IsAssignableFrom<JsonException>(exception.InnerException);
    }

    private static string Write(Sample sample)
    {
        using var stream = new MemoryStream();
        new SourceGeneratorLambdaJsonSerializer<SampleJson>().Serialize(sample, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Sample Read(string json) => new SourceGeneratorLambdaJsonSerializer<SampleJson>().Deserialize<Sample>(new MemoryStream(Encoding.UTF8.GetBytes(json)));
}
