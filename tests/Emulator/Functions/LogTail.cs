using System.Text;

namespace Egress.Emulator.Functions;

/// <summary>The last 4 KB of an invocation's log. [API reference, Invoke, LogType]</summary>
internal sealed class LogTail
{
    private const int MaxBytes = 4096;

    private readonly Queue<string> _lines = new();
    private readonly Lock _lock = new();
    private int _bytes;

    public void Add(string line)
    {
        lock (_lock)
        {
            _lines.Enqueue(line);
            _bytes += Encoding.UTF8.GetByteCount(line) + 1;
            while (_bytes > MaxBytes && _lines.Count > 1)
            {
                _bytes -= Encoding.UTF8.GetByteCount(_lines.Dequeue()) + 1;
            }
        }
    }

    /// <summary>Hands over what there is and starts anew.</summary>
    public string Take()
    {
        lock (_lock)
        {
            var text = Encoding.UTF8.GetBytes(string.Concat(_lines.Select(line => line + "\n")));
            _lines.Clear();
            _bytes = 0;
            var start = Math.Max(0, text.Length - MaxBytes);
            while (start < text.Length && (text[start] & 0xC0) == 0x80)
            {
                start++; // not in the middle of a character
            }

            return Encoding.UTF8.GetString(text, start, text.Length - start);
        }
    }
}
