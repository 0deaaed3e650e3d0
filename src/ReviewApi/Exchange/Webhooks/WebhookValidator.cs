using FluentValidation;
using FluentValidation.Results;
using ReviewApi.Http;
using ReviewApi.Rules;

namespace ReviewApi.Exchange.Webhooks;

/// <summary>What a webhook may be.</summary>
internal sealed class WebhookValidator : MemberValidator<Webhook>
{
    public WebhookValidator(WebhookAddress addresses)
    {
        RuleFor(webhook => webhook.Url).Must(url => Address(url) is not null).When(webhook => webhook.Url is not null)
            .WithErrorCode("invalid_url").WithMessage("It has to be an absolute http or https address, without a user name or a fragment.");
        RuleFor(webhook => webhook.Url).Must(url => addresses.MayBe(Address(url)!.Host)).When(webhook => Address(webhook.Url) is not null)
            .WithErrorCode("private_address").WithMessage("It leads to an address that is not public.");
        RuleFor(webhook => webhook.Events).Must(events => events!.Count > 0).When(webhook => webhook.Events is not null)
            .WithErrorCode("required").WithMessage("An event is needed; left out, all are sent.");
        RuleFor(webhook => webhook.Filter).Custom((filter, context) =>
        {
            if (filter is null)
                return;
            try
            {
                Watch.Read(filter);
            }
            catch (ProblemException refused)
            {
                foreach (var fault in refused.Errors)
                    context.AddFailure(
                        new ValidationFailure(context.PropertyPath, $"{fault.Parameter}: {fault.Detail}") { ErrorCode = fault.Code });
            }
        });
    }

    static Uri? Address(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            && address is { UserInfo: "", Fragment: "", Host.Length: > 0 }
            ? address
            : null;
}
