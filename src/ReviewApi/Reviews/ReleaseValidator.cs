using FluentValidation;
using ReviewApi.Rules;

namespace ReviewApi.Reviews;

/// <summary>The rules of a release.</summary>
internal sealed class ReleaseValidator : MemberValidator<Release>
{
    public ReleaseValidator()
    {
        RuleFor(release => release.ListPrice).SetValidator(new MemberValidator<Price>()!);
        RuleFor(release => release.PricePaid).SetValidator(new MemberValidator<Price>()!);
        Each(release => release.Discs);
        Each(release => release.Video, new VideoValidator());
        Each(release => release.Audio);
        Each(release => release.Subtitles);
        Each(release => release.Images);
        Each(release => release.Extras);
    }

    sealed class VideoValidator : MemberValidator<Video>
    {
        public VideoValidator()
        {
            RuleFor(video => video.Hdr).Must(hdr => hdr is null || !hdr.Contains("sdr") || hdr.Distinct().Count() == 1)
                .WithErrorCode("sdr_not_alone").WithMessage("sdr excludes the other dynamic ranges.");
            Each(video => video.Segments, new SegmentValidator());
        }
    }

    sealed class SegmentValidator : MemberValidator<VideoSegment>
    {
        public SegmentValidator() =>
            RuleFor(segment => segment.ToSeconds).GreaterThan(segment => segment.FromSeconds)
                .When(segment => segment.FromSeconds is not null)
                .WithErrorCode("out_of_order")
                .WithMessage("It has to be more than fromSeconds: the segment ends where it begins, or before.");
    }
}
