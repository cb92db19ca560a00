using Egress.Admin.Secrets;

namespace Egress.Admin.Rotation;

/// <summary>May this step touch this secret? Decided on what the secret says of itself.</summary>
internal sealed record Admission(AdmissionKind Kind, string? Reason = null)
{
    public static Admission Of(SecretState secret, string token, string stack, bool isOwn = false)
    {
        if (secret.Stack != stack)
        {
            return Refuse($"its tag {Tag.Stack} is '{secret.Stack}', expected '{stack}': this Admin rotates the secrets of its own stack only");
        }

        if (secret.Consumer is null)
        {
            return Refuse($"it has no tag {Tag.Consumer}. Restore the tag");
        }

        if (secret.IsDeleted)
        {
            return Refuse("it is marked as deleted. Restore the secret first");
        }

        if (!secret.IsRotationEnabled && !isOwn) // what an operator drives needs no schedule
        {
            return Refuse("rotation is not configured for it. Deploy the rotation schedule, or call RotateSecret with this function");
        }

        if (secret.Has(token, Label.Current))
        {
            return new(AdmissionKind.Over);
        }

        if (!secret.LabelsByVersion.ContainsKey(token))
        {
            return new(AdmissionKind.NotSeenYet, $"it has no version {token}. Start the rotation again");
        }

        return secret.Has(token, Label.Pending)
            ? new(AdmissionKind.Admitted)
            : Refuse($"version {token} bears {string.Join(", ", secret.LabelsByVersion[token])}, not {Label.Pending}: another rotation or a manual PutSecretValue took its place. Start a new rotation");
    }

    private static Admission Refuse(string reason) => new(AdmissionKind.Refused, reason);
}
