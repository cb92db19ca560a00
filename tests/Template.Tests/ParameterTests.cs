using Egress.Emulator.Template;
using Egress.Testing;
using Xunit;

namespace Egress.Template.Tests;

/// <summary>The template's parameters: what they change, and what they refuse.</summary>
public sealed class ParameterTests
{
    [Theory]
    [InlineData("", "us-east-1a", "us-east-1b")]
    [InlineData("us-east-1c,us-east-1f", "us-east-1c", "us-east-1f")]
    public void The_subnets_stand_in_the_zones_that_were_named_or_in_the_first_two(string zones, string first, string second)
    {
        var template = Load(("Zones", zones));

        Assert.Equal(first, ZoneOf(template, "SubnetA"));
        Assert.Equal(second, ZoneOf(template, "SubnetB"));
    }

    [Theory]
    [InlineData("an identifier of a zone differs from account to account and is none", "Zones", "use1-az1,use1-az2")]
    [InlineData("a proof has ten minutes in all: AdminFunction would not start", "ProbeSpread", "00:10:00")]
    [InlineData("a spread is hours, minutes and seconds", "ProbeSpread", "60")]
    public void A_value_that_the_functions_or_the_network_could_not_work_with_is_refused(string because, string parameter, string value)
    {
        var refusal = Assert.Throws<TemplateException>(() => Load((parameter, value)));

        Assert.True(refusal.Message.Contains(parameter, StringComparison.Ordinal), because);
    }

    private static string ZoneOf(StackTemplate template, string subnet) =>
        template.Evaluate(template.Find(subnet)!, reference => new ScalarNode(reference.At, reference.ToString())).Require("AvailabilityZone", subnet).AsText("AvailabilityZone");

    private static StackTemplate Load(params (string Name, string Value)[] parameters) =>
        TemplateLoader.Load(Repository.PathOf("template.yaml"), parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value), new StackIdentity { Id = Guid.Empty });
}
