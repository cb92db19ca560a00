using System.Globalization;
using System.Text;

namespace Amazon.Lambda.RuntimeSupport.Logging;

/// <summary>What a function writes with WriteLine becomes one log message, however many lines it has; Write passes through untouched.</summary>
internal sealed class CapturedWriter(TextWriter inner, Action<string> log) : TextWriter(CultureInfo.InvariantCulture)
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => inner.Write(value);

    public override void Write(string value) => inner.Write(value);

    public override void Write(char[] buffer, int index, int count) => inner.Write(buffer, index, count);

    public override void Write(ReadOnlySpan<char> buffer) => inner.Write(buffer);

    public override void WriteLine() => log(string.Empty);

    public override void WriteLine(string value) => log(value);

    public override void WriteLine(object value) => log(Convert.ToString(value, FormatProvider));

    public override void WriteLine(char[] buffer, int index, int count) => log(new string(buffer, index, count));

    public override void WriteLine(ReadOnlySpan<char> buffer) => log(new string(buffer));

    public override void WriteLine(StringBuilder value) => log(value?.ToString());

    public override void WriteLine(bool value) => log(value.ToString());

    public override void WriteLine(char value) => log(value.ToString());

    public override void WriteLine(decimal value) => log(value.ToString(FormatProvider));

    public override void WriteLine(double value) => log(value.ToString(FormatProvider));

    public override void WriteLine(float value) => log(value.ToString(FormatProvider));

    public override void WriteLine(int value) => log(value.ToString(FormatProvider));

    public override void WriteLine(uint value) => log(value.ToString(FormatProvider));

    public override void WriteLine(long value) => log(value.ToString(FormatProvider));

    public override void WriteLine(ulong value) => log(value.ToString(FormatProvider));

    public override void Flush() => inner.Flush();
}
