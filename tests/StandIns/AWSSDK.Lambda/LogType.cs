namespace Amazon.Lambda;

public class LogType : ConstantClass
{
    public static readonly LogType None = new("None");
    public static readonly LogType Tail = new("Tail");

    public LogType(string value) : base(value) { }

    public static LogType FindValue(string value) => FindValue<LogType>(value);

    public static implicit operator LogType(string value) => FindValue(value);
}
