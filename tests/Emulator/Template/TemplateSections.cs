namespace Egress.Emulator.Template;

/// <summary>The top level of a template, checked for what CloudFormation and SAM know.</summary>
internal sealed class TemplateSections
{
    private const string LanguageExtensions = "AWS::LanguageExtensions";
    private const string Serverless = "AWS::Serverless-2016-10-31";

    private static readonly string[] Known =
    [
        "AWSTemplateFormatVersion", "Conditions", "Description", "Globals", "Mappings", "Metadata", "Outputs", "Parameters", "Resources", "Rules", "Transform",
    ];

    private readonly MapNode _root;

    public TemplateSections(Node root)
    {
        _root = root.AsMap("the template");
        _root.RefuseOthersThan(Known, "the template");
        if (_root.Find("AWSTemplateFormatVersion") is { } version && version.AsText("the format version") != "2010-09-09")
        {
            throw version.Unexpected("AWSTemplateFormatVersion", "'2010-09-09', the only one there is", "correct it");
        }

        CheckTransforms();
    }

    public SourceLocation At => _root.At;
    public bool HasLanguageExtensions { get; private set; }
    public bool HasServerless { get; private set; }

    public MapNode? Find(string section) => _root.Find(section)?.AsMap($"the section {section}");

    public MapNode Resources => _root.Require("Resources", "the template").AsMap("the section Resources");

    private void CheckTransforms()
    {
        var transforms = _root.Find("Transform") switch
        {
            null => [],
            ListNode list => list.Items,
            var single => [single],
        };
        foreach (var transform in transforms)
        {
            Apply(transform);
        }
    }

    // The language extensions must come first (AWS page "AWS::LanguageExtensions transform"): SAM does not understand loops.
    private void Apply(Node transform)
    {
        switch ((transform as ScalarNode)?.Text)
        {
            case LanguageExtensions when !HasServerless:
                HasLanguageExtensions = true;
                return;
            case Serverless:
                HasServerless = true;
                return;
            default:
                throw transform.Unexpected("a transform", $"{LanguageExtensions}, then {Serverless}", "correct the names and their order; other macros run only in an account");
        }
    }
}
