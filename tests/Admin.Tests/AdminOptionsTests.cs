using Microsoft.Extensions.Configuration;

namespace Egress.Admin.Tests;

public sealed class AdminOptionsTests
{
    private static readonly Dictionary<string, string?> Sound = new()
    {
        ["Egress:Stack"] = "prod",
        ["Egress:Consumer"] = "app",
        ["Egress:RestApiId"] = "api1",
        ["Egress:ProbeFunction"] = "probe",
        ["Egress:AnchorKeyId"] = "key0",
        ["Egress:SecretId"] = "secret0",
    };

    [Fact]
    public void What_the_template_sets_is_enough()
    {
        var options = Read();

        Assert.Equal(("prod", "app", "api1", "probe", "key0"), (options.Stack, options.Consumer, options.RestApiId, options.ProbeFunction, options.AnchorKeyId));
        Assert.Equal((40, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromDays(1)), (options.ProbePasses, options.ProbeSpread, options.ProbeBudget, options.Grace));
    }

    [Fact]
    public void Durations_are_read_as_time_spans() => Assert.Equal(TimeSpan.FromSeconds(90), Read(("Egress:ProbeSpread", "00:01:30")).ProbeSpread);

    public static TheoryData<string, string, string?, string> Wrong => new()
    {
        { "no stack", "Egress:Stack", null, "Egress__Stack is not set" },
        { "no anchor", "Egress:AnchorKeyId", "", "Egress__AnchorKeyId is not set" },
        { "a consumer that is no name", "Egress:Consumer", "The App", "Egress__Consumer is 'The App'" },
        { "no passes at all", "Egress:ProbePasses", "0", "Egress__ProbePasses is 0; expected 1 to 1000" },
        { "a budget that no proof fits", "Egress:ProbeBudget", "00:00:30", "Egress__ProbeBudget is 00:00:30; expected more than Egress__ProbeSpread, 00:01:00" },
        { "a number that is none", "Egress:ProbePasses", "many", "Egress:ProbePasses" },
        { "rotations that overtake the grace", "Egress:RotationDays", "1", "Egress__RotationDays is 1" },
        { "a quarantine in which no quota is settled", "Egress:Quarantine", "01:00:00", "Egress__Quarantine is 01:00:00" },
        { "a negative spread", "Egress:ProbeSpread", "-00:00:01", "Egress__ProbeSpread is -00:00:01" },
        { "F50: a grace shorter than the slowest caller", "Egress:Grace", "12:00:00", "Egress__Grace is 12:00:00; expected at least 12:26:00" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_setting_is_named(string because, string name, string? value, string message)
    {
        var faults = Settings((name, value)).Faults;

        Assert.True(faults.Any(fault => fault.Contains(message, StringComparison.Ordinal)), $"{because}: {string.Join(' ', faults)}");
    }

    [Fact]
    public void Sound_settings_have_no_fault() => Assert.Empty(Settings().Faults);

    private static AdminOptions Read(params (string Name, string? Value)[] changes) => Settings(changes).Options;

    private static AdminSettings Settings(params (string Name, string? Value)[] changes)
    {
        var settings = new Dictionary<string, string?>(Sound);
        foreach (var (name, value) in changes)
        {
            settings[name] = value;
        }

        return AdminOptionsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
    }
}
