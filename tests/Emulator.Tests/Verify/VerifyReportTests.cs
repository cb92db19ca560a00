using System.Text;
using Egress.Emulator.Verify;
using Xunit;

namespace Egress.Emulator.Tests.Verify;

public sealed class VerifyReportTests
{
    [Fact]
    public void A_difference_is_told_in_full_once()
    {
        var report = Report(
            Result("same", "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n"),
            Result("first", "HTTP/1.1 200 OK\r\nServer: Server\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n"),
            Result("again", "HTTP/1.1 200 OK\r\nServer: Server\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n"),
            Result("other", "HTTP/1.1 200 OK\r\nServer: Server\r\n\r\na\u0001", "HTTP/1.1 200 OK\r\n\r\n"));

        Assert.Equal(
            """
            same                             same      HTTP/1.1 200 OK 7 ms                             HTTP/1.1 200 OK 7 ms
            first                            DIFFERS   HTTP/1.1 200 OK 7 ms                             HTTP/1.1 200 OK 7 ms
                About it (unknown 14)
                header server
                  AWS      Server
                  emulator absent
            again                            as above  HTTP/1.1 200 OK 7 ms                             HTTP/1.1 200 OK 7 ms
                header server: as in first
            other                            DIFFERS   HTTP/1.1 200 OK 7 ms                             HTTP/1.1 200 OK 7 ms
                About it (unknown 14)
                body
                  AWS      a\x01
                  emulator absent
                header server: as in first

            not asked:
              1, 2: a reason

            4 cases, 3 differ, in 2 ways

            """,
            string.Join('\n', report.Split('\n').Skip(1)));
    }

    [Fact]
    public void No_answer_is_told_by_how_it_ended()
    {
        var nothing = new ProbedAnswer([], "Silent", "Tls12", null);

        Assert.Contains("quiet                            same      Silent                                           Silent\n", Report(new CaseResult(Case("quiet"), nothing, nothing)), StringComparison.Ordinal);
    }

    private static string Report(params CaseResult[] results)
    {
        var output = new StringWriter { NewLine = "\n" };
        new VerifyReport(output).Write(results, [new NotAsked("1", "a reason"), new NotAsked("2", "a reason")]);
        return output.ToString();
    }

    private static CaseResult Result(string id, string deployed, string emulated) => new(Case(id), Answer(deployed), Answer(emulated));

    private static VerifyCase Case(string id) => new(id, "About it", [], [], ["14"]);

    private static ProbedAnswer Answer(string text) => new(Encoding.Latin1.GetBytes(text), "Closed", null, 7);
}
