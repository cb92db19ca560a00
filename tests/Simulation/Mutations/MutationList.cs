namespace Egress.Simulation.Mutations;

/// <summary>Every mistake that a rotator could make and this one must not; each is caught by the test that stands beside it.</summary>
internal static class MutationList
{
    public static IReadOnlyList<Mutation> All { get; } = [.. Proof(), .. Order(), .. Sweeping(), .. Calls(), .. Quota(), .. Values(), .. Stack()];

    private static IEnumerable<Mutation> Proof() =>
    [
        new(
            "drop the probe", "Rotation/TestSecret.cs",
            "var took = await prover.ProveAsync(new ProofOrder(run.SecretId, pending.Id, wanted.Upstreams, goal), cancellationToken);", "var took = goal.Spread;",
            "Rotation.TestSecretTests.The_negative_control_comes_first_then_every_upstream_is_proved"),
        new("probe only one stage", "Rotation/TestSecret.cs", "pending.Id, wanted.Upstreams, goal", "pending.Id, [wanted.Upstreams[0]], goal", "Rotation.TestSecretTests.The_negative_control_comes_first_then_every_upstream_is_proved"),
        new(
            "count passes across a 403", "Proving/UpstreamProgress.cs", "Run > 0 && report.Run == wished && report.Passes + report.Refusals == wished", "Run > 0",
            "Proving.UpstreamProgressTests.A_refusal_between_passes_begins_the_count_anew"),
        new("one pass is enough", "Rotation/TestSecret.cs", "new ProofGoal(options.ProbePasses, options.ProbeSpread)", "new ProofGoal(1, TimeSpan.Zero)", "Rotation.TestSecretTests.The_passes_are_spread_over_a_minute"),
        new("ignore the plan hash in finish", "Rotation/ProofCheck.cs", "proof.PlansHash != grants.Hash || !isAttachedExactly", "!isAttachedExactly", "Rotation.ProofCheckTests.A_proof_for_other_plans_will_not_do"),
    ];

    private static IEnumerable<Mutation> Order() =>
    [
        new(
            "promote before attach", "Rotation/SetSecret.cs", "        await attachments.AttachAsync(key, grants, cancellationToken);",
            "        await secrets.TryPromoteAsync(run.SecretId, run.Token, run.Secret.VersionOf(Label.Current), cancellationToken);\n        await attachments.AttachAsync(key, grants, cancellationToken);",
            "Simulation.ScheduleTests.In_every_schedule_every_invariant_holds_after_every_event"),
        new(
            "create the key before persisting the value", "Rotation/CreateSecret.cs", "        if (await secrets.TryPutPendingAsync(",
            "        await keys.CreateAsync(run.KeyName, drawn.ApiKey, \"rotate\", Stamps.None, cancellationToken);\n        if (await secrets.TryPutPendingAsync(",
            "Rotation.WholeRotationTests.The_value_is_stored_before_any_key_has_it"),
        new(
            "draw another value when the step is tried again", "Keys/KeyMaker.cs", "keys.CreateAsync(finder.NameOf(document), document.ApiKey, origin", "keys.CreateAsync(finder.NameOf(document), Probe.Contract.ApiKey.Draw(), origin",
            "Rotation.WholeRotationTests.The_next_generation_is_current_and_both_keys_open_every_upstream"),
        new(
            "delete in finish", "Rotation/FinishSecret.cs", "        return new(retired is null", "        await keys.DeleteAsync(key, cancellationToken);\n        return new(retired is null",
            "Rotation.WholeRotationTests.No_step_destroys_anything"),
        new("begin again after the end", "Rotation/FinishSecret.cs", "if (run.IsOver)", "if (run.IsOver && promotion > 0)", "Rotation.CrashTests.I5_every_step_again_after_the_end_changes_nothing"),
        new("no limit to enabled keys", "Rotation/CreateSecret.cs", "if (enabled >= most)", "if (enabled > 10 * most)", "Rotation.CreateSecretTests.I4_with_three_enabled_keys_there_is_no_room_for_another"),
        new("forget keys that a hand disabled", "Rotation/CreateSecret.cs", "(key.IsEnabled || key.Stamps.DisabledAt is null)", "key.IsEnabled", "Rotation.CreateSecretTests.I4_a_key_that_a_hand_disabled_counts_for_the_sweep_will_enable_it_again"),
        new("disable before labels are seen", "Operators/RevokeVerb.cs", "await Task.Delay(Patience.Bound, time, cancellationToken); // labels", "await Task.Yield(); // labels", "Simulation.RevocationUnderLoadTests.I11_nobody_notices_revoke_and_replace_although_labels_are_read_late"),
    ];

