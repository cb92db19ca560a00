using System.Text;
using Amazon.Lambda.APIGatewayEvents;

namespace Egress.Caller.Tests;

/// <summary>A body goes into the result in pieces: nobody can see where one ends.</summary>
public sealed class ResultPiecesTests
{
    public static TheoryData<int> Lengths => [4_095, 4_096, 4_097, 8_192, 12_289, 100_000];

    [Theory]
    [MemberData(nameof(Lengths))]
    public async Task Text_of_characters_of_every_length_comes_out_as_it_went_in(int characters)
    {
        foreach (var character in (string[])["a", "é", "€", "😀", "\"", "\n"])
        {
            var text = "x" + string.Concat(Enumerable.Repeat(character, characters));

            var result = await ResultAsync(Encoding.UTF8.GetBytes(text));

            Assert.False(result.IsBase64Encoded);
            Assert.True(text == result.Body, $"{characters} times {character}");
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public async Task Bytes_that_are_no_text_come_out_as_they_went_in(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        bytes[0] = 0xFF;

        var result = await ResultAsync(bytes);

        Assert.True(result.IsBase64Encoded);
        Assert.Equal(bytes, Convert.FromBase64String(result.Body));
    }

    private static async Task<APIGatewayProxyResponse> ResultAsync(byte[] body)
    {
        using var response = new HttpResponseMessage { Content = new ByteArrayContent(body) };
        await using var result = await EventResponse.WriteAsync(response, Given.Cancellation);
        return Given.Serializer.Deserialize<APIGatewayProxyResponse>(result);
    }
}
