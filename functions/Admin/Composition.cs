using Amazon.APIGateway;
using Amazon.Lambda;
using Amazon.SecretsManager;
using Egress.Admin.Calls;
using Egress.Admin.CustomResource;
using Egress.Admin.Grants;
using Egress.Admin.Keys;
using Egress.Admin.Metrics;
using Egress.Admin.Operators;
using Egress.Admin.Proving;
using Egress.Admin.Rotation;
using Egress.Admin.Secrets;
using Egress.Admin.Sweeping;
using Egress.Admin.Usage;
using Microsoft.Extensions.Logging;

namespace Egress.Admin;

/// <summary>
/// Puts the parts together: AWS clients inside stores, stores and decisions inside steps. <c>writeLine</c> gets the lines of the log that are JSON
/// from end to end.
/// </summary>
internal static class Composition
{
    public static Function Compose(
        AdminSettings settings, IAmazonAPIGateway gateway, IAmazonSecretsManager secretsManager, IAmazonLambda lambda, HttpClient http, ILoggerFactory logs, Action<string> writeLine, TimeProvider time, Random random)
    {
        var options = settings.Options;
        var attempts = new Attempts(time, random);
        var paced = new Attempts(time, random, Pace.OfManagement(time));
        var patience = new Patience(time);
        var audit = new Audit(logs.CreateLogger<Audit>());
        var metrics = new MetricLog(writeLine, options.Stack, time);

        var secrets = new SecretStore(secretsManager, attempts);
        var directory = new SecretDirectory(secretsManager, attempts);
        var marks = new RevokedMarks(secrets, directory);
        var consumers = new Consumers(secrets, options);
        var keys = new KeyStore(gateway, paced);
        var plans = new PlanStore(gateway, paced, options.RestApiId);
        var usage = new UsageStore(gateway, paced);
        var quota = new QuotaCarry(usage, keys, time);
        var finder = new KeyFinder(keys, options);
        var maker = new KeyMaker(keys, finder, patience);
        var liveKeys = new LiveKeys(secrets, keys, finder, options);
        var declaration = new Declaration(plans, keys, audit, options);
        var attachments = new Attachments(plans);
        var prover = new Prover(new ProbeFunction(lambda, attempts, options, time), options, time);

        var guard = new Guard(secrets, patience, options);
        var versions = new Versions(secrets, patience);
        var rotation = new RotationSteps(
            guard,
            new CreateSecret(versions, secrets, keys, declaration, patience, time),
            new SetSecret(versions, secrets, maker, finder, declaration, attachments, quota),
            new TestSecret(versions, keys, finder, declaration, prover, metrics, options, time),
            new FinishSecret(guard, versions, secrets, keys, finder, declaration, attachments, patience, audit, metrics, options, time),
            audit);
        var stack = new StackEvents(
            new GrantResource(secrets, maker, liveKeys, plans, attachments, prover, options),
            new KeysResource(secrets, directory, keys, options),
            new AnswerLine(http, attempts),
            settings,
            audit,
            time);

        var reader = new ConsumerReader(secrets, keys, finder, options);
        var sweep = new Sweep(
            directory,
            keys,
            plans,
            reader,
            new Bailiff(keys, plans, secrets, attachments, declaration, new Confirmation(secrets, keys, consumers), marks, usage, quota, options, time),
            new SecretMending(secrets, directory, maker, declaration, attachments, options, time),
            new UsageLines(usage, audit, writeLine, time),
            audit,
            metrics,
            options,
            time);
        var targets = new RevocationTargets(secrets, keys, finder, liveKeys, options);
        var operators = new OperatorActions(
            [
                new ListVerb(directory, keys, plans, reader, options, time),
                new IssueVerb(consumers, directory, secrets, plans, maker, attachments, prover, patience, options, time),
                new GrantVerb(consumers, directory, plans, declaration, liveKeys, attachments, prover, options),
                new DenyVerb(consumers, directory, plans, declaration, liveKeys, prover, options, time),
                new RotateVerb(consumers, directory, time),
                new RotateAllVerb(directory, secrets, options, time),
                new RollbackVerb(consumers, directory, secrets, keys, finder, declaration, attachments, prover, options, time),
                new RevokeVerb(
                    consumers,
                    targets,
                    new Revocation(targets, secrets, marks, keys, declaration, rotation, prover, patience, options, time),
                    directory,
                    metrics,
                    time),
                new UsageVerb(keys, plans, usage, options, time),
                new SweepVerb(sweep),
            ],
            audit);
        return new Function(settings, rotation, stack, sweep, operators, audit, time);
    }
}
