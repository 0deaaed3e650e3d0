using System.Text;
using Microsoft.Net.Http.Headers;
using ReviewApi.Extraction.Reading;
using ReviewApi.Http;
using ReviewApi.Rules;

namespace ReviewApi.Extraction;

/// <summary>A text as it is sent: as it is, as HTML, or as JSON.</summary>
internal static class SentText
{
    public const string Plain = "text/plain";
    public const string Html = "text/html";

    static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    static readonly TextValidator Validator = new();

    public static async Task<TextToExtract> Read(HttpRequest request, CancellationToken cancellation)
    {
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var said) ? said.MediaType.Value!.ToLowerInvariant() : "";
        var sent = type switch
        {
            Plain => new TextToExtract { Text = await Text(request, Plain, cancellation) },
            Html => new TextToExtract { Html = await Text(request, Html, cancellation) },
            _ => await Json(request, cancellation),
        };
        Require(sent);
        return sent;
    }

    /// <summary>A text of a file.</summary>
    public static TextToExtract Of(string text, bool isHtml)
    {
        var sent = isHtml ? new TextToExtract { Html = text } : new TextToExtract { Text = text };
        Require(sent);
        return sent;
    }

    static async Task<string> Text(HttpRequest request, string type, CancellationToken cancellation)
    {
        JsonBody.RequireType(request, type);
        var bytes = await JsonBody.ReadAll(request, cancellation);
        try
        {
            return Strict.GetString(bytes.AsSpan(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0));
        }
        catch (DecoderFallbackException)
        {
            throw new ProblemException(
                Problems.InvalidRequest,
                "The body is not UTF-8.",
                new Fault
                {
                    Pointer = "",
                    Code = "invalid_text",
                    Detail = "The text has half of a surrogate pair, or bytes that are not UTF-8.",
                }
            );
        }
    }

    static Task<TextToExtract> Json(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            JsonBody.RequireType(request, JsonBody.MediaType);
        }
        catch (ProblemException refused) when (refused.Kind == Problems.UnsupportedMediaType)
        {
            throw new ProblemException(
                Problems.UnsupportedMediaType,
                $"The body has to be {Plain}, {Html} or {JsonBody.MediaType} in UTF-8, plain or gzip."
            )
            {
                Headers = refused.Headers,
            };
        }
        return JsonBody.Read<TextToExtract>(request, cancellation);
    }

    static void Require(TextToExtract sent)
    {
        Validator.Validate(sent).OrThrow();
        if (sent.Text is null == sent.Html is null)
            throw ValidationProblems.Invalid("text", new("required", "Either text or html is needed, and not both."));
        if (string.IsNullOrWhiteSpace(sent.Text ?? sent.Html))
            throw ValidationProblems.Invalid(sent.Text is null ? "html" : "text", new("required", "There is no text in it."));
        if (sent.Html is not null && HtmlDepth.IsTooGreat(sent.Html))
            throw ValidationProblems.Invalid(
                "html",
                new("too_deep", $"More than {HtmlDepth.Most} elements are nested in each other, or are not closed.")
            );
    }

    sealed class TextValidator : MemberValidator<TextToExtract>
    {
        public TextValidator()
        {
            RuleFor(sent => sent.Source).SetValidator(new MemberValidator<Reviews.Source>()!);
            RuleFor(sent => sent.Hints).SetValidator(new MemberValidator<ExtractionHints>()!);
        }
    }
}