    private static IEnumerable<Mutation> Sweeping() =>
    [
        new("stamp with min instead of max", "Keys/Stamps.cs", "RetireAfter >= after ? this", "RetireAfter <= after ? this", "Keys.StampsTests.Grace_never_shrinks"),
        new("treat an unstamped key as an orphan", "Sweeping/Judge.cs", "new(Kind.GiveGrace, \"replaced", "new(Kind.Disable, \"replaced", "Simulation.CatalogueTests.F41_a_key_whose_version_is_gone_gets_a_whole_grace"),
        new("disable on the first observation", "Sweeping/Judge.cs", "false => new(Kind.MarkDue, ", "false => new(Kind.Disable, ", "Sweeping.JudgeTests.The_first_row_that_fits_decides"),
        new(
            "disable without re-reading labels", "Sweeping/Bailiff.cs", "if (await confirmation.ConfirmUnusedAsync(consumer, facts.Key.Id, cancellationToken) is not { } fresh || !IsStill(Kind.Disable, facts, fresh))",
            "if (await keys.GetAsync(facts.Key.Id, cancellationToken) is not { } fresh)", "Sweeping.SweepTests.Disable_without_re_reading_labels_a_rollback_between_two_sweeps_keeps_the_key"),
        new("delete the anchor", "Sweeping/Judge.cs", ": facts.IsAnchor ? new(Kind.Leave,", ": facts.IsAnchor ? new(Kind.Delete,", "Sweeping.JudgeTests.The_first_row_that_fits_decides"),
        new(
            "detach the anchor", "Sweeping/Bailiff.cs", "        await keys.WriteAsync(fresh, fresh.Stamps.DisableAnew(now), isEnabled: false, cancellationToken);",
            "        await keys.WriteAsync(fresh, fresh.Stamps.DisableAnew(now), isEnabled: false, cancellationToken);\n        foreach (var plan in facts.Attached)\n        {\n            await plans.DetachAsync(new UsagePlan { Id = plan }, fresh, cancellationToken);\n        }\n",
            "Sweeping.SweepTests.N1_N2_the_anchor_is_disabled_after_its_grace_and_never_deleted_or_detached"),
    ];

    private static IEnumerable<Mutation> Calls() =>
    [
        new("retry LimitExceeded", "Calls/CallFailure.cs", "\"LimitExceededException\" => Remedy.None", "\"LimitExceededException\" => Remedy.Wait", "Calls.AttemptsTests.LimitExceeded_is_sent_once"),
        new(
            "decide on status 429 alone", "Calls/CallFailure.cs", "        \"LimitExceededException\" => Remedy.None,", "        _ when status == HttpStatusCode.TooManyRequests => Remedy.Wait,\n        \"LimitExceededException\" => Remedy.None,",
            "Calls.CallFailureTests.A_failure_is_judged_by_its_type"),
        new("ignore Retry-After", "Calls/Attempts.cs", "return (retryAfter ?? TimeSpan.Zero) + ", "return (retryAfter * 0 ?? TimeSpan.Zero) + ", "Calls.AttemptsTests.No_pause_is_shorter_than_the_service_asked"),
        new("first page only", "Calls/Pages.cs", "position = next;", "position = null;", "Calls.PagesTests.Every_page_is_read"),
        new(
            "prefix instead of exact name", "Keys/KeyFinder.cs", ".Where(key => key.Name == name.ToString())", ".Where(key => key.Name.StartsWith(name.ToString(), StringComparison.Ordinal))",
            "Rotation.SetSecretTests.F29_a_key_whose_name_only_starts_like_ours_is_not_ours"),
        new("leave enabled out", "Keys/KeyStore.cs", "Enabled = true, // omitted", "// omitted", "Rotation.SetSecretTests.The_key_is_enabled_and_in_every_plan"),
    ];

    private static IEnumerable<Mutation> Quota() =>
    [
        new(
            "recompute settlement 2 on retry", "Usage/QuotaCarry.cs", "var target = key.Stamps.Settling ?? await TargetAsync(", "var target = await TargetAsync(",
            "Usage.QuotaCrashTests.F6_cut_off_at_the_second_settlements_write_the_target_that_was_stamped_counts"),
        new("raise what remains", "Usage/QuotaCarry.cs", "if (own > remaining && ", "if (own != remaining && ", "Usage.QuotaCrashTests.F6_cut_off_at_the_first_settlements_write_it_is_repeated_and_raises_nothing"),
        new("settle plans without a quota", "Usage/QuotaCarry.cs", "[.. grants.Plans.Where(plan => plan.QuotaPeriod is not null)]", "[.. grants.Plans]", "Usage.QuotaCarryTests.F58_of_a_plan_without_quota_no_usage_is_written"),
    ];

    private static IEnumerable<Mutation> Values() =>
    [
        new("a value in an exception's message", "Keys/KeyFinder.cs", "expected {document.ApiKey.Fingerprint})", "expected {document.ApiKey.Value})", "Rotation.SetSecretTests.A_key_of_our_name_with_another_value_is_refused"),
        new("a value in a log", "Rotation/CreateSecret.cs", "return new(\"value stored\", drawn.ApiKey.Fingerprint);", "return new(\"value stored\", drawn.ApiKey.Value);", "Rotation.WholeRotationTests.F59_no_value_is_in_any_log_tag_description_name_or_payload"),
        new("a value in Probe's payload", "Rotation/TestSecret.cs", "new ProofOrder(run.SecretId, pending.Id, wanted", "new ProofOrder(run.SecretId, pending.Document.ApiKey.Value, wanted", "Rotation.TestSecretTests.No_value_goes_to_Probe_or_comes_back"),
    ];

    private static IEnumerable<Mutation> Stack() =>
    [
        new("a changed PhysicalResourceId", "CustomResource/StackAnswer.cs", "PhysicalResourceId = request.StableId", "PhysicalResourceId = request.StableId + request.RequestId", "CustomResource.GrantResourceTests.N10_an_update_keeps_the_id_that_CloudFormation_knows"),
        new(
            "delete without the stack's tag", "CustomResource/KeysResource.cs", "key.Id != options.AnchorKeyId && key.Tags.GetValueOrDefault(Tag.Stack) == options.Stack", "key.Id != options.AnchorKeyId",
            "CustomResource.KeysResourceTests.N8_every_key_of_ours_is_deleted_no_foreign_key_no_anchor_and_again_with_nothing_left"),
    ];
}
