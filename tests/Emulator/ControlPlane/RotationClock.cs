using Egress.Emulator.ControlPlane.SecretsManager;

namespace Egress.Emulator.ControlPlane;

/// <summary>Wakes when the next rotation is due. A secret whose rotation could not start is tried again at its next window, not at once.</summary>
internal sealed class RotationClock : IDisposable
{
    /// <summary>The longest wait that a timer takes, about 49 days; a wake-up in between does nothing.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    private readonly SecretStore _secrets;
    private readonly Action<Secret> _start;
    private readonly ITimer _timer;
    private readonly Dictionary<string, DateTimeOffset> _started = [];
    private readonly Lock _lock = new();

    public RotationClock(SecretStore secrets, Action<Secret> start)
    {
        (_secrets, _start) = (secrets, start);
        _timer = secrets.Time.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        secrets.ScheduleChanged += Arm;
        Arm();
    }

    public void Dispose()
    {
        _secrets.ScheduleChanged -= Arm;
        _timer.Dispose();
    }

    private void Ring()
    {
        var now = _secrets.Time.GetUtcNow();
        foreach (var (secret, window) in Waiting().Where(waiting => waiting.Window.Start <= now))
        {
            lock (_lock)
            {
                _started[secret.Arn] = window.Start;
            }

            _start(secret);
        }

        Arm();
    }

    private void Arm()
    {
        var next = Waiting().Select(waiting => waiting.Window.Start).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
        if (next == DateTimeOffset.MaxValue)
        {
            return;
        }

        var wait = next - _secrets.Time.GetUtcNow();
        _timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
    }

    private (Secret Secret, RotationWindow Window)[] Waiting()
    {
        lock (_lock)
        {
            return
            [
                .. from secret in _secrets.AllPresent()
                   where secret is { DeletedDate: null, Rotation: { IsEnabled: true, Next: not null } }
                   let window = secret.Rotation!.Next!.Value
                   where _started.GetValueOrDefault(secret.Arn) < window.Start
                   select (secret, window),
            ];
        }
    }
}
