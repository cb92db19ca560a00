namespace Amazon.SecretsManager;

public class SortOrderType : ConstantClass
{
    public static readonly SortOrderType Asc = new("asc");
    public static readonly SortOrderType Desc = new("desc");

    public SortOrderType(string value) : base(value) { }

    public static SortOrderType FindValue(string value) => FindValue<SortOrderType>(value);

    public static implicit operator SortOrderType(string value) => FindValue(value);
}
