using Egress.Template.Tests.Promises;
using Xunit;

[assembly: AssemblyFixture(typeof(Egress.Template.Tests.SamTransform))]

namespace Egress.Template.Tests;

public sealed class PromiseTests(SamTransform sam)
{
    public static TheoryData<string> Promises { get; } = [.. Promise.All.Select(promise => promise.Says)];

    [Theory]
    [MemberData(nameof(Promises))]
    public void Every_change_that_breaks_a_promise_is_found(string promise)
    {
        var (sound, broken) = (LoadedTemplate.With(SamTransform.OneUpstream), Find(promise).BrokenBy);

        Assert.NotEmpty(broken);
        Assert.All(broken, change =>
        {
            var template = sound.Copy();
            change.Apply(template);
            Assert.NotEmpty(Find(promise).Breaches(template));
        });
    }

    [Theory]
    [MemberData(nameof(Promises))]
    public void The_template_keeps_its_promise_with_one_upstream_and_with_nine(string promise)
    {
        var breaches = SamTransform.Variants.Select(LoadedTemplate.With).SelectMany(Find(promise).Breaches);

        Assert.Empty(breaches);
    }

    /// <summary>Our loader reads the template as we think that AWS does; these are others' thoughts.</summary>
    [Theory]
    [MemberData(nameof(Promises))]
    public void It_keeps_it_through_the_transforms_of_AWS_as_well(string promise)
    {
        var breaches = SamTransform.Variants.Select(sam.With).SelectMany(Find(promise).Breaches);

        Assert.Empty(breaches);
    }

    private static Promise Find(string says) => Promise.All.Single(promise => promise.Says == says);
}
