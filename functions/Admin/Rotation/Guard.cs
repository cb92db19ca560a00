using Egress.Admin.Calls;
using Egress.Admin.Keys;
using Egress.Admin.Secrets;

namespace Egress.Admin.Rotation;

/// <summary>Stands before every step: only a secret of this stack, only a version that a rotation is working on.</summary>
internal sealed class Guard(SecretStore secrets, Patience patience, AdminOptions options)
{
    /// <summary>A run of our own, before its version exists.</summary>
    public RotationRun Begin(SecretState secret, RotationEvent rotation) => new()
    {
        Secret = secret,
        Consumer = secret.Consumer!,
        KeyName = KeyName.Of(options.Stack, secret.Consumer!, rotation.ClientRequestToken),
        Event = rotation,
    };

    public async Task<RotationRun> AdmitAsync(RotationEvent rotation, CancellationToken cancellationToken)
    {
        var (token, secret) = (rotation.ClientRequestToken, (SecretState?)null);
        var admission = await patience.UntilSeenAsync(async inner =>
        {
            secret = await secrets.DescribeAsync(rotation.SecretId, inner);
            return Admission.Of(secret, token, options.Stack, rotation.IsOwn) is { Kind: not AdmissionKind.NotSeenYet } seen ? seen : null;
        }, cancellationToken) ?? Admission.Of(secret!, token, options.Stack, rotation.IsOwn);

        return admission.Kind is AdmissionKind.Admitted or AdmissionKind.Over
            ? new RotationRun
            {
                Secret = secret!,
                Consumer = secret!.Consumer!,
                KeyName = KeyName.Of(options.Stack, secret.Consumer!, token),
                IsOver = admission.Kind == AdmissionKind.Over,
                Event = rotation,
            }
            : throw new RefusedException($"Secret {rotation.SecretId} cannot be rotated: {admission.Reason}.");
    }
}
