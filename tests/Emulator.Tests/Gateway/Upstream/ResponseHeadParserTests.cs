using System.Text;
using Egress.Emulator.Gateway.Upstream;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Upstream;

public sealed class ResponseHeadParserTests
{
    [Fact]
    public void Any_bytes_are_an_answer_or_are_refused()
    {
        var pieces = Gen.Elements("HTTP/1.1 200 OK", "HTTP/1.0 404", "HTTP/1.1 100 Continue", "\r\n", "\r", "\n", ":", " ", "\t", "x-a", "Content-Length: 3", "Transfer-Encoding: chunked", "\0", "\u00ff", "3", ";", "0", "abc");
        var answers = pieces.ListOf().Select(soup => "HTTP/1.1 200 OK\r\n" + string.Concat(soup));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(answers.ToArbitrary(), text => IsReadOrRefused(Encoding.Latin1.GetBytes(text))));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll<byte[]>(IsReadOrRefused));
    }

    private static bool IsReadOrRefused(byte[] bytes)
    {
        try
        {
            var reader = new ConnectionReader(new MemoryStream(bytes));
            if (ResponseHeadParser.ReadAsync(reader, CancellationToken.None).AsTask().GetAwaiter().GetResult() is not var (status, headers, isHttp11))
            {
                return true;
            }

            var body = new UpstreamBody(reader, BodyFraming.Of("GET", status, headers, isHttp11), _ => { });
            while (body.ReadAsync(new byte[16], CancellationToken.None).AsTask().GetAwaiter().GetResult() > 0)
            {
            }

            return headers.All(line => line.Name.Length > 0 && line.Value.AsSpan().IndexOfAny("\r\n\0") < 0);
        }
        catch (Exception refusal) when (refusal is InvalidDataException or UpstreamException)
        {
            return true;
        }
    }
}
