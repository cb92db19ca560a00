using System.Text;
using Egress.Emulator.Verify;
using Xunit;

namespace Egress.Emulator.Tests.Verify;

public sealed class AnswerFieldsTests
{
    [Fact]
    public void What_differs_in_any_two_calls_is_no_difference()
    {
        var one = Of("HTTP/1.1 200 OK\r\nDate: Sat, 21 Nov 2026 02:00:00 GMT\r\nx-amzn-RequestId: 2c7ec7f2-1d0c-4b8e-9d0f-6a4f0c4f8a11\r\nx-amz-apigw-id: AbC=\r\nContent-Length: 34\r\n\r\n"
            + "{\"origin\":\"-, 10.0.0.1\",\"n\":\"{{api}}\"}"[..34]);
        var other = Of("HTTP/1.1 200 OK\r\nx-amz-apigw-id: XyZ=\r\nContent-Length: 37\r\ndate: Sun, 22 Nov 2026 02:00:00 GMT\r\nx-amzn-RequestId: b\r\n\r\n"
            + "{\"origin\":\"-, 10.20.30.1\",\"n\":\"{{api}}\"}"[..37]);

        Assert.Equal(one.Keys, other.Keys);
        Assert.Equal(one["header content-length"], other["header content-length"]);
        Assert.Equal(["<any>", "<any>", "<any>"], [other["header date"], other["header x-amzn-requestid"], other["header x-amz-apigw-id"]]);
    }

    [Theory]
    [InlineData("the status", "status", "HTTP/1.1 201 Created\r\nA: b\r\n\r\nhi")]
    [InlineData("a value", "header a", "HTTP/1.1 200 OK\r\nA: c\r\n\r\nhi")]
    [InlineData("a second line", "header a", "HTTP/1.1 200 OK\r\nA: b\r\nA: b\r\n\r\nhi")]
    [InlineData("a header more", "header x-more", "HTTP/1.1 200 OK\r\nA: b\r\nX-More: 1\r\n\r\nhi")]
    [InlineData("a header less", "header a", "HTTP/1.1 200 OK\r\n\r\nhi")]
    [InlineData("the body", "body", "HTTP/1.1 200 OK\r\nA: b\r\n\r\nho")]
    [InlineData("a length that is none", "header content-length", "HTTP/1.1 200 OK\r\nA: b\r\nContent-Length: 3\r\n\r\nhi")]
    public void Anything_else_is_one(string because, string field, string other)
    {
        var (left, right) = (Of("HTTP/1.1 200 OK\r\nA: b\r\n\r\nhi"), Of(other));

        Assert.True(left.GetValueOrDefault(field) != right.GetValueOrDefault(field), because);
    }

    [Fact]
    public void How_the_connection_ended_is_a_field() => Assert.Equal(("Closed", "Tls12"), (Of("HTTP/1.1 200 OK\r\n\r\n")["connection"], Of("HTTP/1.1 200 OK\r\n\r\n")["tls"]));

    [Fact]
    public void Where_chunks_end_makes_no_difference()
    {
        const string Head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

        Assert.Equal(Of($"{Head}4\r\nabcd\r\n0\r\n\r\n"), Of($"{Head}1\r\na\r\n3\r\nbcd\r\n0\r\n\r\n"));
        Assert.Equal("abcd", Of($"{Head}4\r\nabcd\r\n0\r\n\r\n")["body"]);
        Assert.Equal("ab<broken off>5\r\ncd", Of($"{Head}2\r\nab\r\n5\r\ncd")["body"]);
    }

    [Fact]
    public void Json_is_compared_member_by_member()
    {
        var fields = Of("HTTP/1.1 200 OK\r\n\r\n{\"headers\":{\"B\":\"2\",\"A\":[1]},\"url\":\"/x\",\"none\":{}}");

        Assert.Equal(("[1]", "\"2\"", "\"/x\"", "{}"), (fields["body.headers.A"], fields["body.headers.B"], fields["body.url"], fields["body.none"]));
    }

    [Fact]
    public void Several_answers_on_one_connection_are_told_apart()
    {
        var fields = Of("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhiHTTP/1.1 403 Forbidden\r\n\r\n");

        Assert.Equal(["HTTP/1.1 100 Continue", "HTTP/1.1 200 OK", "HTTP/1.1 403 Forbidden"], [fields["01 status"], fields["02 status"], fields["03 status"]]);
        Assert.Equal("hi", fields["02 body"]);
    }

    [Fact]
    public void An_answer_to_head_has_a_length_and_no_body()
    {
        var fields = AnswerFields.Of(Answer("HTTP/1.1 200 OK\r\nContent-Length: 23\r\n\r\n"), isHead: true);

        Assert.Equal("23", fields["header content-length"]);
        Assert.DoesNotContain("body", fields.Keys);
    }

    [Theory]
    [InlineData("{{key}}~~~~ of {{mark}}~~", "{{key}} of {{mark}}")]
    [InlineData("Root=1-67891233-abcdef012345678912345678;Self=1-67891234-abcdef012345678912345678", "Root=<trace>;Self=<trace>")]
    [InlineData("Root=1-3152b799-8954dae64eda91bc9a23a7e8", "Root=1-3152b799-8954dae64eda91bc9a23a7e8")]
    [InlineData("192.0.2.1, 10.1.2.3", "192.0.2.1, <address>")]
    [InlineData("2c7ec7f2-1d0c-4b8e-9d0f-6a4f0c4f8a11", "<uuid>")]
    [InlineData("nothing of the kind ~ 1.2.3", "nothing of the kind ~ 1.2.3")]
    public void Ids_and_addresses_get_names(string text, string settled) => Assert.Equal(settled, VolatileText.Settle(text));

    private static IReadOnlyDictionary<string, string> Of(string answer) => AnswerFields.Of(Answer(answer), isHead: false);

    private static ProbedAnswer Answer(string text) => new(Encoding.Latin1.GetBytes(text), "Closed", "Tls12", 1);
}
