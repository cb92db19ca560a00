using Egress.Emulator.Gateway.Waf;

namespace Egress.Emulator.Deployment.Waf;

/// <summary>FieldToMatch: which component of the request a statement inspects.</summary>
internal static class FieldToMatchReader
{
    private static readonly string[] Unplayed = ["Cookies", "HeaderOrder", "JA3Fingerprint", "JA4Fingerprint", "JsonBody", "UriFragment"];

    private static readonly Dictionary<string, Func<PropertyMap, int, RequestField>> ByName = new(StringComparer.Ordinal)
    {
        ["AllQueryArguments"] = (field, _) => Whole(field, RequestFields.AllQueryArguments),
        ["Method"] = (field, _) => Whole(field, RequestFields.Method),
        ["QueryString"] = (field, _) => Whole(field, RequestFields.QueryString),
        ["UriPath"] = (field, _) => Whole(field, RequestFields.UriPath),
        ["SingleHeader"] = (field, _) => RequestFields.SingleHeader(Name(field)),
        ["SingleQueryArgument"] = (field, _) => RequestFields.SingleQueryArgument(Name(field)),
        ["Body"] = Body,
        ["Headers"] = (field, _) => Headers(field),
    };

    /// <summary>Null, and a word to <paramref name="unplayed"/>, for a component that the emulator does not inspect.</summary>
    public static RequestField? Read(PropertyMap statement, int bodyLimitBytes, Action<string> unplayed)
    {
        _ = statement.Require("FieldToMatch");
        var field = statement.FindMap("FieldToMatch")!;
        var kind = OneOf.Read(field, [.. ByName.Keys, .. Unplayed]).Key;
        if (ByName.TryGetValue(kind, out var read))
        {
            return read(field.FindMap(kind)!, bodyLimitBytes);
        }

        unplayed(kind);
        return null;
    }

    private static RequestField Whole(PropertyMap field, RequestField whole)
    {
        field.RefuseOthersThan();
        return whole;
    }

    private static string Name(PropertyMap field)
    {
        field.RefuseOthersThan("Name");
        return field.Text("Name");
    }

    private static RequestField Body(PropertyMap field, int limitBytes)
    {
        field.RefuseOthersThan("OversizeHandling");
        return RequestFields.Body(limitBytes) with { WhenOversize = Oversize(field) };
    }

    private static RequestField Headers(PropertyMap field)
    {
        field.RefuseOthersThan("MatchPattern", "MatchScope", "OversizeHandling");
        _ = field.Require("MatchPattern");
        _ = field.Require("MatchScope");
        _ = field.Require("OversizeHandling");
        var scope = field.FindOneOf("MatchScope", "ALL", "KEY", "VALUE");
        return RequestFields.Headers(Pattern(field.FindMap("MatchPattern")!), names: scope != "VALUE", values: scope != "KEY") with { WhenOversize = Oversize(field) };
    }

    private static Func<string, bool> Pattern(PropertyMap pattern)
    {
        var kind = OneOf.Read(pattern, "All", "ExcludedHeaders", "IncludedHeaders").Key;
        var names = (kind == "All" ? [] : pattern.Texts(kind)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return kind == "IncludedHeaders" ? names.Contains : name => !names.Contains(name);
    }

    private static OversizeHandling Oversize(PropertyMap field) => field.FindOneOf("OversizeHandling", "CONTINUE", "MATCH", "NO_MATCH") switch
    {
        "MATCH" => OversizeHandling.Match,
        "NO_MATCH" => OversizeHandling.NoMatch,
        _ => OversizeHandling.Continue,
    };
}
