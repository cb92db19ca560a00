using Egress.Emulator.Gateway.Waf;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.Waf;

/// <summary>A rule's Statement → its tree. What cannot be played without AWS's data, or is not played here, is remembered by name: its rule is left out whole.</summary>
internal sealed class StatementReader(WafResources resources, string labelPrefix, int bodyLimitBytes, IReadOnlyList<string> labelsLeftOut)
{
    private const long LargestSize = 21_474_836_480; // AWS WAF API reference, SizeConstraintStatement
    private static readonly OrStatement Never = new([]);

    private static readonly string[] UnplayedStatements =
    [
        "AsnMatchStatement", "GeoMatchStatement", "ManagedRuleGroupStatement", "RateBasedStatement", "RuleGroupReferenceStatement", "SqliMatchStatement", "XssMatchStatement",
    ];

    private static readonly Dictionary<string, Func<StatementReader, PropertyMap, IWafStatement>> ByName = new(StringComparer.Ordinal)
    {
        ["AndStatement"] = (reader, statement) => new AndStatement(reader.Several(statement)),
        ["ByteMatchStatement"] = (reader, statement) => reader.Field(statement, ByteMatchReader.Read(statement), ByteMatchReader.Known),
        ["IPSetReferenceStatement"] = (reader, statement) => reader.IpSet(statement),
        ["LabelMatchStatement"] = (reader, statement) => reader.Label(statement),
        ["NotStatement"] = (reader, statement) => reader.Not(statement),
        ["OrStatement"] = (reader, statement) => new OrStatement(reader.Several(statement)),
        ["RegexMatchStatement"] = (reader, statement) => reader.Field(statement, RegexTest.AnyOf([WafRegex.Read(statement.Require("RegexString"))]), "RegexString"),
        ["RegexPatternSetReferenceStatement"] = (reader, statement) => reader.Field(statement, RegexTest.AnyOf(Find(statement, reader.Resources.RegexPatternSets)), "Arn"),
        ["SizeConstraintStatement"] = (reader, statement) => reader.Field(statement, Size(statement), "ComparisonOperator", "Size"),
    };

    /// <summary>Names of statements, components and transformations.</summary>
    public List<string> Unplayed { get; } = [];

    private WafResources Resources => resources;

    public IWafStatement Read(PropertyMap owner)
    {
        _ = owner.Require("Statement");
        return ReadOne(owner.FindMap("Statement")!);
    }

    private IWafStatement ReadOne(PropertyMap statement)
    {
        var kind = OneOf.Read(statement, [.. ByName.Keys, .. UnplayedStatements]).Key;
        if (ByName.TryGetValue(kind, out var read))
        {
            return read(this, statement.FindMap(kind)!);
        }

        Unplayed.Add(kind);
        return Never;
    }

    private IWafStatement[] Several(PropertyMap statement)
    {
        statement.RefuseOthersThan("Statements");
        var statements = statement.Maps("Statements");
        return statements.Count > 1
            ? [.. statements.Select(ReadOne)]
            : throw new TemplateException(statement.LocationOf("Statements"), $"a list of {statements.Count} in {statement.What}", "at least two", "add one, or take the statement itself");
    }

    private NotStatement Not(PropertyMap statement)
    {
        statement.RefuseOthersThan("Statement");
        return new NotStatement(Read(statement));
    }

    private IWafStatement Field(PropertyMap statement, Func<byte[], bool> passes, params ReadOnlySpan<string> own)
    {
        statement.RefuseOthersThan([.. own, "FieldToMatch", "TextTransformations"]);
        var transformations = TransformationsReader.Read(statement, Unplayed.Add);
        return FieldToMatchReader.Read(statement, bodyLimitBytes, Unplayed.Add) is { } field ? new FieldStatement(field, transformations, passes) : Never;
    }

    private IpSetStatement IpSet(PropertyMap statement)
    {
        statement.RefuseOthersThan("Arn", "IPSetForwardedIPConfig");
        if (statement.Has("IPSetForwardedIPConfig"))
        {
            Unplayed.Add("IPSetForwardedIPConfig");
        }

        return new IpSetStatement(Find(statement, resources.IpSets));
    }

    private LabelStatement Label(PropertyMap statement)
    {
        statement.RefuseOthersThan("Key", "Scope");
        _ = statement.Require("Scope");
        var label = new LabelStatement(statement.Text("Key"), statement.FindOneOf("Scope", "LABEL", "NAMESPACE") == "NAMESPACE", labelPrefix);
        var isOthers = label.Key.StartsWith("awswaf:", StringComparison.Ordinal) && !label.Key.StartsWith(labelPrefix, StringComparison.Ordinal);
        if (isOthers || labelsLeftOut.Any(label.Matches))
        {
            Unplayed.Add($"what sets the label {label.Key}");
        }

        return label;
    }

    private static Func<byte[], bool> Size(PropertyMap statement)
    {
        _ = statement.Require("ComparisonOperator");
        _ = statement.Require("Size");
        var compare = SizeComparison.ByOperator[statement.FindOneOf("ComparisonOperator", [.. SizeComparison.ByOperator.Keys])!];
        var size = statement.FindNumber("Size")!.Value;
        if (size is < 0 or > LargestSize || !double.IsInteger(size))
        {
            throw new TemplateException(statement.LocationOf("Size"), $"'{statement.Text("Size")}' as Size of {statement.What}", $"an integer from 0 to {LargestSize}", "correct it");
        }

        return value => compare(value.Length, (long)size);
    }

    private static T Find<T>(PropertyMap statement, Dictionary<string, T> byArn) => byArn.TryGetValue(statement.Text("Arn"), out var found)
        ? found
        : throw new TemplateException(statement.LocationOf("Arn"), $"{statement.Text("Arn")} as Arn of {statement.What}", "the ARN of a set of this template", "refer to one with Fn::GetAtt Set.Arn");
}
