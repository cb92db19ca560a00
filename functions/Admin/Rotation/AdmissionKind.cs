namespace Egress.Admin.Rotation;

/// <summary>How <see cref="Admission"/> came out.</summary>
internal enum AdmissionKind
{
    Admitted,

    /// <summary>The version is AWSCURRENT already: success, and no change but healing.</summary>
    Over,

    /// <summary>Labels are eventually consistent: look again.</summary>
    NotSeenYet,

    Refused,
}
