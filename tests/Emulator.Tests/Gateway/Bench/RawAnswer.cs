using System.Globalization;
using System.Text;
using Egress.Emulator.Gateway;

namespace Egress.Emulator.Tests.Gateway.Bench;

/// <summary>An HTTP message as it came off a socket: header names in their own case and order, the body without its framing.</summary>
internal sealed record RawAnswer(string FirstLine, HeaderLines Headers, byte[] Body, bool IsComplete)
{
    public int StatusCode => int.Parse(FirstLine.Split(' ')[1], CultureInfo.InvariantCulture);

    public string Text => Encoding.UTF8.GetString(Body);

    public string? Header(string name) => Headers.Last(name);
}
