using Amazon.APIGateway;
using Amazon.Lambda;
using Amazon.SecretsManager;
using Egress.Admin.Calls;
using Egress.Admin.CustomResource;
using Egress.Admin.Grants;
using Egress.Admin.Keys;
using Egress.Admin.Proving;
using Egress.Admin.Rotation;
using Egress.Admin.Secrets;
using Microsoft.Extensions.Logging;

namespace Egress.Admin;

/// <summary>Puts the parts together: AWS clients inside stores, stores and decisions inside steps.</summary>
internal static class Composition
{
    public static Function Compose(
        AdminSettings settings, IAmazonAPIGateway gateway, IAmazonSecretsManager secretsManager, IAmazonLambda lambda, HttpClient http, ILoggerFactory logs, TimeProvider time, Random random)
    {
        var options = settings.Options;
        var attempts = new Attempts(time, random);
        var paced = new Attempts(time, random, Pace.OfManagement(time));
        var patience = new Patience(time);
        var audit = new Audit(logs.CreateLogger<Audit>());

        var secrets = new SecretStore(secretsManager, attempts);
        var keys = new KeyStore(gateway, paced);
        var plans = new PlanStore(gateway, paced, options.RestApiId);
        var finder = new KeyFinder(keys, options);
        var liveKeys = new LiveKeys(secrets, keys, finder, options);
        var declaration = new Declaration(plans, options);
        var attachments = new Attachments(plans);
        var prover = new Prover(new ProbeFunction(lambda, attempts, options, time), options, time);

        var guard = new Guard(secrets, patience, options);
        var versions = new Versions(secrets, patience);
        var rotation = new RotationSteps(
            guard,
            new CreateSecret(versions, secrets, keys, declaration, patience, time),
            new SetSecret(versions, secrets, keys, finder, declaration, attachments, patience),
            new TestSecret(versions, keys, finder, declaration, prover, options, time),
            new FinishSecret(guard, versions, secrets, keys, finder, declaration, attachments, patience, audit, options, time),
            audit);
        var stack = new StackEvents(
            new GrantResource(secrets, liveKeys, plans, attachments, prover, options),
            new KeysResource(secrets, keys, options),
            new AnswerLine(http, attempts),
            settings,
            audit,
            time);
        return new Function(settings, rotation, stack, time);
    }
}
