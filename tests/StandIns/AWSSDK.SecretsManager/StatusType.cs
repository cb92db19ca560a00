namespace Amazon.SecretsManager;

public class StatusType : ConstantClass
{
    public static readonly StatusType Failed = new("Failed");
    public static readonly StatusType InProgress = new("InProgress");
    public static readonly StatusType InSync = new("InSync");

    public StatusType(string value) : base(value) { }

    public static StatusType FindValue(string value) => FindValue<StatusType>(value);

    public static implicit operator StatusType(string value) => FindValue(value);
}
