using System.Collections.Concurrent;
using System.Net;
using Egress.Emulator.CommandLine;
using Egress.Emulator.ControlPlane;
using Egress.Emulator.Tests.Functions;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Egress.Emulator.Tests;

/// <summary>What the options of <c>up</c> become, and what a person is told at the start. A template of its own, a function that is a real process.</summary>
public sealed class RunningEmulatorTests : ILoggerProvider, ILogger
{
    private const string CustomResource =
        """

          Custom: {Type: 'Custom::Thing', Properties: {ServiceToken: !GetAtt Rotator.Arn} }
          After: {Type: 'AWS::SQS::Queue', DependsOn: Custom}
        """;

    private readonly ConcurrentQueue<string> _told = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egress-run-");

    public void Dispose()
    {
        if (_folder.Exists)
        {
            _folder.Delete(recursive: true);
            _folder.Refresh();
        }
    }

    [Fact]
    public async Task Faults_begin_when_the_stack_is_up_and_are_used_up()
    {
        await using var emulator = await StartAsync(options => options with { Faults = [new InjectedFault("GetAccount", FaultKind.Unavailable) { Times = 1 }] });

        Assert.Equal([HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK], await GetAccountAsync(emulator, calls: 2));
    }

    [Fact]
    public async Task The_accounts_rates_are_enforced_where_they_are_asked_for()
    {
        await using var friendly = await StartAsync(options => options);
        await using var throttling = await StartAsync(options => options with { ThrottlesAccount = true });

        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, await GetAccountAsync(friendly, calls: 120));
        Assert.Contains(HttpStatusCode.TooManyRequests, await GetAccountAsync(throttling, calls: 120));
    }

    [Fact]
    public async Task Without_an_endpoint_the_gateway_takes_no_port()
    {
        var file = Path.Combine(_folder.FullName, "bare.yaml");
        await File.WriteAllTextAsync(file, "Resources: {Queue: {Type: 'AWS::SQS::Queue'}}", TestContext.Current.CancellationToken);

        await using var one = await StartAsync(options => options with { TemplateFile = file });
        await using var other = await StartAsync(options => options with { TemplateFile = file });

        Assert.Equal((0, 0), (one.Endpoints.Count, other.Endpoints.Count));
    }

    [Fact]
    public async Task A_lag_of_GetUsage_is_in_force_where_it_is_asked_for()
    {
        await using var friendly = await StartAsync(options => options);
        await using var lagging = await StartAsync(options => options with { UsageLag = TimeSpan.FromMinutes(35) });

        Assert.Equal((false, true), (friendly.Apis.Reports is not null, lagging.Apis.Reports is not null));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("a schedule is tested once", true, "testSecret")]
    [InlineData("not for one call by invoke", false, "")]
    public async Task A_rotation_schedule_is_tested_after_the_start(string because, bool setsUpSchedules, string steps)
    {
        await using var emulator = await StartAsync(options => options with { SetsUpSchedules = setsUpSchedules });

        Assert.True(await emulator.Rotations.WhenIdleAsync(Assert.Single(emulator.Secrets.AllPresent()).Arn), because);

        var invocations = _told.Count(line => line.Contains("[Rotator] START", StringComparison.Ordinal));
        Assert.True(invocations == (steps.Length == 0 ? 0 : 1), $"{because}: {invocations}");
        Assert.DoesNotContain(_told, line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_test_that_fails_is_told_and_does_not_keep_the_stack_from_coming_up()
    {
        await using var emulator = await StartAsync(options => options, environment: "Environment: {Variables: {SAMPLE_INIT: exit}}");
        while (!_told.Any(line => line.StartsWith("Warning", StringComparison.Ordinal)))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.Contains("Warning: Rotation of app: testSecret failed with Runtime.ExitError in attempt 1; the function's own log says why", _told);
    }

    [Fact]
    public async Task What_is_there_in_name_only_is_told_once_and_so_is_what_is_not_created()
    {
        await using var emulator = await StartAsync(options => options with { RunsFunctions = false }, more: CustomResource);
        using var error = new StringWriter();

        StartNotes.Tell(emulator, error);

        var lines = error.ToString().Split(Environment.NewLine);
        Assert.Contains("In name only, without effect here: AWS::IAM::Role, AWS::SNS::Topic, AWS::SQS::Queue.", lines);
        Assert.Contains("Not created, because with --no-functions no custom resource is answered: Custom, After.", lines);
    }

    [Fact]
    public async Task Ports_that_do_not_exist_are_refused_before_the_gateway_listens()
    {
        var refusal = await Assert.ThrowsAsync<EmulatorException>(() => StartAsync(options => options with { ControlPort = 65_534 }));

        Assert.StartsWith("--control-port: found 65534, expected at most 65533", refusal.Message, StringComparison.Ordinal);
    }

    ILogger ILoggerProvider.CreateLogger(string categoryName) => this;

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _told.Enqueue($"{logLevel}: {formatter(state, exception)}");

    private async Task<RunningEmulator> StartAsync(Func<EmulatorOptions, EmulatorOptions> with, string environment = "Description: d", string more = "")
    {
        var file = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(file, Template(environment) + more, TestContext.Current.CancellationToken);
        var loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.None).AddProvider(this));
        return await RunningEmulator.StartAsync(with(new EmulatorOptions { TemplateFile = file, ControlPort = 0 }), TimeProvider.System, loggers, TestContext.Current.CancellationToken);
    }

    private static async Task<HttpStatusCode[]> GetAccountAsync(RunningEmulator emulator, int calls)
    {
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = emulator.ControlPlane };
        var statuses = new HttpStatusCode[calls];
        for (var call = 0; call < calls; call++)
        {
            using var answer = await client.GetAsync(new Uri("/account", UriKind.Relative), TestContext.Current.CancellationToken);
            statuses[call] = answer.StatusCode;
        }

        return statuses;
    }

    private static string Template(string environment) =>
        $$"""
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Secret: {Type: 'AWS::SecretsManager::Secret', Properties: {Name: app, SecretString: v} }
          Rotator:
            Type: AWS::Serverless::Function
            Properties: {CodeUri: '{{SampleFunction.Folder}}', Handler: bootstrap, Runtime: dotnet10, Timeout: 30, {{environment}} }
          Allowed: {Type: 'AWS::Lambda::Permission', Properties: {FunctionName: !Ref Rotator, Action: 'lambda:InvokeFunction', Principal: secretsmanager.amazonaws.com} }
          Rotation:
            Type: AWS::SecretsManager::RotationSchedule
            DependsOn: Allowed
            Properties: {SecretId: !Ref Secret, RotationLambdaARN: !GetAtt Rotator.Arn, RotationRules: {AutomaticallyAfterDays: 30}, RotateImmediatelyOnUpdate: false}
          Endpoint: {Type: 'AWS::EC2::VPCEndpoint', Properties: {VpcEndpointType: Interface, VpcId: vpc-1, ServiceName: com.amazonaws.us-east-1.execute-api} }
          Queue: {Type: 'AWS::SQS::Queue'}
          Other: {Type: 'AWS::SQS::Queue'}
          Topic: {Type: 'AWS::SNS::Topic'}
        """;
}
