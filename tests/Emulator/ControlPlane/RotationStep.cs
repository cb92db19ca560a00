namespace Egress.Emulator.ControlPlane;

/// <summary>One line of a rotation's timeline. It never holds a value, nor what the function said: its own log has that.</summary>
internal sealed record RotationStep
{
    public required string SecretName { get; init; }
    public required string Token { get; init; }

    /// <summary>createSecret, setSecret, testSecret or finishSecret.</summary>
    public required string Step { get; init; }

    /// <summary>1 for the first run, more after failures.</summary>
    public required int Attempt { get; init; }

    public required RotationStepOutcome Outcome { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>How long the step took; zero when it starts.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Of a failed step: the function's errorType.</summary>
    public string? ErrorType { get; init; }
}
