using Egress.Emulator.ControlPlane;

namespace Egress.Emulator.Deployment.Secrets;

/// <summary>
/// What Secrets Manager does when CloudFormation sets up a schedule: it rotates at once, or, with <c>RotateImmediatelyOnUpdate: false</c>, tries the
/// configuration by one testSecret. Nobody waits for either: a stack is complete before they are. [RotateSecret, API reference]
/// </summary>
internal static class ScheduleSetUp
{
    /// <summary>Answers why a rotation could not even be started, a line for each.</summary>
    public static IReadOnlyList<string> Start(IReadOnlyList<RotationSchedule> schedules, RotationDriver rotations)
    {
        var notes = new List<string>();
        foreach (var schedule in schedules)
        {
            try
            {
                Start(schedule, rotations);
            }
            catch (ControlPlaneException refusal)
            {
                notes.Add($"The rotation of {schedule.SecretArn} could not be {(schedule.RotatesImmediately ? "started" : "tested")} ({refusal.ErrorType}: {refusal.Message}).");
            }
        }

        return notes;
    }

    private static void Start(RotationSchedule schedule, RotationDriver rotations)
    {
        var token = Guid.NewGuid().ToString();
        if (schedule.RotatesImmediately)
        {
            rotations.Start(schedule.SecretArn, token, functionArn: null, rules: null, isImmediate: true);
        }
        else
        {
            rotations.StartTest(schedule.SecretArn, token);
        }
    }
}
