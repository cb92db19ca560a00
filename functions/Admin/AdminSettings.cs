namespace Egress.Admin;

/// <summary>
/// The settings, with what is wrong with them. A wrong setting must not stop the process in INIT: CloudFormation would wait for hours for
/// an answer of its custom resources. It fails the stack's event instead, which ends the deployment at once and says why.
/// </summary>
internal sealed record AdminSettings(AdminOptions Options, IReadOnlyList<string> Faults)
{
    public void Require()
    {
        if (Faults.Count > 0)
        {
            throw new RefusedException(string.Join(' ', Faults));
        }
    }
}
